// Where links lead in a frame on the club's website.
import { expect, test } from 'vitest'
import { embeddedPath, leavesFrame } from './embedded-path.ts'

test('the nights stay in the frame, everything else leaves it', () => {
  expect(embeddedPath('/', true, null)).toBe('/embed')
  expect(embeddedPath('/events/perreo', true, null)).toBe('/embed/events/perreo')
  expect(embeddedPath('/club', true, null)).toBe('/club')
  expect([leavesFrame('/club', true), leavesFrame('/events/perreo', true)]).toEqual([true, false])
})

test('each page speaks the language that the website asked for', () => {
  expect(embeddedPath('/', true, 'es')).toBe('/embed?lang=es')
  expect(embeddedPath('/events/perreo', true, 'es')).toBe('/embed/events/perreo?lang=es')
  expect(embeddedPath('/club', true, 'es')).toBe('/club?lang=es')
})

test('outside a frame nothing changes', () => {
  expect(embeddedPath('/events/perreo', false, 'es')).toBe('/events/perreo')
  expect(leavesFrame('/club', false)).toBe(false)
})
