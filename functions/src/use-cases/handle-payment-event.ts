// Use case: what a verified event of the payment provider does to an order.
import { minorToDecimal } from '@maguey/ticket-core/money'
import type { StripeEffect, StripeEventRef } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import type { PaymentEffect, PaymentEvent } from '../ports/payments.ts'
import { type Result, success } from '../problem.ts'
import { fulfil } from './fulfil.ts'

type EventDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

type Handled = { outcome: string }

export async function handlePaymentEvent(
  deps: EventDependencies,
  { id, type, objectId, effect }: PaymentEvent,
): Promise<Result<Handled>> {
  const ref: StripeEventRef = { id, type, object_id: objectId }
  switch (effect.kind) {
    case 'paid':
      return fulfil(deps, { orderId: effect.orderId, payment: effect.payment, stripeEvent: ref })
    case 'payment_failed':
      // A decline leaves the order open, since the same page takes another card; only a final failure frees the seats.
      return record(deps, ref, {
        kind: 'payment_failed',
        payment_intent: effect.paymentIntent,
        order_id: effect.orderId,
        final: effect.final,
      })
    case 'session_expired':
      return record(deps, ref, { kind: 'session_expired', order_id: effect.orderId })
    case 'refund':
      return refunded(deps, ref, effect)
    case 'dispute_opened':
    case 'dispute_closed':
      return record(deps, ref, {
        kind: effect.kind,
        payment_intent: effect.paymentIntent,
        status: effect.status,
      })
    case 'ignored':
      // A type that is of no use here is routine; anything else that is ignored is worth a line.
      if (effect.reason !== 'type') {
        deps.log({ level: 'info', event: 'webhook_ignored', type, reason: effect.reason })
      }
      return success({ outcome: 'ignored' })
  }
}

/**
 * What was given back is cumulative. An event about one refund knows only its own amount, so the provider is asked for
 * the sum; the event's own amount is the least that it can be.
 */
async function refunded(
  deps: EventDependencies,
  ref: StripeEventRef,
  effect: Extract<PaymentEffect, { kind: 'refund' }>,
): Promise<Result<Handled>> {
  let amountMinor = effect.amountRefundedMinor
  if (!effect.complete) {
    const sum = await deps.payments.readRefunded(effect.paymentIntent)
    if (sum.ok) amountMinor = Math.max(amountMinor, sum.value.amountMinor)
  }
  return record(deps, ref, {
    kind: 'refund',
    payment_intent: effect.paymentIntent,
    order_id: effect.orderId,
    amount_refunded: minorToDecimal(amountMinor, effect.currency),
    currency: effect.currency,
  })
}

async function record(
  deps: EventDependencies,
  ref: StripeEventRef,
  effect: StripeEffect,
): Promise<Result<Handled>> {
  const recorded = await deps.database.recordStripeEvent({ event: ref, effect })
  if (!recorded.ok) return recorded
  return success({
    outcome: recorded.value.duplicate ? 'duplicate' : (recorded.value.status ?? 'recorded'),
  })
}
