// A phone's stock: signed tickets that it may sell at the door, each held by this phone alone.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import type { NewTicket } from './fulfilment.ts'
import { sqlFunction } from './sql-function.ts'
import { count } from './values.ts'

const stockTicketSchema = v.object({
  ticket_id: v.string(),
  /** The type's code. */
  type: v.string(),
  /** What the guest's QR says. */
  qr: v.string(),
})
export type StockTicket = v.InferOutput<typeof stockTicketSchema>

const stockSchema = v.object({ tickets: v.array(stockTicketSchema) })

/** `least`: by type code, how many tickets the phone needs for the guests in front of it. */
export type StockRequest = { event_id: string; least?: Record<string, number> }

/**
 * All that this phone may sell by now: what it had, and what it was given. Asked again, it gives no more than is wanted.
 * Refusals: `not_a_device`, `event_not_allowed`.
 */
export const askStock: Endpoint<'/door/stock', typeof stockSchema, StockRequest> = {
  method: 'POST',
  path: '/door/stock',
  answer: stockSchema,
}

const wantedSchema = v.object({ ticket_type_id: v.string(), code: v.string(), quantity: count })

/** As the phone. */
export const scannerStock = sqlFunction({
  name: 'scanner_stock',
  args: ({ eventId, least }: { eventId: string; least: Record<string, number> }) => ({
    p_event_id: eventId,
    p_least: least,
  }),
  answer: v.object({
    device_id: v.string(),
    code: v.string(),
    day: v.string(),
    tickets: v.array(stockTicketSchema),
    wanted: v.array(wantedSchema),
  }),
})

export type GrantStock = {
  deviceId: string
  eventId: string
  least: Record<string, number>
  tickets: readonly NewTicket[]
}

/** As the functions, which signed the tickets. */
export const grantStock = sqlFunction({
  name: 'grant_stock',
  args: (grant: GrantStock) => ({
    p_device_id: grant.deviceId,
    p_event_id: grant.eventId,
    p_least: grant.least,
    p_tickets: grant.tickets,
  }),
  answer: v.array(stockTicketSchema),
})
