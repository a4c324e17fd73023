// Use case: record what a verified event of the payment provider says about an order; the database settles what follows.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import type { StripeEffect, StripeEventRef } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import type { PaymentEvent } from '../ports/payments.ts'
import { failure, type Result, success } from '../problem.ts'
import { fulfil } from './fulfil.ts'

type EventDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

type Handled = { outcome: string }

/** Whether the same event may be handled later. Any other refusal is final, however often the event comes. */
export function isMendable(code: ErrorCode): boolean {
  return code === 'internal' || code === 'payment_provider_unavailable'
}

export async function handlePaymentEvent(
  deps: EventDependencies,
  { id, type, objectId, createdSeconds, effect }: PaymentEvent,
): Promise<Result<Handled>> {
  const ref: StripeEventRef = { id, type, object_id: objectId, created: createdSeconds }
  switch (effect.kind) {
    case 'paid': {
      const { order_id: orderId, payment } = effect
      // Anybody may write metadata: an id that can't be ours belongs to somebody else's order.
      if (!UUID.test(orderId)) return ignored(deps, type, 'no_order')
      return fulfil(deps, { orderId, payment, stripeEvent: ref })
    }
    case 'refunds_changed': {
      const { payment_intent } = effect
      const refunds = await deps.payments.listRefunds(payment_intent)
      if (!refunds.ok) return failure('payment_provider_unavailable')
      return record(deps, ref, { kind: 'refunds', payment_intent, refunds: refunds.value })
    }
    // A decline leaves the order open, since the same page takes another card; only a final failure frees the seats.
    case 'payment_failed':
    case 'payment_underway':
    case 'session_expired':
    case 'card':
    case 'refunds':
    case 'dispute':
      return record(deps, ref, effect)
    case 'ignored':
      return ignored(deps, type, effect.reason)
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function ignored({ log }: EventDependencies, type: string, reason: string): Result<Handled> {
  // Ignoring an unused type is routine; anything else that is ignored gets a log line.
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
