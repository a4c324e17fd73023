// From a payment to tickets, and everything else that the payment provider reports about an order.
import * as v from 'valibot'
import { orderEventSchema, orderLineSchema, orderStatus } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, nullableText } from './values.ts'

const fulfilmentOrderSchema = v.object({
  order_id: v.string(),
  status: orderStatus,
  locale: localeSchema,
  total_amount: amount,
  currency: v.string(),
  stripe_checkout_session_id: nullableText,
  stripe_payment_intent_id: nullableText,
  event: orderEventSchema,
  lines: v.array(orderLineSchema),
  ticket_count: v.number(),
})
export type FulfilmentOrder = v.InferOutput<typeof fulfilmentOrderSchema>

export const orderForFulfilment = sqlFunction({
  name: 'order_for_fulfilment',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: fulfilmentOrderSchema,
})

/** The provider's event that caused a call; stored with the work so that a repeat is recognised. */
export type StripeEventRef = {
  id: string
  type: string
  object_id: string | null
  /** Unix seconds, as the provider dates its events: if two contradict each other, the newer one wins. */
  created: number
}

export type NewTicket = { ticket_id: string; ticket_type_id: string; qr_code_data: string }

export type PaymentRecord = {
  payment_intent: string | null
  session: string | null
  /** Decimal text as the database keeps it, e.g. "100.00". */
  amount: string
  currency: string
  customer: string | null
}

export type FulfilmentRequest = {
  orderId: string
  payment: PaymentRecord
  tickets: readonly NewTicket[]
  stripeEvent: StripeEventRef | null
}

const fulfilmentSchema = v.object({
  /**
   * `needs_person`: the amount paid is not what the order costs; a manager has to decide. `late` and `cancelled`: a free
   * order that got no tickets, because the seats or the night were gone.
   */
  outcome: v.picklist([
    'completed',
    'already_completed',
    'refund_pending',
    'needs_person',
    'late',
    'cancelled',
  ]),
  ticket_ids: v.array(v.string()),
})
export type Fulfilment = v.InferOutput<typeof fulfilmentSchema>

export const fulfilOrder = sqlFunction({
  name: 'fulfil_order',
  args: ({ orderId, payment, tickets, stripeEvent }: FulfilmentRequest) => ({
    p_order_id: orderId,
    p_payment: payment,
    p_tickets: tickets,
    p_stripe_event: stripeEvent,
  }),
  answer: fulfilmentSchema,
})

/** A refund as the provider has it; `request_id` is set if it was requested here. Amount: decimal text. */
export type RefundRecord = {
  id: string
  amount: string
  currency: string
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  request_id: string | null
}

/** What a provider's event changes in an order, other than a payment that becomes tickets. */
export type StripeEffect =
  | { kind: 'payment_failed'; payment_intent: string | null; order_id: string; final: boolean }
  /** `payment_underway`: the session is completed, but the money is still on its way. */
  | { kind: 'payment_underway' | 'session_expired'; order_id: string }
  /** The card that paid, as it appears on its owner's statement. */
  | { kind: 'card'; payment_intent: string; brand: string; last4: string }
  | { kind: 'refunds'; payment_intent: string; refunds: readonly RefundRecord[] }
  | {
      kind: 'dispute'
      payment_intent: string
      id: string
      amount: string
      currency: string
      status: string
      reason: string | null
      /** The deadline for evidence. */
      due_at: string | null
    }

const recordedSchema = v.object({
  duplicate: v.boolean(),
  order_id: nullableText,
  /** The order's status afterwards; `unknown` when the event isn't about one of our orders. */
  status: v.nullable(v.union([orderStatus, v.literal('unknown')])),
})
export type RecordedEvent = v.InferOutput<typeof recordedSchema>

export const recordStripeEvent = sqlFunction({
  name: 'record_stripe_event',
  /** @param event null when the effect comes from the provider's answer to our request */
  args: ({ event, effect }: { event: StripeEventRef | null; effect: StripeEffect }) => ({
    p_event: event,
    p_effect: effect,
  }),
  answer: recordedSchema,
})

const orderToReconcileSchema = v.object({
  order_id: v.string(),
  status: orderStatus,
  /** Its seats have been released: a pay page that is still open should be closed. */
  hold_ended: v.boolean(),
  stripe_checkout_session_id: v.string(),
})
export type OrderToReconcile = v.InferOutput<typeof orderToReconcileSchema>

/** Orders whose pay page may have taken money without our knowing; each is marked as checked. */
export const ordersToReconcile = sqlFunction({
  name: 'orders_to_reconcile',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.array(orderToReconcileSchema),
})
