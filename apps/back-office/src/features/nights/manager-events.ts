// The nights that a manager can choose from, and the default among them.
import type { ManagerEvent } from '@maguey/wire/manager-events'

const HOUR_MS = 3_600_000
/** Ready checks and pairing begin long before doors; people look at the night's figures long after. */
const BEFORE_MS = 4 * HOUR_MS
const AFTER_MS = 8 * HOUR_MS

function span(event: ManagerEvent): { fromMs: number; untilMs: number } {
  return { fromMs: event.doors_open_at, untilMs: event.ends_at }
}

/** Doors are open. */
export function isOnNow(event: ManagerEvent, nowMs: number): boolean {
  const { fromMs, untilMs } = span(event)
  return fromMs <= nowMs && nowMs <= untilMs
}

/**
 * The night to show: the one in the address, else the one chosen last if it is still close, else the one that
 * is on, else the next, else the most recent. Null only if there are none at all.
 */
export function pickEvent(
  events: readonly ManagerEvent[],
  wish: { slug: string | null; lastId: string | null },
  nowMs: number,
): ManagerEvent | null {
  const named = events.find((event) => event.slug === wish.slug)
  if (named) return named
  const last = events.find((event) => event.id === wish.lastId)
  if (last && isNear(last, nowMs)) return last
  // Drafts and cancelled nights are shown only when chosen explicitly.
  const happening = events.filter((event) => event.status === 'published')
  const byTime = [...happening].sort((a, b) => a.event_date - b.event_date)
  return (
    byTime.find((event) => isOnNow(event, nowMs)) ??
    byTime.find((event) => span(event).untilMs >= nowMs) ??
    byTime.at(-1) ??
    events[0] ??
    null
  )
}

function isNear(event: ManagerEvent, nowMs: number): boolean {
  const { fromMs, untilMs } = span(event)
  return fromMs - BEFORE_MS <= nowMs && nowMs <= untilMs + AFTER_MS
}
