// The server's time on this phone: the last time that the server gave, plus what the monotonic clock has counted since.
// The phone's own clock is trusted only for spans that nothing else counted: the phone slept or the app was closed.
import { UNSURE_ABOVE_MS } from '@maguey/ticket-core/reconcile'
import type { Clock } from './clock.ts'

/** The server's clock minus the phone's, taken when the phone's said `measuredAtMs`. */
export type ClockSample = { offsetMs: number; uncertaintyMs: number; measuredAtMs: number }

export type TimeReading = {
  /** The server's time as far as it can be known. */
  nowMs: number
  uncertaintyMs: number
  /** True if `nowMs` may be wrong by more than a minute. */
  doubtful: boolean
  /** What the phone's own clock says, and how far it is from `nowMs`. */
  deviceTimeMs: number
  offsetMs: number
}

export type ServerTime = {
  read: () => TimeReading
  /** The server has given its time. The more certain of the known and the new one wins, unless they contradict. */
  hear: (sample: ClockSample) => void
  /** What was known of the time before the page was loaded: the latest of these counts. */
  restore: (kept: readonly ClockSample[]) => void
  /** True from when the page may be put to sleep until it is visible again. */
  setAway: (away: boolean) => void
}

/** When something happened, as it is kept and sent; the time itself is `nowMs`. */
export type TimeStamp = { deviceTimeMs: number; clockOffsetMs: number; clockUncertaintyMs: number }

const MAX_INTEGER = 2_147_483_647

export function stampOf({ deviceTimeMs, offsetMs, uncertaintyMs }: TimeReading): TimeStamp {
  return {
    deviceTimeMs,
    // Clamped to the column's range.
    clockOffsetMs: Math.max(-MAX_INTEGER, Math.min(MAX_INTEGER, offsetMs)),
    clockUncertaintyMs: uncertaintyMs,
  }
}

/** A phone that has never heard from the server may be off by anything; a person would notice a day. */
export const UNKNOWN_MS = 86_400_000

/** Phones' counters drift by less than one in ten thousand. */
const DRIFT = 1e-4

/** A clock that is adjusted in small steps moves less than this between two reads. */
const SLEW_MS = 1_000

type Known = { serverMs: number; wallMs: number; monotonicMs: number; uncertaintyMs: number }

export function createServerTime(clock: Pick<Clock, 'nowMs' | 'monotonicMs'>): ServerTime {
  let away = false
  let known: Known = look(clock.nowMs(), UNKNOWN_MS)

  function look(serverMs: number, uncertaintyMs: number): Known {
    return { serverMs, wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs(), uncertaintyMs }
  }

  function advance(): Known {
    const countedMs = Math.max(0, clock.monotonicMs() - known.monotonicMs)
    const leapMs = clock.nowMs() - known.wallMs - countedMs
    // Nothing counts while a phone sleeps. From here, a clock that was set forward meanwhile looks the same.
    const sleptMs = away && leapMs > SLEW_MS ? leapMs : 0
    const passedMs = countedMs + sleptMs
    const uncertaintyMs = known.uncertaintyMs + sleptMs + countedMs * DRIFT
    known = look(known.serverMs + passedMs, Math.min(uncertaintyMs, UNKNOWN_MS))
    return known
  }

  const asSample = ({ offsetMs, uncertaintyMs, measuredAtMs }: ClockSample): Known => {
    const passedMs = clock.nowMs() - measuredAtMs
    // The clock was set back since: all that is known is that it is later than it was.
    if (passedMs < 0) return look(measuredAtMs + offsetMs, UNKNOWN_MS)
    return look(clock.nowMs() + offsetMs, Math.min(uncertaintyMs + passedMs, UNKNOWN_MS))
  }

  return {
    read: () => {
      const { serverMs, wallMs: deviceTimeMs, uncertaintyMs } = advance()
      const nowMs = Math.round(serverMs)
      return {
        nowMs,
        uncertaintyMs: Math.ceil(uncertaintyMs),
        doubtful: uncertaintyMs > UNSURE_ABOVE_MS,
        deviceTimeMs,
        offsetMs: nowMs - deviceTimeMs,
      }
    },
    hear: (sample) => {
      const before = advance()
      const told = look(clock.nowMs() + sample.offsetMs, sample.uncertaintyMs)
      const apartMs = Math.abs(told.serverMs - before.serverMs)
      const bothCanBe = apartMs <= told.uncertaintyMs + before.uncertaintyMs
      if (!bothCanBe || told.uncertaintyMs <= before.uncertaintyMs) known = told
    },
    restore: (kept) => {
      const latest = kept.reduce<ClockSample | undefined>((best, sample) => {
        const isLater =
          !best || sample.measuredAtMs + sample.offsetMs > best.measuredAtMs + best.offsetMs
        return isLater ? sample : best
      }, undefined)
      if (latest) known = asSample(latest)
    },
    setAway: (next) => {
      advance()
      away = next
    },
  }
}
