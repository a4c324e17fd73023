// The server's time on this phone: the last time that the server told, plus what the monotonic clock has counted since.
// The phone's own clock is believed only for spans in which nothing counted: while the phone slept or the app was closed.
import { UNSURE_ABOVE_MS } from '@maguey/ticket-core/reconcile'
import type { Clock } from './clock.ts'

/** The server's clock minus the phone's, when the phone's said `measuredAtMs`. */
export type ClockSample = { offsetMs: number; uncertaintyMs: number; measuredAtMs: number }

export type TimeReading = {
  /** The server's time as far as it can be known. */
  nowMs: number
  uncertaintyMs: number
  /** True when `nowMs` may be wrong by more than a minute. */
  doubtful: boolean
  /** What the phone's own clock says, and how far it is from `nowMs`. */
  deviceTimeMs: number
  offsetMs: number
}

export type ServerTime = {
  read: () => TimeReading
  /** The server has told its time. The surer of what is known and what is heard counts, unless both can't be true. */
  hear: (sample: ClockSample) => void
  /** What is known of the time from before the page was loaded: the latest of these counts. */
  restore: (kept: readonly ClockSample[]) => void
  /** True from when the page may be put to sleep until it is seen again. */
  setAway: (away: boolean) => void
}

/** Whoever has never heard the server may be off by anything; a day is what a person would notice. */
export const UNKNOWN_MS = 86_400_000

/** Phones' counters are off by less than one in ten thousand. */
const DRIFT = 1e-4

/** Clocks that are set right in small steps move less than this between two looks. */
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
    // Nothing counts while a phone sleeps. Seen from here, a clock that was set forward meanwhile looks the same.
    const sleptMs = away && leapMs > SLEW_MS ? leapMs : 0
    const passedMs = countedMs + sleptMs
    const uncertaintyMs = known.uncertaintyMs + sleptMs + countedMs * DRIFT
    known = look(known.serverMs + passedMs, Math.min(uncertaintyMs, UNKNOWN_MS))
    return known
  }

  const asSample = ({ offsetMs, uncertaintyMs, measuredAtMs }: ClockSample): Known => {
    const passedMs = clock.nowMs() - measuredAtMs
    // Set back since: no more is known than that it is later than it was.
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
