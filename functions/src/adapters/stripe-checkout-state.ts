// Reads a Checkout Session as the payments port sees it.
import type Stripe from 'stripe'
import type { CheckoutState } from '../ports/payments.ts'

export function checkoutState(session: Stripe.Checkout.Session): CheckoutState {
  const paid = session.payment_status === 'paid' || session.payment_status === 'no_payment_required'
  return {
    sessionId: session.id,
    orderId: session.metadata?.order_id ?? session.client_reference_id ?? null,
    status: openness(session.status),
    underway: session.status === 'complete' && !paid,
    payment: paid
      ? {
          paymentIntent: idOf(session.payment_intent),
          session: session.id,
          amountMinor: session.amount_total ?? 0,
          currency: session.currency ?? '',
          customer: idOf(session.customer),
        }
      : null,
  }
}

/** A status that Stripe may add one day counts as open: nothing is freed or fulfilled for it. */
function openness(status: Stripe.Checkout.Session['status']): CheckoutState['status'] {
  if (status === 'complete') return 'complete'
  return status === 'expired' ? 'expired' : 'open'
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null
  return typeof reference === 'string' ? reference : reference.id
}
