// What Stripe's events mean to an order. https://docs.stripe.com/api/events/types
import { minorToDecimal } from '@maguey/ticket-core/money'
import type { RefundRecord } from '@maguey/wire/fulfilment'
import type Stripe from 'stripe'
import type { PaymentEffect, PaymentEvent } from '../ports/payments.ts'
import { checkoutState, idOf, orderIdOf } from './stripe-checkout-state.ts'

/** The types that `effectOf` reads, which is all that it can; Stripe allows twenty in one query. */
export const TOLD_TYPES = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.succeeded',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const satisfies Stripe.Event.Type[]

type ToldEvent = Extract<Stripe.Event, { type: (typeof TOLD_TYPES)[number] }>

const isTold = (event: Stripe.Event): event is ToldEvent =>
  TOLD_TYPES.some((type) => type === event.type)

/** @param mode an event of the other mode (test against live) is somebody else's, and ignored */
export function readStripeEvent(event: Stripe.Event, mode: { live: boolean }): PaymentEvent {
  return {
    id: event.id,
    type: event.type,
    objectId: (event.data.object as { id?: string }).id ?? null,
    createdSeconds: event.created,
    effect: meaningOf(event, mode),
  }
}

function meaningOf(event: Stripe.Event, mode: { live: boolean }): PaymentEffect {
  if (event.livemode !== mode.live) return ignored('livemode')
  return isTold(event) ? effectOf(event) : ignored('type')
}

function effectOf(event: ToldEvent): PaymentEffect {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return sessionPaid(event.data.object)
    case 'checkout.session.async_payment_failed':
      return paymentFailed(
        orderIdOf(event.data.object),
        idOf(event.data.object.payment_intent),
        true,
      )
    case 'checkout.session.expired':
      return sessionExpired(event.data.object)
    case 'payment_intent.succeeded':
      return intentPaid(event.data.object)
    case 'payment_intent.payment_failed':
      return paymentFailed(orderIdOf(event.data.object), event.data.object.id, false)
    case 'charge.succeeded':
      return chargePaid(event.data.object)
    case 'charge.refunded':
      return chargeRefunded(event.data.object)
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundChanged(event.data.object)
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
      return disputeChanged(event.data.object)
  }
}

function sessionPaid(session: Stripe.Checkout.Session): PaymentEffect {
  const { orderId, payment } = checkoutState(session)
  if (orderId === null) return ignored('no_order')
  return payment === null
    ? { kind: 'payment_underway', order_id: orderId }
    : { kind: 'paid', order_id: orderId, payment }
}

function intentPaid(intent: Stripe.PaymentIntent): PaymentEffect {
  const orderId = orderIdOf(intent)
  if (orderId === null) return ignored('no_order')
  const { id, currency, customer, amount, amount_received } = intent
  const payment = {
    payment_intent: id,
    session: null,
    amount: minorToDecimal(amount_received ?? amount, currency),
    currency,
    customer: idOf(customer),
  }
  return { kind: 'paid', order_id: orderId, payment }
}

function paymentFailed(
  orderId: string | null,
  paymentIntent: string | null,
  final: boolean,
): PaymentEffect {
  return orderId === null
    ? ignored('no_order')
    : { kind: 'payment_failed', order_id: orderId, payment_intent: paymentIntent, final }
}

function sessionExpired(session: Stripe.Checkout.Session): PaymentEffect {
  const orderId = orderIdOf(session)
  return orderId === null ? ignored('no_order') : { kind: 'session_expired', order_id: orderId }
}

/** The intent reports the payment itself; only the charge knows the card. */
function chargePaid({ payment_intent, payment_method_details }: Stripe.Charge): PaymentEffect {
  const intent = idOf(payment_intent)
  const card = payment_method_details?.card
  if (intent === null || card?.last4 == null) return ignored('type')
  return { kind: 'card', payment_intent: intent, brand: card.brand ?? 'card', last4: card.last4 }
}

function chargeRefunded(charge: Stripe.Charge): PaymentEffect {
  const payment_intent = idOf(charge.payment_intent)
  // The charge only has a total, and a total doesn't distinguish a pending refund from a failed one.
  return payment_intent === null ? ignored('no_order') : { kind: 'refunds_changed', payment_intent }
}

function refundChanged(refund: Stripe.Refund): PaymentEffect {
  const payment_intent = idOf(refund.payment_intent)
  return payment_intent === null
    ? ignored('no_order')
    : { kind: 'refunds', payment_intent, refunds: [readRefund(refund)] }
}

/** Whatever is neither done nor over (`requires_action`, or a status that Stripe adds one day) is pending. */
export function readRefund({
  id,
  amount,
  currency,
  status,
  metadata,
}: Stripe.Refund): RefundRecord {
  const final = status === 'succeeded' || status === 'failed' || status === 'canceled'
  return {
    id,
    amount: minorToDecimal(amount, currency),
    currency,
    status: final ? status : 'pending',
    request_id: metadata?.request_id ?? null,
  }
}

function disputeChanged(dispute: Stripe.Dispute): PaymentEffect {
  const payment_intent = idOf(dispute.payment_intent)
  if (payment_intent === null) return ignored('no_order')
  const { id, currency, status, reason } = dispute
  const amount = minorToDecimal(dispute.amount, currency)
  const due = dispute.evidence_details?.due_by
  const due_at = due ? new Date(due * 1000).toISOString() : null
  return { kind: 'dispute', payment_intent, id, amount, currency, status, reason, due_at }
}

function ignored(reason: string): PaymentEffect {
  return { kind: 'ignored', reason }
}
