// Reads a Checkout Session as the payments port sees it.
import { minorToDecimal } from '@maguey/ticket-core/money'
import type Stripe from 'stripe'
import type { CheckoutState } from '../ports/payments.ts'

export function checkoutState(session: Stripe.Checkout.Session): CheckoutState {
  const paid = session.payment_status === 'paid' || session.payment_status === 'no_payment_required'
  const { currency } = session
  return {
    sessionId: session.id,
    orderId: orderIdOf(session),
    status: openness(session.status),
    underway: session.status === 'complete' && !paid,
    // A session that only saves a card has no currency, and nothing was paid in it.
    payment:
      paid && currency !== null
        ? {
            payment_intent: idOf(session.payment_intent),
            session: session.id,
            amount: minorToDecimal(session.amount_total ?? 0, currency),
            currency,
            customer: idOf(session.customer),
          }
        : null,
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Null for an object that something else on the same account made: its `order_id`, if any, isn't one of ours. */
export function orderIdOf(object: {
  metadata: Stripe.Metadata | null
  client_reference_id?: string | null
}): string | null {
  const id = object.metadata?.order_id ?? object.client_reference_id ?? ''
  return UUID.test(id) ? id.toLowerCase() : null
}

/** A status that Stripe may add one day counts as open: nothing is released or fulfilled because of it. */
function openness(status: Stripe.Checkout.Session['status']): CheckoutState['status'] {
  if (status === 'complete') return 'complete'
  return status === 'expired' ? 'expired' : 'open'
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null
  return typeof reference === 'string' ? reference : reference.id
}
