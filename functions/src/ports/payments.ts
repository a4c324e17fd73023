// The port to the payment provider. Payments, refunds and effects have the shape in which the database takes them, and
// amounts are decimal text ("50.00") throughout: only the adapter knows the provider's minor units.
import type { BalanceEntry } from '@maguey/wire/balance'
import type { PaymentRecord, RefundRecord, StripeEffect } from '@maguey/wire/fulfilment'

export type CheckoutRequest = {
  orderId: string
  eventName: string
  currency: string
  customerEmail: string
  locale: 'en' | 'es'
  lines: readonly { name: string; quantity: number; unitPrice: string }[]
  /** The session ends before the hold does, so that nobody can pay for seats that are gone. */
  expiresAtMs: number
  successUrl: string
  cancelUrl: string
}

export type CheckoutState = {
  sessionId: string
  orderId: string | null
  status: 'open' | 'complete' | 'expired'
  /** Set once the money is really there. */
  payment: PaymentRecord | null
  /** The customer is done, and the money may still come for days (a delayed payment method). */
  underway: boolean
}

/** What an event of the provider means to us: something to write down, or one of three that need work first. */
export type PaymentEffect =
  | StripeEffect
  | { kind: 'paid'; order_id: string; payment: PaymentRecord }
  /** Something was refunded; the event doesn't say what. */
  | { kind: 'refunds_changed'; payment_intent: string }
  | { kind: 'ignored'; reason: string }

export type PaymentEvent = {
  id: string
  type: string
  objectId: string | null
  /** When the provider made it, in seconds since 1970. */
  createdSeconds: number
  effect: PaymentEffect
}

export type PaymentsResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: 'unavailable' | 'refused' | 'not_found'; reason: string }

export type Payments = {
  /** Idempotent by order and `expiresAtMs`: a second call with the same ones returns the same session. */
  createCheckout(
    request: CheckoutRequest,
  ): Promise<PaymentsResult<{ sessionId: string; url: string }>>
  /** `refused` if the session is no longer open. */
  expireCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  readCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  /** Idempotent by request. `refused`: the provider will not do it, however often it is asked. */
  refund(request: {
    requestId: string
    orderId: string
    paymentIntent: string
    amount: string
    currency: string
  }): Promise<PaymentsResult<RefundRecord>>
  /** Every refund of a payment, failed ones too. */
  listRefunds(paymentIntent: string): Promise<PaymentsResult<RefundRecord[]>>
  /** The provider's events from `from` up to, not including, `until` (Unix seconds), of the kinds that matter here. */
  listEvents(span: { from: number; until: number }): Promise<PaymentsResult<PaymentEvent[]>>
  /** The provider's balance from `from` up to, not including, `until` (Unix seconds): what is about a payment. */
  listBalance(span: { from: number; until: number }): Promise<PaymentsResult<BalanceEntry[]>>
  /** Whether the provider accepts our key. `refused`: it doesn't know it. */
  checkKey(): Promise<PaymentsResult<{ live: boolean }>>
  /** Checks the signature over the raw body and says what the event means. */
  readEvent(
    rawBody: string,
    signature: string,
  ): Promise<{ ok: true; event: PaymentEvent } | { ok: false; code: 'bad_signature' }>
}
