// How far this phone's clock is from the server's, and how sure that is (NTP's simplest form). What is made of it is
// for shared/server-time.ts.
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
  // A counter that ran backwards must not make a scan that the server can't read.
  const halfMs = Math.max(0, answer.roundTripMs) / 2
  return {
    offsetMs: Math.round(answer.serverNowMs - (answer.receivedAtMs - halfMs)),
    uncertaintyMs: Math.ceil(halfMs),
    measuredAtMs: answer.receivedAtMs,
  }
}
