// Measuring the clock: what a single answer tells.
import { expect, test } from 'vitest'
import { measureClock } from './server-clock.ts'

test('the server read its clock half a round trip ago, give or take that half', () => {
  const sample = measureClock({ serverNowMs: 10_500, receivedAtMs: 10_100, roundTripMs: 200 })
  expect(sample).toEqual({ offsetMs: 500, uncertaintyMs: 100, measuredAtMs: 10_100 })
})

test('a round trip of less than nothing is none, and no time is surer than certain', () => {
  const sample = measureClock({ serverNowMs: 10_500, receivedAtMs: 10_100, roundTripMs: -3_000 })
  expect(sample).toEqual({ offsetMs: 400, uncertaintyMs: 0, measuredAtMs: 10_100 })
})
