// One order at the desk: its details, refunds, voids, cancelled nights, and what needs a person.
import * as v from 'valibot'
import { mailKind, mailStatus } from './mail.ts'
import { orderKind, orderLineSchema, orderNumber, orderStatus } from './orders.ts'
import { refundRequestStatus, refundStatus } from './refunds.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, moment, nullableText, ticketStatus } from './values.ts'

export const disputeState = v.nullable(v.picklist(['open', 'won', 'lost']))

/** docs/runbook-money.md says what to do for each. */
export const personCause = v.picklist([
  'payment_mismatch',
  'refund_failed',
  'refund_refused',
  'no_seat_to_restore',
  'dispute_open',
  'mail_failed',
  'mail_bounced',
  'mail_complained',
])
export type PersonCause = v.InferOutput<typeof personCause>

/** The details; which fields there are depends on the cause. */
const detail = v.record(v.string(), v.unknown())

const deskOrderSchema = v.object({
  order: v.object({
    id: v.string(),
    number: orderNumber,
    kind: orderKind,
    link_version: v.number(),
    timezone: v.string(),
    status: orderStatus,
    event_id: v.string(),
    event_name: v.string(),
    customer_name: nullableText,
    customer_email: v.string(),
    customer_phone: nullableText,
    total_amount: amount,
    refunded_amount: amount,
    currency: v.string(),
    dispute: disputeState,
    /** Paid, but gets no tickets: too late, or the night is cancelled. */
    declined: v.nullable(v.picklist(['late', 'cancelled'])),
    locale: localeSchema,
    created_at: moment,
    completed_at: v.nullable(moment),
    lines: v.array(orderLineSchema),
  }),
  tickets: v.array(
    v.object({
      ticket_id: v.string(),
      ticket_type: v.string(),
      status: ticketStatus,
      is_used: v.boolean(),
      entered_at: v.nullable(moment),
      price_paid: v.nullable(amount),
      guest_name: nullableText,
      /** The guest was let in and has been refunded. */
      refunded_after_entry: v.boolean(),
      /** Why a manager voided it; null for the others. */
      void_reason: nullableText,
      /** The ticket issued in its place. */
      replaced_by: nullableText,
    }),
  ),
  /** Every scan of its tickets at its own night. */
  scans: v.array(
    v.object({
      id: v.string(),
      ticket_id: v.string(),
      at: moment,
      verdict: v.string(),
      direction: v.picklist(['in', 'out']),
      result: v.string(),
      offline: v.boolean(),
      gate: nullableText,
      phone: nullableText,
      override_reason: nullableText,
    }),
  ),
  payments: v.array(
    v.object({
      payment_intent: v.string(),
      amount,
      mismatch: nullableText,
      returned: amount,
      /** On its way back, or requested. */
      returning: amount,
      remaining: amount,
      dispute: disputeState,
      created_at: moment,
      card: v.nullable(v.object({ brand: v.string(), last4: v.string() })),
    }),
  ),
  refunds: v.array(
    v.object({
      /** Stripe's id; null while it is only requested. */
      id: nullableText,
      request_id: nullableText,
      amount,
      /** Of the request until Stripe has one. */
      status: v.picklist([...refundRequestStatus.options, ...refundStatus.options]),
      /** `manager`, `late`, `cancelled`, `second_payment`; null for one made in Stripe's dashboard. */
      cause: nullableText,
      reason: nullableText,
      ticket_ids: v.nullable(v.array(v.string())),
      created_at: moment,
    }),
  ),
  mails: v.array(
    v.object({
      id: v.string(),
      kind: mailKind,
      to: v.string(),
      status: mailStatus,
      attempts: v.number(),
      created_at: moment,
      sent_at: v.nullable(moment),
      bounced_at: v.nullable(moment),
      complained_at: v.nullable(moment),
    }),
  ),
  audit: v.array(
    v.object({ at: moment, by: nullableText, action: v.string(), reason: v.string(), detail }),
  ),
  needs_person: v.array(
    v.object({ id: v.string(), cause: personCause, detail, created_at: moment }),
  ),
})
export type DeskOrder = v.InferOutput<typeof deskOrderSchema>

export const managerOrder = sqlFunction({
  name: 'manager_order',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: deskOrderSchema,
})

export type RefundWish = {
  orderId: string
  reason: string
  /** Made by the screen once per intent: calling it again with the same key returns the same refund. */
  idempotencyKey: string
} & (
  | { of: 'everything' }
  | { of: 'tickets'; ticketIds: string[] }
  | { of: 'amount'; amount: string }
)

/** Refusals: `refund_exceeds` (detail.remaining), `nothing_to_refund`, `tickets_mismatch`, `request_conflict`. */
export const requestRefund = sqlFunction({
  name: 'request_refund',
  args: (wish: RefundWish) => ({
    p_order_id: wish.orderId,
    p_reason: wish.reason,
    p_idempotency_key: wish.idempotencyKey,
    ...(wish.of === 'tickets' ? { p_ticket_ids: wish.ticketIds } : {}),
    // As a number: PostgREST takes a decimal as either, and the generated types only allow this.
    ...(wish.of === 'amount' ? { p_amount: Number(wish.amount) } : {}),
  }),
  answer: v.object({
    request_id: v.string(),
    amount,
    currency: v.string(),
    order_status: orderStatus,
  }),
})

export const voidTickets = sqlFunction({
  name: 'void_tickets',
  args: (wish: { orderId: string; ticketIds: string[]; reason: string }) => ({
    p_order_id: wish.orderId,
    p_ticket_ids: wish.ticketIds,
    p_reason: wish.reason,
  }),
  answer: v.object({ order_status: orderStatus }),
})

const cancellationSchema = v.object({
  event_id: v.string(),
  reason: v.string(),
  cancelled_at: moment,
  finished_at: v.nullable(moment),
  orders: v.number(),
  orders_settled: v.number(),
  refunds: v.number(),
  refunds_done: v.number(),
  refunds_failed: v.number(),
  amount,
  amount_returned: amount,
})
export type Cancellation = v.InferOutput<typeof cancellationSchema>

/** Calling it again returns its progress. */
export const cancelEvent = sqlFunction({
  name: 'cancel_event',
  args: ({ eventId, reason }: { eventId: string; reason: string }) => ({
    p_event_id: eventId,
    p_reason: reason,
  }),
  answer: cancellationSchema,
})

export const cancellationProgress = sqlFunction({
  name: 'cancellation_progress',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: v.nullable(cancellationSchema),
})

const personItemSchema = v.object({
  id: v.string(),
  cause: personCause,
  order_id: v.string(),
  order_number: orderNumber,
  event_name: v.string(),
  customer_name: nullableText,
  currency: v.string(),
  detail,
  created_at: moment,
  /** Until when a dispute can be answered. */
  due_at: v.nullable(moment),
})
export type PersonItem = v.InferOutput<typeof personItemSchema>

export const needsPersonList = sqlFunction({
  name: 'needs_person_list',
  args: () => ({}),
  answer: v.array(personItemSchema),
})

export const resolveNeedsPerson = sqlFunction({
  name: 'resolve_needs_person',
  args: ({ id, note }: { id: string; note: string }) => ({ p_id: id, p_note: note }),
  answer: v.object({ id: v.string() }),
})

/** @param email where to send it instead; absent: the order's address */
export const requeueMail = sqlFunction({
  name: 'requeue_mail',
  args: ({ mailId, email }: { mailId: string; email?: string }) => ({
    p_mail_id: mailId,
    ...(email === undefined ? {} : { p_email: email }),
  }),
  answer: v.object({ mail_id: v.string() }),
})
