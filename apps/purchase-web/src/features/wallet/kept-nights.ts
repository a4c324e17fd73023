// What this browser has for the door: its orders, and the tickets that others gave it.
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import { type KeptOrder, listKeptOrders, ordersForTheDoor } from '#shared/orders/kept-orders.ts'
import { findKeptTransfer } from '#shared/orders/kept-transfers.ts'

/** As shared/orders/kept-transfers.ts names its entries. */
const TRANSFER_PREFIX = 'maguey.kept-transfer.'

/** The same as for orders. */
const NEAR_MS = 12 * 3_600_000

export type KeptNight = {
  kind: 'order' | 'transfer'
  /** Of the order or of the transfer. */
  id: string
  /** Opens it. */
  token: string
  event: OrderEvent
  tickets: readonly OrderTicket[]
  /** Who gave the ticket, if anybody did and has a name. */
  from: string | null
}

/** The page that shows its codes. */
export const addressOf = ({ kind, id, token }: KeptNight): string =>
  `/${kind === 'order' ? 'orders' : 'transfers'}/${id}#${token}`

/** Those to come with the next night first, and those that are over with the latest first. */
export function listKeptNights(
  storage: Storage,
  nowMs: number,
): { coming: KeptNight[]; over: KeptNight[] } {
  const orders = listKeptOrders(storage, nowMs)
  const given = givenNights(storage)
  const isOver = ({ event }: KeptNight) => Date.parse(event.ends_at) <= nowMs
  const coming = given.filter((night) => !isOver(night))
  return {
    coming: sorted([...orders.coming.map(ofOrder), ...coming]),
    over: sorted([...orders.over.map(ofOrder), ...given.filter(isOver)]).toReversed(),
  }
}

/** Those with a ticket that opens a door within twelve hours, or now. */
export function nightsForTheDoor(storage: Storage, nowMs: number): KeptNight[] {
  const given = givenNights(storage).filter(
    ({ event, tickets }) =>
      doorsMs(event) - NEAR_MS <= nowMs &&
      nowMs < Date.parse(event.ends_at) &&
      event.status === 'published' &&
      tickets.some(({ status }) => status === 'issued'),
  )
  return sorted([...ordersForTheDoor(storage, nowMs).map(ofOrder), ...given])
}

/** Accepted here, but never seen: the answer with the ticket was lost. */
export const unseenTransfers = (storage: Storage): { id: string; token: string }[] =>
  keptTransfers(storage).filter(({ view }) => view === null)

function givenNights(storage: Storage): KeptNight[] {
  return keptTransfers(storage).flatMap(({ id, token, view }): KeptNight[] => {
    if (view === null) return []
    const { event, tickets, transfer } = view
    return [{ kind: 'transfer', id, token, event, tickets, from: transfer.from_name }]
  })
}

/** Spoiled entries are passed over. */
function keptTransfers(storage: Storage) {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys
    .filter((key) => key.startsWith(TRANSFER_PREFIX))
    .flatMap((key) => {
      const id = key.slice(TRANSFER_PREFIX.length)
      const kept = findKeptTransfer(storage, id)
      return kept ? [{ id, ...kept }] : []
    })
}

const ofOrder = ({ token, view: { order, event, tickets } }: KeptOrder): KeptNight => ({
  ...{ kind: 'order', id: order.id, token, event, tickets, from: null },
})

const doorsMs = (event: OrderEvent): number => Date.parse(event.doors_open_at)

const sorted = (nights: KeptNight[]): KeptNight[] =>
  nights.sort((a, b) => doorsMs(a.event) - doorsMs(b.event))
