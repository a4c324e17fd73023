// What staff change about orders: resend tickets, correct the customer, replace a lost ticket, give tickets away.
// Whatever needs the signing key or the link's secret goes through the API, which calls SQL as the caller.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { orderNumber } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { type Locale, nullableText } from './values.ts'

/** Refusal: `order_not_complete` when no ticket is valid. */
export const resendTickets = sqlFunction({
  name: 'resend_tickets',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: v.object({ to: v.string() }),
})

export type Correction = {
  /** As shown on the page being corrected; if it has changed since, the refusal is `request_conflict`. */
  link_version: number
  name: string
  email: string
  reason: string
}

const correctedSchema = v.object({ link_version: v.number() })

/** A change of address replaces the customer's link; the new address gets the tickets, the old one is told. */
export const correctOrder: Endpoint<
  '/desk/orders/:orderId/correct',
  typeof correctedSchema,
  Correction
> = { method: 'POST', path: '/desk/orders/:orderId/correct', answer: correctedSchema }

export const correctOrderInSql = sqlFunction({
  name: 'correct_order',
  args: (wish: Correction & { orderId: string; tokenHash: string }) => ({
    p_order_id: wish.orderId,
    p_link_version: wish.link_version,
    p_name: wish.name,
    p_email: wish.email,
    p_reason: wish.reason,
    p_token_hash: wish.tokenHash,
  }),
  answer: correctedSchema,
})

const reissuedSchema = v.object({ ticket_id: v.string(), order_id: v.string() })

/** Voids a lost ticket and mails another; calling it again returns the same one. Refusal: `ticket_not_replaceable`. */
export const reissueTicket: Endpoint<
  '/desk/tickets/:ticketId/reissue',
  typeof reissuedSchema,
  { reason: string }
> = { method: 'POST', path: '/desk/tickets/:ticketId/reissue', answer: reissuedSchema }

export const ticketToReissue = sqlFunction({
  name: 'ticket_to_reissue',
  args: (ticketId: string) => ({ p_ticket_id: ticketId }),
  answer: v.object({ code: v.string(), day: v.string(), type_code: v.string() }),
})

export const reissueTicketInSql = sqlFunction({
  name: 'reissue_ticket',
  args: (wish: {
    ticketId: string
    ticket: { ticket_id: string; qr_code_data: string }
    reason: string
  }) => ({ p_ticket_id: wish.ticketId, p_new: wish.ticket, p_reason: wish.reason }),
  answer: reissuedSchema,
})

export type CompWish = {
  event_id: string
  lines: readonly { ticket_type_id: string; quantity: number }[]
  customer: { name: string; email: string; locale: Locale }
  reason: string
  /** Made by the screen, once per gift: a retry sends the same key. */
  client_key: string
}

const compSchema = v.object({ order_id: v.string(), number: orderNumber })

/** Gives tickets away, past every limit except the capacity (`sold_out`). */
export const giveComp: Endpoint<'/desk/comps', typeof compSchema, CompWish> = {
  method: 'POST',
  path: '/desk/comps',
  answer: compSchema,
}

const cardSchema = v.object({
  ticket_id: v.string(),
  ticket_type: v.string(),
  event_name: v.string(),
  guest_name: nullableText,
  qr_code_data: v.string(),
})
export type CompCard = v.InferOutput<typeof cardSchema>

/** What a host shows on the screen: a comp's tickets that are still good. `not_found` for a paid order. */
export const compCards = sqlFunction({
  name: 'comp_cards',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: v.array(cardSchema),
})

export const holdComp = sqlFunction({
  name: 'hold_comp',
  args: (wish: CompWish) => ({
    p_event_id: wish.event_id,
    p_lines: wish.lines,
    p_customer: wish.customer,
    p_reason: wish.reason,
    p_client_key: wish.client_key,
  }),
  answer: v.object({
    order_id: v.string(),
    number: orderNumber,
    currency: v.string(),
    completed: v.boolean(),
  }),
})
