// Gives money back on a charge, in part or whole, with the events that Stripe sends for it.
import type Stripe from 'stripe'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'
import { invalidRequest, noSuch } from './stripe-error.ts'

export type RefundRequest = {
  readonly payment_intent?: string | undefined
  readonly charge?: string | undefined
  readonly amount?: number | undefined
  readonly reason?: string | undefined
  readonly metadata?: Record<string, string> | undefined
}

/** Throws Stripe's refusals: no such payment, nothing charged, already refunded, more than is left. */
export function refundPayment(context: SimulatorContext, request: RefundRequest): Stripe.Refund {
  const charge = chargeToRefund(context, request)
  const leftMinor = charge.amount_captured - charge.amount_refunded
  if (leftMinor === 0) {
    throw invalidRequest(
      `Charge ${charge.id} has already been refunded.`,
      undefined,
      'charge_already_refunded',
    )
  }
  const amountMinor = request.amount ?? leftMinor
  if (amountMinor > leftMinor) {
    throw invalidRequest(
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge (${leftMinor})`,
      'amount',
    )
  }
  const refund = buildRefund(context, charge, request, amountMinor)
  context.state.refunds[refund.id] = refund
  charge.amount_refunded += amountMinor
  charge.refunded = charge.amount_refunded === charge.amount_captured
  context.publish('refund.created', refund)
  context.publish('charge.refunded', charge)
  refund.destination_details = {
    card: {
      reference_status: 'available',
      reference_type: 'acquirer_reference_number',
      type: 'refund',
    },
    type: 'card',
  }
  context.publish('refund.updated', refund)
  return refund
}

function chargeToRefund(context: SimulatorContext, request: RefundRequest): Stripe.Charge {
  const { state } = context
  if (request.charge !== undefined) {
    const charge = state.charges[request.charge]
    if (charge === undefined) throw noSuch('charge', request.charge, 'charge', 400)
    if (!charge.paid) {
      throw invalidRequest(`Charge ${charge.id} has not been captured.`, 'charge')
    }
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
    throw invalidRequest(
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
): Stripe.Refund => ({
  id: context.newId('re'),
  object: 'refund',
  amount: amountMinor,
  balance_transaction: context.newId('txn'),
  charge: charge.id,
  created: nowSeconds(context),
  currency: charge.currency,
  customer: charge.customer,
  customer_account: null,
  metadata: request.metadata ?? {},
  payment_intent: charge.payment_intent,
  payment_method: charge.payment_method,
  reason: request.reason ?? null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
})
