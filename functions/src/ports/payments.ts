// The port to the payment provider. Amounts are integers in the currency's minor unit.
export type CheckoutRequest = {
  orderId: string
  eventName: string
  currency: string
  customerEmail: string
  locale: 'en' | 'es'
  lines: readonly { name: string; quantity: number; unitPriceMinor: number }[]
  /** The session ends before the hold does, so that nobody can pay for seats that are gone. */
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
  /** The customer is done, and the money may still come for days (a delayed payment method). */
  underway: boolean
}

/** One refund, wherever it was made. */
export type Refund = {
  id: string
  amountMinor: number
  currency: string
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  /** Ours that it was asked for by; null for one made in the provider's dashboard. */
  requestId: string | null
}

/** What an event of the provider means to us, whatever the provider calls it. */
export type PaymentEffect =
  | { kind: 'paid'; orderId: string; payment: Payment }
  | { kind: 'payment_failed'; orderId: string; paymentIntent: string | null; final: boolean }
  /** Completed, and the money still on its way. */
  | { kind: 'payment_underway'; orderId: string }
  | { kind: 'session_expired'; orderId: string }
  | { kind: 'refund'; paymentIntent: string; refund: Refund }
  /** Something was given back; what, the event doesn't tell. */
  | { kind: 'refunds_changed'; paymentIntent: string }
  | {
      kind: 'dispute'
      paymentIntent: string
      id: string
      amountMinor: number
      currency: string
      status: string
      reason: string | null
    }
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
  /** Idempotent by order: a second call for the same order returns the same session. */
  createCheckout(
    request: CheckoutRequest,
  ): Promise<PaymentsResult<{ sessionId: string; url: string }>>
  /** `refused` when the session is no longer open. */
  expireCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  readCheckout(sessionId: string): Promise<PaymentsResult<CheckoutState>>
  /** Idempotent by request. `refused`: the provider will not do it, however often it is asked. */
  refund(request: {
    requestId: string
    orderId: string
    paymentIntent: string
    amountMinor: number
  }): Promise<PaymentsResult<Refund>>
  /** Every refund of a payment, failed ones too. */
  listRefunds(paymentIntent: string): Promise<PaymentsResult<Refund[]>>
  /** Checks the signature over the raw body and says what the event means. */
  readEvent(
    rawBody: string,
    signature: string,
  ): Promise<{ ok: true; event: PaymentEvent } | { ok: false; code: 'bad_signature' }>
}
