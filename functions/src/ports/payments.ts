// The port to whoever takes the money. Amounts are integers in the currency's minor unit.
export type CheckoutRequest = {
  orderId: string
  eventName: string
  currency: string
  customerEmail: string
  locale: 'en' | 'es'
  lines: readonly { name: string; quantity: number; unitPriceMinor: number }[]
  /** The session ends before the hold does, so that nobody pays for seats that are gone. */
  expiresAtMs: number
  successUrl: string
  cancelUrl: string
}

export type Payment = {
  paymentIntent: string | null
  session: string | null
  amountMinor: number
  currency: string
  customer: string | null
}

export type CheckoutState = {
  sessionId: string
  orderId: string | null
  status: 'open' | 'complete' | 'expired'
  /** Set once the money is really there. */
  payment: Payment | null
}

/** What an event of the provider means to us, whatever the provider calls it. */
export type PaymentEffect =
  | { kind: 'paid'; orderId: string; payment: Payment }
  | { kind: 'payment_failed'; orderId: string; paymentIntent: string | null; final: boolean }
  | { kind: 'session_expired'; orderId: string }
  | {
      kind: 'refund'
      paymentIntent: string
      /** Known when the payment carried it; lets a refund be heard before its payment. */
      orderId: string | null
      currency: string
      amountRefundedMinor: number
      complete: boolean
    }
  | { kind: 'dispute_opened' | 'dispute_closed'; paymentIntent: string; status: string }
  | { kind: 'ignored'; reason: string }

export type PaymentEvent = {
  id: string
  type: string
  objectId: string | null
  effect: PaymentEffect
}

export type PaymentsResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: 'unavailable' | 'refused' | 'not_found'; reason: string }

export type Payments = {
  /** Idempotent by order: asked twice for one order it gives the same session. */
  createCheckout(
    request: CheckoutRequest,
  ): Promise<PaymentsResult<{ sessionId: string; url: string }>>
  /** `refused` when the session is no longer open. */
  expireCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  readCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  /** Gives all of a payment back. Idempotent by payment. */
  refundAll(refund: {
    orderId: string
    paymentIntent: string
  }): Promise<PaymentsResult<{ refundId: string }>>
  /** Everything given back of a payment so far. */
  readRefunded(paymentIntent: string): Promise<PaymentsResult<{ amountMinor: number }>>
  /** Checks the signature over the raw body and says what the event means. */
  readEvent(
    rawBody: string,
    signature: string,
  ): Promise<{ ok: true; event: PaymentEvent } | { ok: false; code: 'bad_signature' }>
}
