// A silent phone's list keeps ageing.
import { expect, it } from 'vitest'
import { listAgeMs } from './list-age.ts'

it.each([
  ['just heard', { list_age_ms: 4_000, last_seen_at: 100_000 }, 4_000],
  ['silent for a minute', { list_age_ms: 4_000, last_seen_at: 40_000 }, 64_000],
  [
    'heard a little after now, by a clock that runs ahead',
    { list_age_ms: 4_000, last_seen_at: 100_500 },
    4_000,
  ],
  ['never heard', { list_age_ms: 4_000, last_seen_at: null }, 4_000],
  ['never said', { list_age_ms: null, last_seen_at: 40_000 }, null],
])('a phone that was %s', (_, phone, expected) => {
  expect(listAgeMs(phone, 100_000)).toBe(expected)
})
