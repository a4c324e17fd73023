// A span is told in the unit that a hurried reader needs.
import { expect, it } from 'vitest'
import { formatSpan, spanParts } from './format-span.ts'

it.each([
  [-5, 0, 'second'],
  [59_999, 59, 'second'],
  [60_000, 1, 'minute'],
  [95 * 60_000, 95, 'minute'],
  [120 * 60_000, 2, 'hour'],
  [47 * 3_600_000, 47, 'hour'],
  [48 * 3_600_000, 2, 'day'],
])('%i ms is %i %s', (ms, amount, unit) => {
  expect(spanParts(ms)).toEqual({ amount, unit })
})

it('speaks both languages', () => {
  expect(formatSpan(250_000, 'en')).toBe('4 min')
  expect(formatSpan(3 * 3_600_000, 'es')).toBe('3 h')
})
