// Everything that the simulator remembers, as the SDK's own types name it.
import type Stripe from 'stripe'

/** The SDK turns decimals into a class; on the wire they are strings. */
export type WireLineItem = Omit<Stripe.LineItem, 'price'> & {
  price: Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string }
}

/** What `payment_intent_data` asked for, kept until the first attempt makes the PaymentIntent. */
export type PaymentIntentData = {
  description: string | null
  metadata: Record<string, string>
  receipt_email: string | null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
}

export type SessionRecord = {
  session: Stripe.Checkout.Session
  lineItems: WireLineItem[]
  paymentIntentData: PaymentIntentData
}

export type StoredEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: Record<string, unknown> }
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
  body: unknown
  createdMs: number
}

export type SimulatorState = {
  version: 1
  sessions: Record<string, SessionRecord>
  paymentIntents: Record<string, Stripe.PaymentIntent>
  charges: Record<string, Stripe.Charge>
  refunds: Record<string, Stripe.Refund>
  customers: Record<string, Stripe.Customer>
  events: Record<string, StoredEvent>
  deliveries: Delivery[]
  idempotency: Record<string, IdempotentResponse>
}

export const emptyState = (): SimulatorState => ({
  version: 1,
  sessions: {},
  paymentIntents: {},
  charges: {},
  refunds: {},
  customers: {},
  events: {},
  deliveries: [],
  idempotency: {},
})
