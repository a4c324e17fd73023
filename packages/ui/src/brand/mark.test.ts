import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const leavesIn = (name: string) =>
  / d="([^"]+)"/.exec(readFileSync(new URL(name, import.meta.url), 'utf8'))?.[1]

test('the icon shows the rosette of the logo', () => {
  expect(leavesIn('logo.svg')).toMatch(/^M32/)
  expect(leavesIn('icon.svg')).toBe(leavesIn('logo.svg'))
})
