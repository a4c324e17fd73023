// Nights that this device has seen, to be read again without a network.
import { readAvailability, type ShopEvent } from '@maguey/wire/events'
import * as v from 'valibot'

const KEY = 'maguey.seen-nights'
const MOST = 24

const seenNight = v.object({ seenAtMs: v.number(), event: readAvailability.answer })

export type SeenNight = v.InferOutput<typeof seenNight>

/** All that there are: a night that is not among them was called off, or is over. */
export function keepAllNights(
  storage: Storage,
  events: readonly ShopEvent[],
  seenAtMs: number,
): void {
  write(
    storage,
    events.map((event) => ({ seenAtMs, event })),
  )
}

/** One of them; the others stay as they were seen. */
export function keepSeenNight(storage: Storage, event: ShopEvent, seenAtMs: number): void {
  const others = read(storage).filter((kept) => kept.event.slug !== event.slug)
  write(storage, [{ seenAtMs, event }, ...others])
}

/** A full or forbidden storage is no error. */
function write(storage: Storage, nights: readonly SeenNight[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(nights.slice(0, MOST)))
  } catch {
    // The page still works with a signal.
  }
}

/** Those that aren't over, the next one first. */
export function listSeenNights(storage: Storage, nowMs: number): SeenNight[] {
  return read(storage)
    .filter(({ event }) => Date.parse(event.ends_at) > nowMs)
    .sort((a, b) => Date.parse(a.event.event_date) - Date.parse(b.event.event_date))
}

/** What an older release kept in another shape is passed over. */
function read(storage: Storage): SeenNight[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return (Array.isArray(kept) ? kept : []).flatMap((one) => {
      const parsed = v.safeParse(seenNight, one)
      return parsed.success ? parsed.output : []
    })
  } catch {
    return []
  }
}
