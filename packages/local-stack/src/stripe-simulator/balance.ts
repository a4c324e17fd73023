// The account's balance: one transaction for each movement of money, with the fee that Stripe keeps.
// https://docs.stripe.com/reports/balance-transaction-types
import type Stripe from 'stripe'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'

export type Movement = {
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal'
  /** Id of the charge, refund or dispute that moved it. */
  readonly source: string
  /** Minor units; below zero when money leaves. */
  readonly amountMinor: number
}

/** Enters a movement into the balance, in the currency of its charge: nothing is converted here. */
export function bookMovement(
  context: SimulatorContext,
  charge: Stripe.Charge,
  movement: Movement,
): Stripe.BalanceTransaction {
  const { type, amountMinor, source } = movement
  const fee = feeOf(charge, movement)
  const created = nowSeconds(context)
  const booked: Stripe.BalanceTransaction = {
    id: context.newId('txn'),
    object: 'balance_transaction',
    amount: amountMinor,
    available_on: created + (amountMinor > 0 ? SETTLING_DAYS * 86_400 : 0),
    balance_type: 'payments',
    created,
    currency: charge.currency,
    description: descriptionOf(charge, type),
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: charge.currency,
              description: type === 'dispute' ? 'Dispute fee' : 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amountMinor - fee,
    reporting_category: type,
    source,
    status: amountMinor > 0 ? 'pending' : 'available',
    type: typeOf(charge, type),
  }
  context.state.balanceTransactions[booked.id] = booked
  context.touch('balanceTransactions', booked.id)
  return booked
}

/** Money that has settled becomes available. */
export function settleBalance(context: SimulatorContext): void {
  const now = nowSeconds(context)
  for (const booked of Object.values(context.state.balanceTransactions)) {
    if (booked.status !== 'pending' || booked.available_on > now) continue
    booked.status = 'available'
    context.touch('balanceTransactions', booked.id)
  }
}

const SETTLING_DAYS = 2

/** https://stripe.com/pricing: 2.9 % and a fixed part, and a fixed fee for a dispute, in minor units. */
const PER_MILLE = 29
const FIXED: Readonly<Record<string, { charge: number; dispute: number }>> = {
  usd: { charge: 30, dispute: 1500 },
  eur: { charge: 25, dispute: 2000 },
  gbp: { charge: 20, dispute: 2000 },
  mxn: { charge: 300, dispute: 30_000 },
}

/** A refund costs nothing and brings no fee back; a dispute's fee stays paid even when it is won. */
function feeOf(charge: Stripe.Charge, { type, amountMinor }: Movement): number {
  const fixed = FIXED[charge.currency] ?? { charge: 0, dispute: 0 }
  if (type === 'charge') return Math.round((amountMinor * PER_MILLE) / 1000) + fixed.charge
  return type === 'dispute' ? fixed.dispute : 0
}

/** What isn't a card has types of its own; a dispute is an `adjustment` either way. */
function typeOf(charge: Stripe.Charge, type: Movement['type']): Stripe.BalanceTransaction.Type {
  const byCard = charge.payment_method_details?.type === 'card'
  switch (type) {
    case 'charge':
      return byCard ? 'charge' : 'payment'
    case 'refund':
      return byCard ? 'refund' : 'payment_refund'
    case 'refund_failure':
      return 'refund_failure'
    case 'dispute':
    case 'dispute_reversal':
      return 'adjustment'
  }
}

function descriptionOf(charge: Stripe.Charge, type: Movement['type']): string | null {
  if (type === 'charge') return charge.description
  if (type === 'refund') return `REFUND FOR CHARGE (${charge.description ?? charge.id})`
  if (type === 'refund_failure') return `REFUND FAILURE (${charge.description ?? charge.id})`
  return type === 'dispute'
    ? `Chargeback withdrawal for ${charge.id}`
    : `Chargeback reversal for ${charge.id}`
}
