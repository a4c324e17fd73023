// How far this phone's clock is from the server's, and how sure that is (NTP's simplest form).
import type { MetaValues } from '#db/rows.ts'

export type ClockSample = MetaValues['clock']

/** A known sample of the same clock gives way to a worse one after this long, since clocks drift. */
const SAMPLE_MAX_AGE_MS = 10 * 60_000

/**
 * `roundTripMs` comes from a monotonic clock; `receivedAtMs` from the device's. The server read its clock somewhere
 * within the round trip, so half of it is the uncertainty.
 */
export function measureClock(answer: {
  serverNowMs: number
  receivedAtMs: number
  roundTripMs: number
}): ClockSample {
  const halfMs = answer.roundTripMs / 2
  return {
    offsetMs: Math.round(answer.serverNowMs - (answer.receivedAtMs - halfMs)),
    uncertaintyMs: Math.ceil(halfMs),
    measuredAtMs: answer.receivedAtMs,
  }
}

/** Keeps the surer sample, unless the two cannot both be true: then the clock has been set, and the fresh one counts. */
export function surerSample(known: ClockSample | undefined, fresh: ClockSample): ClockSample {
  if (!known) return fresh
  const apartMs = Math.abs(fresh.offsetMs - known.offsetMs)
  if (apartMs > fresh.uncertaintyMs + known.uncertaintyMs) return fresh
  const ageMs = fresh.measuredAtMs - known.measuredAtMs
  const isStale = ageMs < 0 || ageMs > SAMPLE_MAX_AGE_MS
  return isStale || fresh.uncertaintyMs <= known.uncertaintyMs ? fresh : known
}
