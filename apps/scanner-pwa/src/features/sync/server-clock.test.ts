// The measured clock: what one answer tells, and which of two samples is believed.
import { expect, test } from 'vitest'
import { measureClock, surerSample } from './server-clock.ts'

test('the server read its clock half a round trip ago, give or take that half', () => {
  const sample = measureClock({ serverNowMs: 10_500, receivedAtMs: 10_100, roundTripMs: 200 })
  expect(sample).toEqual({ offsetMs: 500, uncertaintyMs: 100, measuredAtMs: 10_100 })
})

const known = { offsetMs: 500, uncertaintyMs: 20, measuredAtMs: 0 }

test.each([
  ['a surer sample is taken', { offsetMs: 505, uncertaintyMs: 10, measuredAtMs: 1_000 }, true],
  ['a worse one is not', { offsetMs: 560, uncertaintyMs: 300, measuredAtMs: 1_000 }, false],
  [
    'a worse one is, once the known is old',
    { offsetMs: 560, uncertaintyMs: 300, measuredAtMs: 700_000 },
    true,
  ],
  [
    'a worse one is, when both cannot be true: the clock was set',
    { offsetMs: 90_000, uncertaintyMs: 300, measuredAtMs: 1_000 },
    true,
  ],
])('%s', (_name, fresh, taken) => {
  expect(surerSample(known, fresh)).toBe(taken ? fresh : known)
})
