// Finding one's tickets by a mail to the address that they were bought with.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { orderEventSchema, orderNumber, orderStatus } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { type Locale, localeSchema, nullableText } from './values.ts'

/** Refusal: `invalid_email`. */
export const requestTickets = sqlFunction({
  name: 'request_tickets',
  args: ({ email, locale }: { email: string; locale: Locale }) => ({
    p_email: email,
    p_locale: locale,
  }),
  answer: v.object({ asked: v.boolean() }),
})

const foundOrderSchema = v.object({
  id: v.string(),
  /** By which a ticket of somebody else's order came to this address; null: the order is its own. */
  transfer_id: nullableText,
  number: orderNumber,
  /** Which of its links is currently valid. */
  link_version: v.number(),
  status: orderStatus,
  /** How many of them still open the door for this address. */
  tickets: v.number(),
  event: orderEventSchema,
})
export type FoundOrder = v.InferOutput<typeof foundOrderSchema>

const ticketSearchSchema = v.object({
  id: v.string(),
  to: v.string(),
  locale: localeSchema,
  attempt: v.number(),
  orders: v.array(foundOrderSchema),
})
export type TicketSearch = v.InferOutput<typeof ticketSearchSchema>

/** Those that found something; nobody else gets the same ones within the lease. */
export const claimTicketSearches = sqlFunction({
  name: 'claim_ticket_searches',
  args: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => ({
    p_limit: limit,
    p_lease_seconds: leaseSeconds,
  }),
  answer: v.array(ticketSearchSchema),
})

export const finishTicketSearch = sqlFunction({
  name: 'finish_ticket_search',
  args: ({ id, error }: { id: string; error: string | null }) => ({
    p_id: id,
    ...(error === null ? {} : { p_error: error }),
  }),
  answer: v.object({ noted: v.boolean() }),
})

/** Gives the same answer whether or not anybody ever bought with the address. */
export const findTickets: Endpoint<
  '/find-tickets',
  typeof requestTickets.answer,
  { email: string; locale: Locale }
> = { method: 'POST', path: '/find-tickets', answer: requestTickets.answer }
