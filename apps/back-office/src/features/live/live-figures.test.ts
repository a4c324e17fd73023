// How the server's answer becomes what the screen shows.

import type { Live } from '@maguey/wire/event-live'
import type { Phone } from '@maguey/wire/event-phones'
import { describe, expect, it } from 'vitest'
import {
  connectionOf,
  fillMinutes,
  isUnheard,
  marginOf,
  serverNowMs,
  share,
  summariseArrivals,
} from './live-figures.ts'

const MINUTE = 60_000
const live = { server_now: 1_000_000, unheard_phones: 0, unheard_since_ms: null } as Live
const state = { live, readAtMs: 5_000, failure: null, listening: true }

describe('connectionOf', () => {
  it('is live while the topic is joined and reads succeed', () => {
    expect(connectionOf(state, 6_000)).toBe('live')
  })
  it('is polling without the topic', () => {
    expect(connectionOf({ ...state, listening: false }, 6_000)).toBe('polling')
  })
  it('is stale after a failed read, even with an open socket', () => {
    expect(connectionOf({ ...state, failure: { kind: 'unreachable' } }, 6_000)).toBe('stale')
  })
  it('is stale when the last read is older than three polls', () => {
    expect(connectionOf(state, 5_000 + 30_000)).toBe('live')
    expect(connectionOf(state, 5_000 + 30_001)).toBe('stale')
  })
})

describe('marginOf', () => {
  it('is nothing when every phone has been heard', () => {
    expect(marginOf(live, 2_000_000)).toBeNull()
  })
  it('says how many phones are silent, and how long the longest of them', () => {
    const silent = { ...live, unheard_phones: 2, unheard_since_ms: 760_000 }
    expect(marginOf(silent, 1_000_000)).toEqual({ phones: 2, silentMs: 4 * MINUTE })
  })
  it('does not invent a time for a phone that was never heard', () => {
    expect(marginOf({ ...live, unheard_phones: 1 }, 1_000_000)).toEqual({
      phones: 1,
      silentMs: null,
    })
  })
})

it('runs the server time on from the last read', () => {
  expect(serverNowMs(live, 5_000, 9_000)).toBe(1_004_000)
})

it.each([
  [0, 0, 0],
  [5, 0, 0],
  [1, 4, 0.25],
  [9, 4, 1],
])('the share of %i in %i is %f', (part, whole, expected) => {
  expect(share(part, whole)).toBe(expected)
})

describe('fillMinutes', () => {
  it('shows the minutes in which nobody came', () => {
    const filled = fillMinutes(
      [
        { minute: 10 * MINUTE, admitted: 3, types: {}, others: {}, gates: {} },
        { minute: 13 * MINUTE, admitted: 1, types: {}, others: {}, gates: {} },
      ],
      13 * MINUTE + 30_000,
    )
    expect(filled.map((entry) => entry.admitted)).toEqual([3, 0, 0, 1])
    expect(filled[0]?.minuteMs).toBe(10 * MINUTE)
  })
  it('goes back no further than asked', () => {
    const filled = fillMinutes(
      [{ minute: 0, admitted: 9, types: {}, others: {}, gates: {} }],
      500 * MINUTE,
      30,
    )
    expect(filled).toHaveLength(30)
    expect(filled.every((entry) => entry.admitted === 0)).toBe(true)
  })
  it('is one empty minute before the first guest', () => {
    expect(fillMinutes([], 7 * MINUTE)).toEqual([{ minuteMs: 7 * MINUTE, admitted: 0 }])
  })
})

describe('summariseArrivals', () => {
  it('counts the last ten minutes and names the busiest', () => {
    const minutes = Array.from({ length: 12 }, (_, i) => ({ minuteMs: i * MINUTE, admitted: i }))
    expect(summariseArrivals(minutes)).toEqual({
      lastTenMinutes: 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11,
      busiest: { minuteMs: 11 * MINUTE, admitted: 11 },
    })
  })
  it('names no busiest minute when nobody came', () => {
    expect(summariseArrivals([{ minuteMs: 0, admitted: 0 }])).toEqual({
      lastTenMinutes: 0,
      busiest: null,
    })
  })
})

describe('isUnheard', () => {
  const phone = { revoked: false, last_seen_at: 0 } as Phone
  it('begins after a minute and a half of silence', () => {
    expect(isUnheard(phone, 90_000)).toBe(false)
    expect(isUnheard(phone, 90_001)).toBe(true)
  })
  it('holds for a phone that never spoke, not for a revoked one', () => {
    expect(isUnheard({ ...phone, last_seen_at: null }, 0)).toBe(true)
    expect(isUnheard({ ...phone, revoked: true }, 99 * MINUTE)).toBe(false)
  })
})
