// Everything that the simulator remembers, in the SDK's own types.
import type Stripe from 'stripe'

/** The SDK parses decimals into a class; on the wire they are strings. */
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & {
  price: Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
}

/** The session's `payment_intent_data`, kept until the first attempt creates the PaymentIntent. */
export type PaymentIntentData = {
  description: string | null
  metadata: Record<string, string>
  receipt_email: string | null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
}

export type DelayedMethod = 'us_bank_account' | 'sepa_debit' | 'oxxo'

export type SessionRecord = {
  session: Stripe.Checkout.Session
  /** This currency's delayed payment method; null if it isn't offered. */
  delayedMethod: DelayedMethod | null
  lineItems: WireLineItem[]
  paymentIntentData: PaymentIntentData
}

export type StoredEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

export type DeliveryAttempt = { atMs: number; status: number | null; error: string | null }

export type Delivery = {
  id: string
  eventId: string
  type: string
  objectId: string
  state: 'pending' | 'delivered' | 'failed'
  nextAttemptAtMs: number
  attempts: DeliveryAttempt[]
}

export type IdempotentResponse = {
  endpoint: string
  parameters: string
  status: number
  body: unknown
  createdMs: number
}

export type SimulatorState = {
  sessions: Record<string, SessionRecord>
  paymentIntents: Record<string, Stripe.PaymentIntent>
  charges: Record<string, Stripe.Charge>
  refunds: Record<string, Stripe.Refund>
  disputes: Record<string, Stripe.Dispute>
  balanceTransactions: Record<string, Stripe.BalanceTransaction>
  customers: Record<string, Stripe.Customer>
  events: Record<string, StoredEvent>
  deliveries: Record<string, Delivery>
  idempotency: Record<string, IdempotentResponse>
}

export type Kind = keyof SimulatorState

export const emptyState = (): SimulatorState => ({
  sessions: {},
  paymentIntents: {},
  charges: {},
  refunds: {},
  disputes: {},
  balanceTransactions: {},
  customers: {},
  events: {},
  deliveries: {},
  idempotency: {},
})

/** The collections of Stripe's own objects, by the prefix of their ids. */
export const KIND_OF_PREFIX: Readonly<Record<string, Exclude<Kind, 'deliveries' | 'idempotency'>>> =
  {
    cs: 'sessions',
    pi: 'paymentIntents',
    ch: 'charges',
    re: 'refunds',
    dp: 'disputes',
    txn: 'balanceTransactions',
    cus: 'customers',
    evt: 'events',
  }
