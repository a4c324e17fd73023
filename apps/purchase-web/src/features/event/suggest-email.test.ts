// Which addresses are asked about.
import { expect, test } from 'vitest'
import { isOneSlipAway, suggestEmail } from './suggest-email.ts'

test.each([
  ['ana@gmial.com', 'ana@gmail.com'],
  ['ana@gmai.com', 'ana@gmail.com'],
  ['ana@gmaill.com', 'ana@gmail.com'],
  ['ana@gnail.com', 'ana@gmail.com'],
  ['ana@gmail.co', 'ana@gmail.com'],
  ['ana@gmail.con', 'ana@gmail.com'],
  ['Ana.Gil+x@Hotmial.com', 'Ana.Gil+x@hotmail.com'],
  [' ana@outlok.com ', 'ana@outlook.com'],
  ['ana@yaho.com.mx', 'ana@yahoo.com.mx'],
  ['ana@hotmail.xs', 'ana@hotmail.es'],
  ['ana@club.con', 'ana@club.com'],
])('%s is asked about as %s', (typed, meant) => {
  expect(suggestEmail(typed)).toBe(meant)
})

test.each([
  'ana@gmail.com',
  'ana@GMAIL.com',
  'ana@mail.com',
  'ana@email.com',
  'ana@ymail.com',
  'ana@hotmail.es',
  'ana@hotmail.se',
  'ana@yahoo.se',
  'ana@yahoo.com.my',
  'ana@outlook.ie',
  'ana@live.com',
  'ana@example.com',
  'ana@club.co',
  'ana',
  '@gmial.com',
  'ana@gmial',
  '',
])('%s is left alone', (typed) => {
  expect(suggestEmail(typed)).toBeNull()
})

test('every single slip is one, and two are not', () => {
  const meant = 'gmail.com'
  for (let at = 0; at < meant.length; at += 1) {
    expect(isOneSlipAway(meant.slice(0, at) + meant.slice(at + 1), meant)).toBe(true)
    expect(isOneSlipAway(`${meant.slice(0, at)}x${meant.slice(at)}`, meant)).toBe(true)
    expect(isOneSlipAway(`${meant.slice(0, at)}x${meant.slice(at + 1)}`, meant)).toBe(true)
    expect(isOneSlipAway(`${meant.slice(0, at)}xy${meant.slice(at + 2)}`, meant)).toBe(false)
  }
  expect(isOneSlipAway(meant, meant)).toBe(false)
})
