// How soon a page that failed asks again.
import type { Failure, Refusal } from '@maguey/wire/failure'
import { expect, test } from 'vitest'
import { askAgainAfterMs } from './ask-again.ts'

const refused = (status: number, retryAfterSeconds: number | null = null): Refusal => ({
  ...{ kind: 'refused', status, code: 'too_many_requests', message: '', fields: [] },
  ...{ detail: undefined, retryAfterSeconds },
})
const overloaded: Failure = { kind: 'server_error', status: 503 }

test('without a network soon, however often it failed', () => {
  for (const kind of ['offline', 'unreachable'] as const)
    for (const failures of [1, 9]) expect(askAgainAfterMs({ kind }, failures, 1)).toBe(1_500)
})

test('a refusal is not asked about again', () => {
  expect(askAgainAfterMs(refused(404), 1, 0)).toBe(false)
})

test.each([
  overloaded,
  refused(503),
  refused(429),
  { kind: 'busy', retryAfterSeconds: null },
] as const)(
  'an overloaded server is asked ever more seldom, and not by all pages together (%#)',
  (failure) => {
    expect([1, 2, 3, 10].map((failures) => askAgainAfterMs(failure, failures, 0))).toEqual([
      ...[2_000, 4_000, 8_000, 30_000],
    ])
    expect(askAgainAfterMs(failure, 10, 1)).toBe(60_000)
  },
)

test('never before the time that the server named', () => {
  for (const chance of [0, 1])
    for (const failure of [refused(429, 90), { kind: 'busy', retryAfterSeconds: 90 }] as const)
      expect(askAgainAfterMs(failure, 1, chance)).toBeGreaterThanOrEqual(90_000)
})
