// What staff change about orders: tickets sent once more, a person corrected, a lost ticket replaced, tickets given away.
// What needs the signing key or the link's secret goes through the API, which calls SQL in the caller's own name.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { orderNumber } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import type { Locale } from './values.ts'

/** Refusal: `order_not_complete` when no ticket stands. */
export const resendTickets = sqlFunction({
  name: 'resend_tickets',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: v.object({ to: v.string() }),
})

export type Correction = {
  /** As the page that is corrected shows it: another one by now is `request_conflict`. */
  link_version: number
  name: string
  email: string
  reason: string
}

const correctedSchema = v.object({ link_version: v.number() })

/** To another address the customer's link is made anew; the new address gets the tickets, the old one is told. */
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

/** Voids a lost ticket and mails another; asked again, it names the same one. Refusal: `ticket_not_replaceable`. */
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
  /** Made by the screen once per wish. */
  client_key: string
}

const compSchema = v.object({ order_id: v.string(), number: orderNumber })

/** Tickets for nothing, past every limit but the capacity (`sold_out`). */
export const giveComp: Endpoint<'/desk/comps', typeof compSchema, CompWish> = {
  method: 'POST',
  path: '/desk/comps',
  answer: compSchema,
}

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
