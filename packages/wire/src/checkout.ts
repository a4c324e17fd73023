// Buying: hold seats, open the page where they are paid, or let them go.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { orderLineSchema, orderStatus, pageUrl } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, type Locale, moment, nullableText } from './values.ts'

export type CheckoutLine = {
  ticket_type: string
  quantity: number
  /** The unit price that the customer saw; if it has changed since, the answer is `price_changed`. */
  price_shown?: string | undefined
}

export type CheckoutRequest = {
  event: string
  items: readonly CheckoutLine[]
  customer: { email: string; name: string }
  /** As the customer typed it. */
  promo_code?: string | undefined
  /** A promoter's code from the shop's address; one that is nobody's counts for nobody. */
  referral?: string | undefined
  locale: Locale
  /** Sending the same contents with the same key again returns the same order and pay page. */
  client_key: string
}

/** The detail of `sold_out`: the code of the type that has too few left. */
export const soldOutDetail = v.object({ ticket_type: v.string(), available: v.number() })

const startedSchema = v.object({
  order_id: v.string(),
  token: v.string(),
  checkout_url: pageUrl,
  hold_expires_at: moment,
  total_amount: amount,
  currency: v.string(),
})
export type CheckoutStarted = v.InferOutput<typeof startedSchema>

export const createCheckout: Endpoint<
  '/orders/create-checkout',
  typeof startedSchema,
  CheckoutRequest
> = { method: 'POST', path: '/orders/create-checkout', answer: startedSchema }

export const holdSchema = v.object({
  order_id: v.string(),
  event_name: v.string(),
  event_slug: v.string(),
  currency: v.string(),
  total_amount: amount,
  hold_expires_at: moment,
  /** This client key has been used before. */
  reused: v.boolean(),
  status: orderStatus,
  checkout_url: nullableText,
  stripe_checkout_session_id: nullableText,
  lines: v.array(orderLineSchema),
  /** The customer's older holds that this one replaced, with the pay pages to close. */
  ended: v.array(v.object({ order_id: v.string(), session: nullableText })),
})
export type Hold = v.InferOutput<typeof holdSchema>

export type HoldRequest = {
  event: string
  lines: readonly CheckoutLine[]
  customer: { email: string; name: string; locale: Locale }
  clientKey: string
  requestHash: string
  holdSeconds: number
  /** The customer's network address as a pseudonym; null where the host doesn't know it. */
  client: string | null
  /** As the customer typed it. */
  promo?: string | undefined
  /** A promoter's code. */
  referral?: string | undefined
}

export const holdTickets = sqlFunction({
  name: 'hold_tickets',
  args: (hold: HoldRequest) => ({
    p_event: hold.event,
    p_lines: hold.lines,
    p_customer: hold.customer,
    p_client_key: hold.clientKey,
    p_request_hash: hold.requestHash,
    p_hold_seconds: hold.holdSeconds,
    ...(hold.client === null ? {} : { p_client: hold.client }),
    ...(hold.promo === undefined ? {} : { p_promo: hold.promo }),
    ...(hold.referral === undefined ? {} : { p_referral: hold.referral }),
  }),
  answer: holdSchema,
})

export type AttachedCheckout = {
  orderId: string
  /** Both null for an order with nothing to pay. */
  sessionId: string | null
  url: string | null
  tokenHash: string
}

/** Refusal: `order_not_payable` for an order that is over or has another session. */
export const attachCheckout = sqlFunction({
  name: 'attach_checkout',
  args: ({ orderId, sessionId, url, tokenHash }: AttachedCheckout) => ({
    p_order_id: orderId,
    p_session_id: sessionId,
    p_checkout_url: url,
    p_token_hash: tokenHash,
  }),
  answer: v.object({ order_id: v.string(), status: orderStatus }),
})

const releaseSchema = v.object({ released: v.boolean(), status: orderStatus })
export type Release = v.InferOutput<typeof releaseSchema>

export const releaseHold = sqlFunction({
  name: 'release_hold',
  args: ({ orderId, status }: { orderId: string; status: 'expired' | 'failed' }) => ({
    p_order_id: orderId,
    p_status: status,
  }),
  answer: releaseSchema,
})
