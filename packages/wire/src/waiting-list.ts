// The waiting list of a sold-out type: joining it, its entry behind a link, the offer, and the mail that confirms it.
import * as v from 'valibot'
import type { CheckoutStarted } from './checkout.ts'
import { createCheckout, holdSchema } from './checkout.ts'
import type { Endpoint } from './endpoint.ts'
import { orderEventSchema, orderLineSchema } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, type Locale, localeSchema, moment, nullableText } from './values.ts'

/** `lapsed`: it let its offer pass; `ended`: nothing is sold any more. */
export const waitingState = v.picklist(['waiting', 'offered', 'bought', 'lapsed', 'left', 'ended'])
export type WaitingState = v.InferOutput<typeof waitingState>

/** An entry's link. @param tokenHash SHA-256 of the token, in hex */
type EntryKey = { entryId: string; tokenHash: string }

export type JoinWish = {
  /** The type's code. */
  ticket_type: string
  quantity: number
  customer: { email: string; name: string }
  locale: Locale
}

const joinedSchema = v.object({ joined: v.boolean() })

/** Refusals: `not_sold_out` (its detail says how many are left), `too_many_per_order`, those of a sale. */
export const joinWaitingInSql = sqlFunction({
  name: 'join_waiting',
  args: (wish: EntryKey & { event: string; type: string; quantity: number; customer: object }) => ({
    p_event: wish.event,
    p_type: wish.type,
    p_quantity: wish.quantity,
    p_customer: wish.customer,
    p_entry_id: wish.entryId,
    p_token_hash: wish.tokenHash,
  }),
  answer: joinedSchema,
})

const viewSchema = v.object({
  entry: v.object({
    id: v.string(),
    state: waitingState,
    quantity: v.number(),
    ticket_type: v.string(),
    email_masked: v.string(),
    locale: localeSchema,
    joined_at: moment,
    /** How many joined before it and still wait; null unless it waits. */
    ahead: v.nullable(v.number()),
  }),
  offer: v.nullable(
    v.object({
      order_id: v.string(),
      ends_at: moment,
      total_amount: amount,
      currency: v.string(),
      lines: v.array(orderLineSchema),
    }),
  ),
  event: orderEventSchema,
})
export type WaitingView = v.InferOutput<typeof viewSchema>

const entryArgs = ({ entryId, tokenHash }: EntryKey) => ({
  p_entry_id: entryId,
  p_token_hash: tokenHash,
})

export const waitingView = sqlFunction({
  name: 'waiting_view',
  args: entryArgs,
  answer: viewSchema,
})

/** Refusal: `offer_ended`. */
export const beginOffer = sqlFunction({
  name: 'begin_offer',
  args: ({ holdSeconds, ...key }: EntryKey & { holdSeconds: number }) => ({
    ...entryArgs(key),
    p_hold_seconds: holdSeconds,
  }),
  answer: v.object({ ...holdSchema.entries, email: v.string(), locale: localeSchema }),
})

/** `session`: the pay page of its offer, to be closed. */
export const leaveWaitingInSql = sqlFunction({
  name: 'leave_waiting',
  args: entryArgs,
  answer: v.object({ left: v.boolean(), session: nullableText }),
})

/** @returns how many offers were made */
export const offerWaitingSeats = sqlFunction({
  name: 'offer_waiting_seats',
  args: () => ({}),
  answer: v.number(),
})

const waitingMailSchema = v.object({
  id: v.string(),
  /** How often it was asked for: with the id, the key of one mail. */
  round: v.number(),
  /** When the provider was first asked to take it: its keys are kept for a day. */
  first_attempt_at: moment,
  to: v.string(),
  locale: localeSchema,
  quantity: v.number(),
  ticket_type: v.string(),
  event: orderEventSchema,
})
export type WaitingMail = v.InferOutput<typeof waitingMailSchema>

/** Nobody else gets the same ones within the lease. */
export const claimWaitingMails = sqlFunction({
  name: 'claim_waiting_mails',
  args: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => ({
    p_limit: limit,
    p_lease_seconds: leaseSeconds,
  }),
  answer: v.array(waitingMailSchema),
})

export const finishWaitingMail = sqlFunction({
  name: 'finish_waiting_mail',
  args: ({ id, round, error }: { id: string; round: number; error: string | null }) => ({
    p_id: id,
    p_round: round,
    ...(error === null ? {} : { p_error: error }),
  }),
  answer: v.object({ noted: v.boolean() }),
})

const figuresSchema = v.array(
  v.object({
    code: v.string(),
    name: v.string(),
    /** Entries, and how many seats they wait for. */
    waiting: v.number(),
    seats: v.number(),
    offered: v.number(),
    returned: v.number(),
  }),
)
export type WaitingFigures = v.InferOutput<typeof figuresSchema>

/** The types of a night where there is anything to tell. */
export const waitingFigures = sqlFunction({
  name: 'waiting_figures',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: figuresSchema,
})

/** The same answer for an address that waits already; its link goes there by mail. */
export const joinWaiting: Endpoint<'/events/:event/waiting', typeof joinedSchema, JoinWish> = {
  method: 'POST',
  path: '/events/:event/waiting',
  answer: joinedSchema,
}

export const readWaiting: Endpoint<'/waiting/:entryId', typeof viewSchema> = {
  method: 'GET',
  path: '/waiting/:entryId',
  answer: viewSchema,
}

/** Opens the pay page of the offer. */
export const buyOffer: Endpoint<'/waiting/:entryId/checkout', typeof createCheckout.answer> = {
  method: 'POST',
  path: '/waiting/:entryId/checkout',
  answer: createCheckout.answer,
}
export type { CheckoutStarted }

const leftSchema = v.object({ left: v.boolean() })

export const leaveWaiting: Endpoint<'/waiting/:entryId/leave', typeof leftSchema> = {
  method: 'POST',
  path: '/waiting/:entryId/leave',
  answer: leftSchema,
}

/** The address of `List-Unsubscribe` (RFC 8058); `seal` stands for having the mail, and opens nothing. */
export const leaveWaitingByMail: Endpoint<'/waiting/:entryId/leave/:seal', typeof leftSchema> = {
  method: 'POST',
  path: '/waiting/:entryId/leave/:seal',
  answer: leftSchema,
}
