// The payments port over Stripe's SDK, with fetch instead of Node's http so that it runs on Deno too.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { BalanceEntry } from '@maguey/wire/balance'
import type { RefundRecord } from '@maguey/wire/fulfilment'
import Stripe from 'stripe'
import type { CheckoutRequest, PaymentEvent, Payments, PaymentsResult } from '../ports/payments.ts'
import { readBalance } from './stripe-balance.ts'
import { checkoutState } from './stripe-checkout-state.ts'
import { readRefund, readStripeEvent, TOLD_TYPES } from './stripe-events.ts'

export type StripeOptions = {
  secretKey: string
  /** Any of these may have signed an event: two of them while a secret is rotated. */
  webhookSecrets: readonly string[]
  /** Where Stripe's API answers; absent for Stripe itself. */
  apiBase?: string | undefined
  /** Absent: the platform's. */
  fetch?: typeof fetch | undefined
  /** How many times the SDK retries on its own. Default: 2. */
  retries?: number | undefined
  /** Of one call. Default: 20 s. */
  timeoutMs?: number | undefined
}

export function createStripePayments({
  secretKey,
  webhookSecrets,
  apiBase,
  fetch,
  retries = 2,
  timeoutMs = 20_000,
}: StripeOptions): Payments {
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    maxNetworkRetries: retries,
    timeout: timeoutMs,
    telemetry: false,
    ...hostOf(apiBase),
  })
  const live = /^(sk|rk)_live_/.test(secretKey)

  return {
    createCheckout: (request) =>
      attempt(async () => {
        const session = await stripe.checkout.sessions.create(sessionParams(request), {
          idempotencyKey: `checkout-${request.orderId}-${endSeconds(request)}`,
        })
        if (session.url === null) throw new Error('a session without an address')
        return { sessionId: session.id, url: session.url }
      }),
    expireCheckout: (sessionId) =>
      attempt(async () => checkoutState(await stripe.checkout.sessions.expire(sessionId))),
    readCheckout: (sessionId) =>
      attempt(async () => checkoutState(await stripe.checkout.sessions.retrieve(sessionId))),
    refund: ({ requestId, orderId, paymentIntent, amount, currency }) =>
      attempt(async () => {
        const refund = await stripe.refunds.create(
          {
            payment_intent: paymentIntent,
            amount: decimalToMinor(amount, currency),
            metadata: { order_id: orderId, request_id: requestId },
          },
          { idempotencyKey: `refund-${requestId}` },
        )
        return readRefund(refund)
      }),
    listRefunds: (paymentIntent) =>
      attempt(async () => {
        const refunds: RefundRecord[] = []
        for await (const refund of stripe.refunds.list({
          payment_intent: paymentIntent,
          limit: 100,
        }))
          refunds.push(readRefund(refund))
        return refunds
      }),
    listEvents: ({ from, until }) =>
      attempt(async () => {
        const events: PaymentEvent[] = []
        for await (const event of stripe.events.list({
          types: [...TOLD_TYPES],
          created: { gte: from, lt: until },
          limit: 100,
        }))
          events.push(readStripeEvent(event, { live }))
        return events
      }),
    listBalance: ({ from, until }) =>
      attempt(async () => {
        const entries: BalanceEntry[] = []
        for await (const booked of stripe.balanceTransactions.list({
          created: { gte: from, lt: until },
          expand: ['data.source'],
          limit: 100,
        })) {
          const entry = readBalance(booked)
          if (entry !== null) entries.push(entry)
        }
        return entries
      }),
    checkKey: () => checkKey(stripe, live),
    async readEvent(rawBody, signature) {
      const event = await verifiedEvent(rawBody, signature, webhookSecrets)
      return event === null
        ? { ok: false, code: 'bad_signature' }
        : { ok: true, event: readStripeEvent(event, { live }) }
    },
  }
}

async function checkKey(stripe: Stripe, live: boolean): Promise<PaymentsResult<{ live: boolean }>> {
  try {
    await stripe.events.list({ limit: 1 })
    return { ok: true, value: { live } }
  } catch (error) {
    // Elsewhere a key that is no longer accepted is trouble that passes: an admin mends it.
    const refused =
      error instanceof Stripe.errors.StripeError &&
      (error.statusCode === 401 || error.statusCode === 403)
    return refused
      ? { ok: false, code: 'refused', reason: 'key' }
      : { ok: false, code: 'unavailable', reason: 'no_answer' }
  }
}

/** Part of the idempotency key: after a failure a hold may be made longer, and Stripe refuses a key with other parameters. */
const endSeconds = ({ expiresAtMs }: CheckoutRequest) => Math.floor(expiresAtMs / 1000)

function sessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: request.orderId }
  return {
    mode: 'payment',
    client_reference_id: request.orderId,
    customer_email: request.customerEmail,
    locale: request.locale,
    metadata,
    payment_intent_data: { metadata, description: request.eventName },
    line_items: request.lines.map(({ name, quantity, unitPrice }) => ({
      quantity,
      price_data: {
        currency: request.currency,
        unit_amount: decimalToMinor(unitPrice, request.currency),
        product_data: { name: `${request.eventName} · ${name}` },
      },
    })),
    expires_at: endSeconds(request),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  }
}

async function verifiedEvent(
  rawBody: string,
  signature: string,
  secrets: readonly string[],
): Promise<Stripe.Event | null> {
  const crypto = Stripe.createSubtleCryptoProvider()
  for (const secret of secrets) {
    try {
      return await Stripe.webhooks.constructEventAsync(
        rawBody,
        signature,
        secret,
        undefined,
        crypto,
      )
    } catch {
      // Signed with another secret, or not at all; try the next one.
    }
  }
  return null
}

/** The SDK throws; the port answers. */
async function attempt<Value>(work: () => Promise<Value>): Promise<PaymentsResult<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) {
      return { ok: false, code: 'unavailable', reason: 'unexpected_answer' }
    }
    return { ok: false, code: codeOf(error), reason: error.code ?? error.type }
  }
}

function codeOf(error: Stripe.errors.StripeError): 'unavailable' | 'refused' | 'not_found' {
  if (error.statusCode === 404) return 'not_found'
  if (error.statusCode === 400 || error.statusCode === 402) return 'refused'
  return 'unavailable'
}

function hostOf(
  apiBase: string | undefined,
): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (apiBase === undefined) return {}
  const { hostname, port, protocol } = new URL(apiBase)
  const scheme = protocol === 'https:' ? 'https' : 'http'
  return {
    host: hostname,
    port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port),
    protocol: scheme,
  }
}
