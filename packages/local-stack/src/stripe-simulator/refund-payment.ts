// Refunds a charge, in part or in full, with the events that Stripe sends for it.
import type Stripe from 'stripe'
import { bookMovement } from './balance.ts'
import { change, nowSeconds, type SimulatorContext } from './simulator-context.ts'
import { invalidRequest, noSuch, refusedByState } from './stripe-error.ts'

export type RefundRequest = {
  readonly payment_intent?: string | undefined
  readonly charge?: string | undefined
  readonly amount?: number | undefined
  readonly reason?: string | undefined
  readonly metadata?: Record<string, string> | undefined
}

/** Most refunds succeed at once; one that waits on the bank or the balance is `pending` first. */
export type FirstStatus = 'succeeded' | 'pending'

/** Throws Stripe's refusals: no such payment, nothing charged, disputed, already refunded, more than is left. */
export function refundPayment(
  context: SimulatorContext,
  request: RefundRequest,
  firstStatus: FirstStatus = 'succeeded',
): Stripe.Refund {
  const charge = chargeToRefund(context, request)
  const amountMinor = amountToRefund(context, charge, request.amount)
  const refund = buildRefund(context, charge, request, amountMinor, firstStatus)
  refund.balance_transaction = bookMovement(context, charge, {
    type: 'refund',
    source: refund.id,
    amountMinor: -amountMinor,
  }).id
  context.state.refunds[refund.id] = refund
  const previous = shiftRefunded(charge, amountMinor)
  context.publish('refund.created', refund)
  context.publish('charge.refunded', charge, previous)
  if (firstStatus === 'succeeded') publishUpdate(context, refund, change(refund, ON_ITS_WAY))
  return refund
}

/**
 * Ends a pending refund, or fails one that had succeeded: the guest's bank may return it days later.
 * A refund that failed or was canceled gives its amount back to the charge. `false` when the refund has ended.
 */
export function settleRefund(
  context: SimulatorContext,
  refund: Stripe.Refund,
  status: 'succeeded' | 'failed' | 'canceled',
): boolean {
  const ended = refund.status === 'failed' || refund.status === 'canceled'
  if (ended || refund.status === status) return false
  if (status === 'canceled' && refund.status !== 'pending') return false
  if (status === 'succeeded') {
    const previous = change(refund, { status, ...ON_ITS_WAY })
    delete refund.pending_reason
    publishUpdate(context, refund, previous)
    return true
  }
  const charge = context.state.charges[String(refund.charge)]
  const returned =
    charge &&
    bookMovement(context, charge, {
      type: 'refund_failure',
      source: refund.id,
      amountMinor: refund.amount,
    })
  const previous = change(refund, {
    status,
    ...(returned === undefined ? {} : { failure_balance_transaction: returned.id }),
    ...(status === 'failed' ? { failure_reason: 'lost_or_stolen_card' } : {}),
  })
  delete refund.pending_reason
  if (status === 'failed') context.publish('refund.failed', refund)
  publishUpdate(context, refund, previous)
  if (charge !== undefined) {
    context.publish('charge.updated', charge, shiftRefunded(charge, -refund.amount))
  }
  return true
}

/** Publishes the same update under its newer and its older event name. */
function publishUpdate(
  context: SimulatorContext,
  refund: Stripe.Refund,
  previous: Record<string, unknown>,
): void {
  context.publish('refund.updated', refund, previous)
  context.publish('charge.refund.updated', refund, previous)
}

const shiftRefunded = (charge: Stripe.Charge, byMinor: number) => {
  const refunded = charge.amount_refunded + byMinor
  return change(charge, {
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  })
}

const ON_ITS_WAY: Partial<Stripe.Refund> = {
  destination_details: {
    card: {
      reference_status: 'available',
      reference_type: 'acquirer_reference_number',
      type: 'refund',
    },
    type: 'card',
  },
}

function amountToRefund(
  context: SimulatorContext,
  charge: Stripe.Charge,
  wantedMinor: number | undefined,
): number {
  const chargedBack = Object.values(context.state.disputes).some(
    (dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable,
  )
  if (chargedBack) {
    throw refusedByState(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      'charge_disputed',
    )
  }
  const leftMinor = charge.amount_captured - charge.amount_refunded
  if (leftMinor === 0) {
    throw refusedByState(
      `Charge ${charge.id} has already been refunded.`,
      undefined,
      'charge_already_refunded',
    )
  }
  const amountMinor = wantedMinor ?? leftMinor
  if (amountMinor > leftMinor) {
    throw refusedByState(
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge (${leftMinor})`,
      'amount',
    )
  }
  return amountMinor
}

function chargeToRefund(context: SimulatorContext, request: RefundRequest): Stripe.Charge {
  const { state } = context
  if (request.charge !== undefined) {
    const charge = state.charges[request.charge]
    if (charge === undefined) throw noSuch('charge', request.charge, 'charge', 400)
    if (!charge.paid) throw refusedByState(`Charge ${charge.id} has not been captured.`, 'charge')
    return charge
  }
  if (request.payment_intent === undefined) {
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  const intent = state.paymentIntents[request.payment_intent]
  if (intent === undefined) {
    throw noSuch('payment_intent', request.payment_intent, 'payment_intent', 400)
  }
  const charge =
    typeof intent.latest_charge === 'string' ? state.charges[intent.latest_charge] : null
  if (charge?.paid !== true) {
    throw refusedByState(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent',
    )
  }
  return charge
}

const buildRefund = (
  context: SimulatorContext,
  charge: Stripe.Charge,
  request: RefundRequest,
  amountMinor: number,
  status: FirstStatus,
): Stripe.Refund => ({
  id: context.newId('re'),
  object: 'refund',
  amount: amountMinor,
  balance_transaction: null,
  charge: charge.id,
  created: nowSeconds(context),
  currency: charge.currency,
  customer: charge.customer,
  customer_account: null,
  metadata: request.metadata ?? {},
  payment_intent: charge.payment_intent,
  payment_method: charge.payment_method,
  ...(status === 'pending' ? { pending_reason: 'processing' } : {}),
  reason: request.reason ?? null,
  receipt_number: null,
  source_transfer_reversal: null,
  status,
  transfer_reversal: null,
})
