// Selling at the door in tests: prices, a phone's stock, and the acts of a sale.
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorPrice } from '@maguey/wire/door-sales'
import type { StockTicket } from '@maguey/wire/door-stock'
import type { DoorActRecord } from '@maguey/wire/scanner-push-acts'
import type { Sql } from 'postgres'
import { actOf } from './act.ts'
import { type Caller, callAs } from './act-as.ts'
import type { Night, Phone } from './make-night.ts'
import { TEN_MS } from './scan.ts'
import { newTicketId, qrTextOf } from './sell.ts'

export const setDoor = (sql: Sql, manager: Caller, night: Night, types: readonly DoorPrice[]) =>
  callAs(sql, manager, 'save_door_sales($1, $2)', night.eventId, types as never)

/** As the functions do: reads what the phone wants, signs it, and gives it what there are seats for. */
export async function fillStock(
  sql: Sql,
  phone: Phone,
  night: Night,
  least: Record<string, number> = {},
): Promise<StockTicket[]> {
  const { device_id, wanted } = await callAs(
    sql,
    phone,
    'scanner_stock($1, $2)',
    night.eventId,
    least as never,
  )
  return grant(sql, night, device_id, wanted, least)
}

export type Wanted = { ticket_type_id: string; code: string; quantity: number }

export function grant(
  sql: Sql,
  night: Night,
  deviceId: string,
  wanted: readonly Wanted[],
  least: Record<string, number> = {},
): Promise<StockTicket[]> {
  const tickets = wanted.flatMap(({ ticket_type_id, code, quantity }) =>
    Array.from({ length: quantity }, () => {
      const ticket_id = newTicketId(night)
      return { ticket_id, ticket_type_id, qr_code_data: qrTextOf(ticket_id, code) }
    }),
  )
  return callAs(
    sql,
    { role: 'service_role' },
    'grant_stock($1, $2, $3, $4)',
    ...[deviceId, night.eventId, least as never, tickets as never],
  )
}

/** So many minutes into the evening, with an id that sorts by it. */
export function atMinute(minute: number): Pick<DoorActRecord, 'id' | 'acted_at'> {
  const acted_at = TEN_MS + minute * 60_000
  return { id: uuidV7({ nowMs: acted_at, randomBytes: (n) => randomBytes(n) }), acted_at }
}

type Sale = { price?: string; paid?: 'cash' | 'terminal'; type?: string; minute?: number }

export const saleOf = (
  night: Night,
  tickets: readonly Pick<StockTicket, 'ticket_id'>[],
  { price = '20.00', paid = 'cash', type = 'GA', minute = 0 }: Sale = {},
): DoorActRecord => {
  const ids = tickets.map(({ ticket_id }) => ticket_id)
  const content: ActContent = { kind: 'walk_up', payload: { tickets: ids, type, price, paid } }
  return actOf(night, content, atMinute(minute))
}

export const undoOf = (night: Night, sale: DoorActRecord): DoorActRecord =>
  actOf(night, { kind: 'walk_up_undo', payload: { walk_up: sale.id, after_ms: 4_000 } })

export const drawerOf = (
  night: Night,
  step: 'open' | 'close',
  amount: string,
  minute: number,
): DoorActRecord =>
  actOf(night, { kind: 'drawer', payload: { step, amount, by: 'Ana' } }, atMinute(minute))
