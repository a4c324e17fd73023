// What must be right before doors open, judged from plain facts.
import type { Kept } from '@maguey/ui/device/app-update.ts'

export type ReadyFacts = {
  /** What counts about the camera is that its frames are decoded. */
  reading: 'off' | 'starting' | 'reading' | 'blind'
  screen: 'off' | 'held' | 'refused'
  /** `namesToAsk`: the house list that the server has is here too, or there is none. */
  list: {
    have: number
    total: number
    complete: boolean
    ageMs: number | null
    namesToAsk: boolean
  }
  /** Whether the app opens without a network; null if nobody asked for that. */
  kept: Kept | null
  persistent: boolean | null
  clock: { offsetMs: number; uncertaintyMs: number; doubtful: boolean }
  sound: 'on' | 'off' | 'locked'
  queued: number
}

/** `note` names the sentence to show; `good` is the result of the check. */
export type ReadyCheck = {
  what: 'camera' | 'screen' | 'list' | 'app' | 'storage' | 'clock' | 'sound' | 'queue'
  good: boolean
  note: string
}

const LIST_FRESH_MS = 15 * 60_000
const CLOCK_GOOD_MS = 60_000

function listNote(list: ReadyFacts['list']): 'ok' | 'bad' | 'old' | 'no_names' {
  const { complete, ageMs, namesToAsk } = list
  if (!complete || ageMs === null) return 'bad'
  if (!namesToAsk) return 'no_names'
  return ageMs > LIST_FRESH_MS ? 'old' : 'ok'
}

function clockNote(clock: ReadyFacts['clock']): 'ok' | 'bad' | 'unknown' {
  if (clock.doubtful) return 'unknown'
  return Math.abs(clock.offsetMs) < CLOCK_GOOD_MS ? 'ok' : 'bad'
}

/** In screen order. Sound that was switched off on purpose is not a fault. */
export function readyChecks(facts: ReadyFacts): ReadyCheck[] {
  const list = listNote(facts.list)
  const clock = clockNote(facts.clock)
  return [
    { what: 'camera', good: facts.reading === 'reading', note: facts.reading },
    { what: 'screen', good: facts.screen !== 'refused', note: facts.screen },
    { what: 'list', good: list === 'ok', note: list },
    {
      what: 'app',
      good: facts.kept === null || facts.kept === 'kept',
      note: facts.kept ?? 'kept',
    },
    {
      what: 'storage',
      good: facts.persistent !== false,
      note: facts.persistent === false ? 'bad' : 'ok',
    },
    { what: 'clock', good: clock === 'ok', note: clock },
    { what: 'sound', good: facts.sound !== 'locked', note: facts.sound },
    { what: 'queue', good: facts.queued === 0, note: facts.queued === 0 ? 'ok' : 'bad' },
  ]
}
