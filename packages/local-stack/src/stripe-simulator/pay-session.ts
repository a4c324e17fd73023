// What a customer can do with a session: pay it, be declined, or let it end. Each change publishes its events.
import type Stripe from 'stripe'
import { buildCharge, buildPaymentIntent } from './payment-object.ts'
import { customerDetails } from './session-object.ts'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'
import type { SessionRecord } from './simulator-state.ts'
import { type Decline, declineOf, type PaymentCard } from './test-cards.ts'

export type Payer = {
  readonly card: PaymentCard
  readonly email: string | null
  readonly name: string | null
}

export type PayOutcome =
  | { readonly outcome: 'paid' }
  | { readonly outcome: 'declined'; readonly decline: Decline }
  | { readonly outcome: 'not_open'; readonly status: 'complete' | 'expired' }

/** A second payment of a paid session changes nothing; a decline leaves the session open. */
export function paySession(
  context: SimulatorContext,
  record: SessionRecord,
  payer: Payer,
): PayOutcome {
  const { session } = record
  if (session.status !== 'open') {
    return { outcome: 'not_open', status: session.status === 'complete' ? 'complete' : 'expired' }
  }
  const intent = intentOf(context, record)
  const decline = declineOf(payer.card.number)
  if (decline !== null) {
    declineIntent(context, intent, payer, decline)
    return { outcome: 'declined', decline }
  }
  succeedIntent(context, intent, payer)
  session.status = 'complete'
  session.payment_status = 'paid'
  session.url = null
  session.customer_details = customerDetails(session.customer_email ?? payer.email, payer.name)
  context.publish('checkout.session.completed', session)
  return { outcome: 'paid' }
}

/** Ends an open session; `false` when it was not open. */
export function expireSession(context: SimulatorContext, { session }: SessionRecord): boolean {
  if (session.status !== 'open') return false
  session.status = 'expired'
  session.url = null
  const intent =
    typeof session.payment_intent === 'string'
      ? context.state.paymentIntents[session.payment_intent]
      : undefined
  if (intent !== undefined) {
    intent.status = 'canceled'
    intent.canceled_at = nowSeconds(context)
    intent.cancellation_reason = 'expired'
  }
  context.publish('checkout.session.expired', session)
  return true
}

/** Ends every session whose time has come, and says when the next one is due (ms), if any is open. */
export function expireDueSessions(context: SimulatorContext): number | null {
  let nextMs: number | null = null
  for (const record of Object.values(context.state.sessions)) {
    if (record.session.status !== 'open') continue
    const dueMs = record.session.expires_at * 1000
    if (dueMs <= context.clock.nowMs()) expireSession(context, record)
    else nextMs = nextMs === null ? dueMs : Math.min(nextMs, dueMs)
  }
  return nextMs
}

function intentOf(context: SimulatorContext, record: SessionRecord): Stripe.PaymentIntent {
  const { session } = record
  const known =
    typeof session.payment_intent === 'string'
      ? context.state.paymentIntents[session.payment_intent]
      : undefined
  if (known !== undefined) return known
  session.customer ??= session.customer_creation === 'always' ? newCustomer(context, session) : null
  const intent = buildPaymentIntent(context, record)
  context.state.paymentIntents[intent.id] = intent
  session.payment_intent = intent.id
  return intent
}

function newCustomer(context: SimulatorContext, session: Stripe.Checkout.Session): string {
  const customer = buildCustomer(context, { email: session.customer_email })
  context.state.customers[customer.id] = customer
  return customer.id
}

export const buildCustomer = (
  context: SimulatorContext,
  given: Pick<Stripe.Customer, 'email'> & Partial<Stripe.Customer>,
): Stripe.Customer => ({
  id: context.newId('cus'),
  object: 'customer',
  address: null,
  balance: 0,
  created: nowSeconds(context),
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  invoice_settings: {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
  livemode: false,
  metadata: {},
  name: null,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...given,
})

function succeedIntent(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  payer: Payer,
): void {
  const charge = buildCharge(context, intent, payer, { paid: true })
  context.state.charges[charge.id] = charge
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  intent.last_payment_error = null
  context.publish('payment_intent.succeeded', intent)
  context.publish('charge.succeeded', charge)
}

function declineIntent(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  decline: Decline,
): void {
  const charge = buildCharge(context, intent, payer, {
    paid: false,
    code: decline.code,
    reason: decline.declineCode,
    message: decline.message,
  })
  context.state.charges[charge.id] = charge
  intent.latest_charge = charge.id
  intent.last_payment_error = {
    type: 'card_error',
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: `https://docs.stripe.com/error-codes#${decline.code.replaceAll('_', '-')}`,
    message: decline.message,
  }
  context.publish('charge.failed', charge)
  context.publish('payment_intent.payment_failed', intent)
}
