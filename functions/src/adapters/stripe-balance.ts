// What a movement in Stripe's balance means to us. https://docs.stripe.com/api/balance_transactions/object
import { minorToDecimal } from '@maguey/ticket-core/money'
import type { BalanceEntry } from '@maguey/wire/balance'
import type Stripe from 'stripe'
import { idOf } from './stripe-checkout-state.ts'

const PARTS = { charge: 'payment', refund: 'refund', dispute: 'dispute' } as const

/**
 * By what moved the money, and not by the transaction's type, of which there are many: a failed refund is the refund's,
 * an `adjustment` the dispute's. Null for everything else, such as a payout or a fee of its own.
 *
 * @param booked with its source expanded
 */
export function readBalance(booked: Stripe.BalanceTransaction): BalanceEntry | null {
  const { id, source, amount, fee, currency, created } = booked
  if (source === null || typeof source === 'string' || !(source.object in PARTS)) return null
  const moved = source as Stripe.Charge | Stripe.Refund | Stripe.Dispute
  const intent = idOf(moved.payment_intent)
  if (intent === null) return null
  return {
    id,
    part: PARTS[moved.object],
    payment_intent: intent,
    order_id: moved.object === 'charge' ? (moved.metadata.order_id ?? null) : null,
    amount: minorToDecimal(amount, currency),
    fee: minorToDecimal(fee, currency),
    currency,
    booked: created,
  }
}
