// The feed on fake time: what triggers a read, how often, and what it reports when reads fail.

import type { Live } from '@maguey/wire/event-live'
import type { Answer } from '@maguey/wire/failure'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLiveFeed, GAP_MS, POLL_MS } from './live-feed.ts'
import type { LiveSource } from './live-source.ts'

type Timer = { atMs: number; run: () => void }

let nowMs: number
let timers: Timer[]
let reads: number[]
let answer: () => Answer<Live>
let nudge: () => void
let checks = 0
let setListening: (listening: boolean) => void
let holdRead: (() => Promise<void>) | undefined

const clock = {
  nowMs: () => nowMs,
  after: (delayMs: number, run: () => void) => {
    const timer = { atMs: nowMs + delayMs, run }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  },
}

const source: LiveSource = {
  acknowledge: async () => ({ ok: true, value: null }),
  raiseLimit: async () => ({ ok: true, value: null }),
  read: async () => {
    reads.push(nowMs)
    await holdRead?.()
    return answer()
  },
  listen: (onNudge, onListening) => {
    nudge = onNudge
    setListening = onListening
    return {
      check: () => {
        checks += 1
      },
      stop: () => {
        nudge = () => {}
      },
    }
  },
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve()
}

async function advance(ms: number): Promise<void> {
  const untilMs = nowMs + ms
  for (;;) {
    await settle()
    const next = timers.filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
    if (!next) break
    nowMs = next.atMs
    timers = timers.filter((timer) => timer !== next)
    next.run()
  }
  nowMs = untilMs
  await settle()
}

const live = (inside: number): Live => ({
  server_now: 0,
  inside,
  people_inside: inside,
  admitted: inside,
  exited: 0,
  sold: 10,
  capacity: 20,
  house_limit: 20,
  by_hand: { came: 0, left: 0 },
  by_lists: 0,
  beyond_tickets: 0,
  unheard_phones: 0,
  unheard_since_ms: null,
  by_type: [],
  by_gate: [],
  per_minute: [],
  refusals: [],
  refusal_causes: [],
  double_entries: [],
  phones: [],
})

beforeEach(() => {
  nowMs = 0
  timers = []
  reads = []
  holdRead = undefined
  answer = () => ({ ok: true, value: live(1) })
})

describe('the live feed', () => {
  it('reads at once, then every ten seconds without Realtime', async () => {
    createLiveFeed(source, clock).start()
    await advance(2 * POLL_MS)
    expect(reads).toEqual([0, POLL_MS, 2 * POLL_MS])
  })

  it('reads at once when nudged after a quiet while', async () => {
    createLiveFeed(source, clock).start()
    await advance(3_000)
    nudge()
    await advance(0)
    expect(reads).toEqual([0, 3_000])
  })

  it('turns a burst of scans into one read at its start and one at its end', async () => {
    createLiveFeed(source, clock).start()
    await advance(3_000)
    for (let i = 0; i < 20; i++) {
      nudge()
      await advance(10)
    }
    await advance(GAP_MS)
    expect(reads).toEqual([0, 3_000, 3_000 + GAP_MS])
  })

  it('reads again after a nudge that came while a read was under way', async () => {
    let release = () => {}
    holdRead = () => new Promise((resolve) => (release = resolve))
    createLiveFeed(source, clock).start()
    await advance(2_000)
    nudge()
    holdRead = undefined
    release()
    await advance(0)
    expect(reads).toEqual([0, 2_000])
  })

  it('reads when the topic is joined, for what happened before was not broadcast', async () => {
    const feed = createLiveFeed(source, clock)
    feed.start()
    await advance(1_000)
    setListening(true)
    await advance(0)
    expect(reads).toEqual([0, 1_000])
    expect(feed.getState().listening).toBe(true)
  })

  it('keeps the last figures and says why there are no newer ones', async () => {
    const feed = createLiveFeed(source, clock)
    feed.start()
    await settle()
    answer = () => ({ ok: false, failure: { kind: 'unreachable' } })
    await advance(POLL_MS)
    expect(feed.getState()).toMatchObject({
      live: { inside: 1 },
      readAtMs: 0,
      failure: { kind: 'unreachable' },
    })
    answer = () => ({ ok: true, value: live(2) })
    await advance(POLL_MS)
    expect(feed.getState()).toMatchObject({ live: { inside: 2 }, failure: null })
  })

  it('looks after the topic too when the page is looked at again', async () => {
    const feed = createLiveFeed(source, clock)
    feed.start()
    const before = checks
    feed.refresh()
    expect(checks).toBe(before + 1)
    feed.stop()
  })

  it('does nothing once stopped', async () => {
    const feed = createLiveFeed(source, clock)
    feed.start()
    await settle()
    feed.stop()
    const before = checks
    feed.refresh()
    expect(checks).toBe(before)
    await advance(5 * POLL_MS)
    expect(reads).toEqual([0])
  })
})
