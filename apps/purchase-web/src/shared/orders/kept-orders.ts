// Opened orders kept on this device, so that tickets show at the door without a signal.

import { orderPageSchema } from '@maguey/wire/orders'
import * as v from 'valibot'

const PREFIX = 'maguey.kept-order.'

const KeptOrder = v.object({ token: v.string(), keptAtMs: v.number(), view: orderPageSchema })

export type KeptOrder = v.InferOutput<typeof KeptOrder>

/** Kept only once there are tickets; a full or forbidden storage is no error. */
export function keepOrder(storage: Storage, kept: KeptOrder): void {
  if (kept.view.tickets.length === 0) return
  try {
    storage.setItem(PREFIX + kept.view.order.id, JSON.stringify(kept))
  } catch {
    // The page still works with a signal.
  }
}

/** Only with the token that opened it when it was kept. */
export function findKeptOrder(storage: Storage, orderId: string, token: string): KeptOrder | null {
  const kept = read(storage, PREFIX + orderId)
  return kept?.token === token ? kept : null
}

/** Soonest night first; nights that ended more than a day ago are left out. */
export function listKeptOrders(storage: Storage, nowMs: number): KeptOrder[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys
    .filter((key) => key.startsWith(PREFIX))
    .flatMap((key) => read(storage, key) ?? [])
    .filter(({ view }) => Date.parse(view.event.ends_at) > nowMs - 86_400_000)
    .sort((a, b) => Date.parse(a.view.event.event_date) - Date.parse(b.view.event.event_date))
}

function read(storage: Storage, key: string): KeptOrder | null {
  try {
    const parsed = v.safeParse(KeptOrder, JSON.parse(storage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
