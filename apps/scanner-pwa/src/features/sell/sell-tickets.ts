// Sells at the door: takes tickets from this phone's stock, keeps the sale together with the scans that admit its guests, and
// only then says that it is sold. Within ten seconds the same phone takes it back.
import { UNDO_WITHIN_MS } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ActContent } from '@maguey/wire/door-act'
import type { Paid } from '@maguey/wire/door-acts/walk-up'
import type { StockTicket } from '@maguey/wire/door-stock'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow, GateRow, LoggedScan } from '#db/rows.ts'
import type { Clock } from '#shared/clock.ts'
import { type ServerTime, stampOf } from '#shared/server-time.ts'
import type { DoorStock } from './door-stock.ts'

export type SalePlace = { event: EventRow; gate: GateRow; deviceName: string; offline: boolean }

/** Where this phone stands now; undefined once it may sell nothing: it was removed, or its night is gone. */
export type Here = () => SalePlace | undefined

export type Wish = { typeCode: string; quantity: number; paid: Paid }

export type Sold = {
  kind: 'sold'
  actId: string
  tickets: readonly StockTicket[]
  /** The scans that admitted them, in their order. */
  scanIds: readonly string[]
  paid: Paid
  /** Of each. */
  price: string
  typeName: string
  /** By the monotonic clock. */
  soldAtMs: number
}

export type Sale =
  | Sold
  /** Nothing was kept: this phone has so many of the type, and got no more. */
  | { kind: 'short'; left: number; offline: boolean }
  | { kind: 'storage_failed'; reason: string }
  | { kind: 'revoked' }

export type Undone = 'undone' | 'too_late' | 'storage_failed'

type SellDeps = {
  store: Pick<DoorStore, 'appendSale'>
  stock: Pick<DoorStock, 'fill' | 'unsold'>
  time: Pick<ServerTime, 'read'>
  clock: Pick<Clock, 'monotonicMs'>
  /** A CSPRNG. */
  randomBytes: (length: number) => Uint8Array
}

export function createSeller(deps: SellDeps) {
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time, so that two taps never sell the same ticket. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    sell: (wish: Wish, here: Here): Promise<Sale> => inTurn(() => sell(deps, wish, here)),
    takeBack: (sold: Sold, here: Here): Promise<Undone> => inTurn(() => takeBack(deps, sold, here)),
  }
}

export type Seller = ReturnType<typeof createSeller>

async function sell(deps: SellDeps, wish: Wish, here: Here): Promise<Sale> {
  const unsold = ({ event }: SalePlace) => deps.stock.unsold(event.id, wish.typeCode)
  const asking = here()
  if (asking && !asking.offline && unsold(asking).length < wish.quantity) {
    await deps.stock.fill(asking.event.id, wish.typeCode, wish.quantity).catch(() => false)
  }
  // It may have been removed, and wiped, while the answer was on its way.
  const place = here()
  if (!place) return { kind: 'revoked' }
  const { event, offline } = place
  const type = event.door?.types.find(({ code }) => code === wish.typeCode)
  if (!type) return { kind: 'short', left: 0, offline }
  const tickets = unsold(place).slice(0, wish.quantity)
  if (tickets.length < wish.quantity) return { kind: 'short', left: tickets.length, offline }
  const price = Number(type.price).toFixed(2)
  const ids = tickets.map(({ ticket_id }) => ticket_id)
  const content: ActContent = {
    kind: 'walk_up',
    payload: { tickets: ids, type: type.code, price, paid: wish.paid },
  }
  const kept = await keep(
    deps,
    content,
    tickets.map(({ ticket_id: ticketId }) => ({ ticketId, verdict: 'admit', ...NO_ANSWER })),
    place,
  )
  if (!kept.ok) return { kind: 'storage_failed', reason: kept.reason }
  const { actId, scanIds } = kept
  const about = { tickets, paid: wish.paid, price, typeName: type.name }
  return { kind: 'sold', actId, scanIds, ...about, soldAtMs: deps.clock.monotonicMs() }
}

async function takeBack(deps: SellDeps, sold: Sold, here: Here): Promise<Undone> {
  const place = here()
  if (!place) return 'storage_failed'
  const afterMs = Math.max(0, Math.round(deps.clock.monotonicMs() - sold.soldAtMs))
  if (afterMs > UNDO_WITHIN_MS) return 'too_late'
  const content: ActContent = {
    kind: 'walk_up_undo',
    payload: { walk_up: sold.actId, after_ms: afterMs },
  }
  const scans = sold.tickets.map(({ ticket_id: ticketId }, index) => ({
    ...NO_ANSWER,
    ...{ ticketId, verdict: 'undo' as const, refersTo: sold.scanIds[index] ?? null, afterMs },
  }))
  return (await keep(deps, content, scans, place)).ok ? 'undone' : 'storage_failed'
}

const NO_ANSWER = { overrideReason: null, overrideBy: null, refersTo: null, afterMs: null }

type SaleScan = Pick<LoggedScan, 'ticketId' | 'verdict' | 'overrideReason'> &
  Required<Pick<LoggedScan, 'overrideBy' | 'refersTo' | 'afterMs'>>

async function keep(
  { store, time, randomBytes }: SellDeps,
  content: ActContent,
  saleScans: readonly SaleScan[],
  { event, gate, deviceName, offline }: SalePlace,
) {
  const now = time.read()
  const newId = () => uuidV7({ nowMs: now.nowMs, randomBytes })
  const base = { eventId: event.id, gateId: gate.id, offline, ...stampOf(now) }
  const actId = newId()
  const scans = saleScans.map((scan) => ({
    ...{ ...base, ...scan, id: newId(), direction: 'in' as const },
    ...{ scannedAtMs: now.nowMs, cacheAgeMs: null, gateName: gate.name, deviceName },
  }))
  const act = { ...content, ...base, id: actId, actedAtMs: now.nowMs }
  const kept = await store.appendSale({ scans, act })
  return kept.ok ? { ok: true as const, actId, scanIds: scans.map(({ id }) => id) } : kept
}
