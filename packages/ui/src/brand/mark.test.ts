import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { leavesOf, markSvg } from './mark.ts'

const icon = readFileSync(new URL('icon.svg', import.meta.url), 'utf8')

test('the mark has the leaves of the icon, in the colour of the text around it', () => {
  expect(leavesOf(icon)).toMatch(/^M32/)
  expect(markSvg(icon, 'size-8')).toContain(`fill="currentColor"><path d="${leavesOf(icon)}"/>`)
  expect(() => leavesOf('<svg/>')).toThrow('no path')
})
