// How far this phone's clock is from the server's, and how certain that is (the simplest form of NTP). Samples are
// combined in shared/server-time.ts.
import type { ClockSample } from '#shared/server-time.ts'

/**
 * `roundTripMs` comes from a monotonic clock; `receivedAtMs` from the device's. The server read its clock somewhere
 * within the round trip, so half of it is the uncertainty.
 */
export function measureClock(answer: {
  serverNowMs: number
  receivedAtMs: number
  roundTripMs: number
}): ClockSample {
  // A counter that ran backwards must not produce a scan that the server rejects.
  const halfMs = Math.max(0, answer.roundTripMs) / 2
  return {
    offsetMs: Math.round(answer.serverNowMs - (answer.receivedAtMs - halfMs)),
    uncertaintyMs: Math.ceil(halfMs),
    measuredAtMs: answer.receivedAtMs,
  }
}
