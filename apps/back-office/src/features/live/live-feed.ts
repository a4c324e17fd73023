// Keeps the live figures fresh. Realtime and a poll every 10 s only trigger reads; a read is the only source of truth.
//
//   waiting ──nudge / poll / online──▶ reading ──▶ waiting
//   A nudge during a read, or sooner than GAP after the last one, causes one more read afterwards: a burst of
//   scans costs two reads, and the figures always include its last scan.
//
// Never rejects; clock, timers and source are injected.

import { hear } from '@maguey/ui/hear.ts'
import type { Live } from '@maguey/wire/event-live'
import type { Failure } from '@maguey/wire/failure'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Listening, LiveSource } from './live-source.ts'

export const POLL_MS = 10_000
export const GAP_MS = 500

export type LiveState = {
  /** The last good answer; kept while later reads fail. */
  live: Live | null
  /** When it was read, by this device's clock. */
  readAtMs: number | null
  failure: Failure | null
  listening: boolean
}

export type FeedClock = {
  nowMs: () => number
  /** Calls `run` once after `delayMs`; the result cancels. */
  after: (delayMs: number, run: () => void) => () => void
}

export type LiveFeed = StoreApi<LiveState> & {
  start: () => void
  stop: () => void
  /** Reads now, e.g. because the network came back or the page became visible. */
  refresh: () => void
}

export const SYSTEM_CLOCK: FeedClock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

export function createLiveFeed(source: LiveSource, clock: FeedClock = SYSTEM_CLOCK): LiveFeed {
  const store = createStore<LiveState>(() => ({
    live: null,
    readAtMs: null,
    failure: null,
    listening: false,
  }))
  let running = false
  let reading = false
  let wanted = false
  let lastReadMs = Number.NEGATIVE_INFINITY
  let cancel = () => {}
  let topic: Listening | undefined

  function schedule(delayMs: number): void {
    cancel()
    cancel = clock.after(delayMs, () => hear(read()))
  }

  function nudge(): void {
    if (!running) return
    wanted = true
    if (!reading) schedule(Math.max(0, lastReadMs + GAP_MS - clock.nowMs()))
  }

  async function read(): Promise<void> {
    if (!running || reading) return
    reading = true
    wanted = false
    lastReadMs = clock.nowMs()
    const result = await source.read()
    reading = false
    if (!running) return
    if (result.ok) store.setState({ live: result.value, readAtMs: clock.nowMs(), failure: null })
    else store.setState({ failure: result.failure })
    if (wanted) nudge()
    else schedule(POLL_MS)
  }

  return {
    ...store,
    start: () => {
      if (running) return
      running = true
      topic = source.listen(nudge, (listening) => {
        store.setState({ listening })
        // We missed whatever was broadcast before the topic was joined.
        if (listening) nudge()
      })
      hear(read())
    },
    stop: () => {
      running = false
      topic?.stop()
      cancel()
    },
    refresh: () => {
      if (running) topic?.check()
      nudge()
    },
  }
}
