// Turns the server's answer into what the screen shows: pure, no words, no clock of its own.

import type { Live } from '@maguey/wire/event-live'
import type { Phone } from '@maguey/wire/event-phones'
import type { LiveState } from './live-feed.ts'

/**
 * How much the figures can be trusted.
 * - `live`: pushed with each scan as it happens.
 * - `polling`: read every few seconds because Realtime is not available.
 * - `stale`: the server has not answered lately; the figures are from `readAtMs`.
 */
export type Connection = 'live' | 'polling' | 'stale'

/** Three missed polls: by then the figures are outdated, whatever the socket's state. */
export const STALE_MS = 30_000

export function connectionOf(state: LiveState, nowMs: number): Connection {
  if (state.failure || state.readAtMs === null || nowMs - state.readAtMs > STALE_MS) return 'stale'
  return state.listening ? 'live' : 'polling'
}

/** The server's time now: its clock at the last read, plus the time that has passed on ours since. */
export function serverNowMs(live: Live, readAtMs: number, nowMs: number): number {
  return live.server_now + Math.max(0, nowMs - readAtMs)
}

export type Margin = { phones: number; silentMs: number | null }

/** Null when no phone is unheard: then the figure is exact. */
export function marginOf(live: Live, atMs: number): Margin | null {
  if (live.unheard_phones === 0) return null
  const since = live.unheard_since_ms
  return {
    phones: live.unheard_phones,
    silentMs: since === null ? null : Math.max(0, atMs - since),
  }
}

/** `part` as a fraction of `whole`, clamped to 0 to 1; 0 for an empty whole. */
export function share(part: number, whole: number): number {
  if (whole <= 0) return 0
  return Math.min(1, Math.max(0, part / whole))
}

const MINUTE_MS = 60_000

/**
 * One entry for every minute from the first arrival (at most `spanMinutes` back) until now, with zeros where
 * nobody came: leaving them out would make a quiet half-hour look like a crowd.
 */
export function fillMinutes(
  perMinute: Live['per_minute'],
  atMs: number,
  spanMinutes = 120,
): { minuteMs: number; admitted: number }[] {
  const last = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
  const earliest = last - (spanMinutes - 1) * MINUTE_MS
  const known = new Map(perMinute.map((entry) => [entry.minute, entry.admitted]))
  const first = Math.max(earliest, Math.min(last, ...known.keys()))
  const filled = []
  for (let minuteMs = first; minuteMs <= last; minuteMs += MINUTE_MS) {
    filled.push({ minuteMs, admitted: known.get(minuteMs) ?? 0 })
  }
  return filled
}

export type Arrivals = {
  lastTenMinutes: number
  busiest: { minuteMs: number; admitted: number } | null
}

/** The chart in two figures, for those who can't see it or have only a second. */
export function summariseArrivals(minutes: { minuteMs: number; admitted: number }[]): Arrivals {
  const lastTenMinutes = minutes.slice(-10).reduce((sum, minute) => sum + minute.admitted, 0)
  let busiest: Arrivals['busiest'] = null
  for (const minute of minutes) {
    if (minute.admitted > (busiest?.admitted ?? 0)) busiest = minute
  }
  return { lastTenMinutes, busiest }
}

/** After this a phone counts as unheard, as in the database. */
export const UNHEARD_MS = 1.5 * MINUTE_MS

export function isUnheard(phone: Phone, atMs: number): boolean {
  if (phone.revoked) return false
  return phone.last_seen_at === null || atMs - phone.last_seen_at > UNHEARD_MS
}
