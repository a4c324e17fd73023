// Use case: what a verified event of the payment provider says of an order is written down; the database settles what follows.
import { minorToDecimal } from '@maguey/ticket-core/money'
import type { StripeEffect, StripeEventRef } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import type { PaymentEvent } from '../ports/payments.ts'
import { failure, type Result, success } from '../problem.ts'
import { fulfil } from './fulfil.ts'
import { refundRecord } from './refund-record.ts'

type EventDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

type Handled = { outcome: string }

export async function handlePaymentEvent(
  deps: EventDependencies,
  { id, type, objectId, createdSeconds, effect }: PaymentEvent,
): Promise<Result<Handled>> {
  const ref: StripeEventRef = { id, type, object_id: objectId, created: createdSeconds }
  switch (effect.kind) {
    case 'paid': {
      const { orderId, payment } = effect
      // Metadata is whatever somebody wrote there: an id that can't be ours is somebody else's order.
      if (!UUID.test(orderId)) return ignored(deps, type, 'no_order')
      return fulfil(deps, { orderId, payment, stripeEvent: ref })
    }
    case 'payment_failed':
      // A decline leaves the order open, since the same page takes another card; only a final failure frees the seats.
      return record(deps, ref, {
        kind: 'payment_failed',
        payment_intent: effect.paymentIntent,
        order_id: effect.orderId,
        final: effect.final,
      })
    case 'payment_underway':
    case 'session_expired':
      return record(deps, ref, { kind: effect.kind, order_id: effect.orderId })
    case 'refund':
      return record(deps, ref, {
        kind: 'refunds',
        payment_intent: effect.paymentIntent,
        refunds: [refundRecord(effect.refund)],
      })
    case 'refunds_changed': {
      const refunds = await deps.payments.listRefunds(effect.paymentIntent)
      if (!refunds.ok) return failure('payment_provider_unavailable')
      return record(deps, ref, {
        kind: 'refunds',
        payment_intent: effect.paymentIntent,
        refunds: refunds.value.map(refundRecord),
      })
    }
    case 'dispute': {
      const { kind, paymentIntent, amountMinor, ...dispute } = effect
      const amount = minorToDecimal(amountMinor, dispute.currency)
      return record(deps, ref, { kind, payment_intent: paymentIntent, amount, ...dispute })
    }
    case 'ignored':
      return ignored(deps, type, effect.reason)
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function ignored({ log }: EventDependencies, type: string, reason: string): Result<Handled> {
  // A type that is of no use here is routine; anything else that is ignored is worth a line.
  if (reason !== 'type') log({ level: 'info', event: 'webhook_ignored', type, reason })
  return success({ outcome: 'ignored' })
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
