// Opened orders kept on this device, so that tickets show at the door without a signal.

import { orderPageSchema } from '@maguey/wire/orders'
import * as v from 'valibot'

export const KEPT_PREFIX = 'maguey.kept-order.'

/** For so long before the doors open, the tickets are what the shop is opened for. */
const NEAR_MS = 12 * 3_600_000

const KeptOrder = v.object({ token: v.string(), keptAtMs: v.number(), view: orderPageSchema })

export type KeptOrder = v.InferOutput<typeof KeptOrder>

/** Kept only once there are tickets; a full or forbidden storage is no error. */
export function keepOrder(storage: Storage, kept: KeptOrder): void {
  if (kept.view.tickets.length === 0) return
  try {
    storage.setItem(KEPT_PREFIX + kept.view.order.id, JSON.stringify(kept))
  } catch {
    // The page still works with a signal.
  }
}

/** Only with the token that opened it when it was kept. */
export function findKeptOrder(storage: Storage, orderId: string, token: string): KeptOrder | null {
  const kept = read(storage, KEPT_PREFIX + orderId)
  return kept?.token === token ? kept : null
}

/** Those to come with the next night first, and those that are over with the latest first. */
export function listKeptOrders(
  storage: Storage,
  nowMs: number,
): { coming: KeptOrder[]; over: KeptOrder[] } {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  const orders = keys
    .filter((key) => key.startsWith(KEPT_PREFIX))
    .flatMap((key) => read(storage, key) ?? [])
    .sort((a, b) => doorsMs(a) - doorsMs(b))
  const isOver = ({ view }: KeptOrder) => Date.parse(view.event.ends_at) <= nowMs
  return {
    coming: orders.filter((kept) => !isOver(kept)),
    over: orders.filter(isOver).toReversed(),
  }
}

/** Those with a ticket that opens a door within twelve hours, or now. */
export function ordersForTheDoor(storage: Storage, nowMs: number): KeptOrder[] {
  return listKeptOrders(storage, nowMs).coming.filter(
    (kept) =>
      doorsMs(kept) - NEAR_MS <= nowMs &&
      kept.view.event.status === 'published' &&
      kept.view.tickets.some(({ status }) => status === 'issued'),
  )
}

const doorsMs = ({ view }: KeptOrder): number => Date.parse(view.event.doors_open_at)

function read(storage: Storage, key: string): KeptOrder | null {
  try {
    const parsed = v.safeParse(KeptOrder, JSON.parse(storage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
