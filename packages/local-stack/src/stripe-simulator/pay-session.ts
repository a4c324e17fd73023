// What a customer can do with a session: pay it, be declined, or let it end. Each change publishes its events.
import type Stripe from 'stripe'
import { bookMovement } from './balance.ts'
import { buildCharge, buildPaymentIntent, chargeOutcome, type Payer } from './payment-object.ts'
import { customerDetails } from './session-object.ts'
import { change, nowSeconds, type SimulatorContext } from './simulator-context.ts'
import type { SessionRecord } from './simulator-state.ts'
import { type Decline, declineOf } from './test-cards.ts'

export type PayOutcome =
  | { readonly outcome: 'paid' }
  /** By a delayed method: `settleDelayed` says how it ends. */
  | { readonly outcome: 'processing'; readonly payment_intent: string }
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
  const decline = payer.delayed === undefined ? declineOf(payer.card.number) : null
  if (decline !== null) {
    declineIntent(context, intent, payer, decline)
    return { outcome: 'declined', decline }
  }
  if (payer.delayed === undefined) succeedIntent(context, intent, payer)
  else beginDelayed(context, intent, payer)
  session.status = 'complete'
  session.payment_status = payer.delayed === undefined ? 'paid' : 'unpaid'
  session.url = null
  session.customer_details = customerDetails(session.customer_email ?? payer.email, payer.name)
  context.publish('checkout.session.completed', session)
  if (payer.delayed !== undefined) return { outcome: 'processing', payment_intent: intent.id }
  bookCharge(context, intent)
  return { outcome: 'paid' }
}

/** How a delayed payment ends. `false` when it is not waiting for that. */
export function settleDelayed(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  succeeded: boolean,
): boolean {
  const charge =
    typeof intent.latest_charge === 'string' ? context.state.charges[intent.latest_charge] : null
  const record = Object.values(context.state.sessions).find(
    ({ session }) => session.payment_intent === intent.id,
  )
  if (intent.status !== 'processing' || charge == null || record === undefined) return false
  if (succeeded) {
    charge.status = 'succeeded'
    charge.paid = true
    charge.captured = true
    charge.amount_captured = charge.amount
    markSucceeded(context, intent, charge)
    record.session.payment_status = 'paid'
    context.publish('checkout.session.async_payment_succeeded', record.session)
    bookCharge(context, intent)
    return true
  }
  charge.status = 'failed'
  charge.failure_code = 'payment_method_provider_decline'
  charge.failure_message = 'The customer’s bank did not pay.'
  charge.outcome = chargeOutcome({ paid: false, reason: 'generic_decline', ...BANK_REFUSED })
  intent.status = 'requires_payment_method'
  intent.last_payment_error = paymentError(charge, { ...BANK_REFUSED, declineCode: null })
  context.publish('charge.failed', charge)
  context.publish('payment_intent.payment_failed', intent)
  context.publish('checkout.session.async_payment_failed', record.session)
  return true
}

const BANK_REFUSED = {
  code: 'payment_method_provider_decline',
  message: 'The customer’s bank did not pay.',
} as const

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
    context.publish('payment_intent.canceled', intent)
  }
  context.publish('checkout.session.expired', session)
  return true
}

/** Ends every session that is due, and returns when the next one is (ms), if any is open. */
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
  context.touch('sessions', session.id)
  context.publish('payment_intent.created', intent)
  return intent
}

function newCustomer(context: SimulatorContext, session: Stripe.Checkout.Session): string {
  const customer = buildCustomer(context, { email: session.customer_email })
  context.state.customers[customer.id] = customer
  context.publish('customer.created', customer)
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
  markSucceeded(context, intent, charge)
}

function markSucceeded(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): void {
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  intent.last_payment_error = null
  intent.processing = null
  context.publish('payment_intent.succeeded', intent)
  context.publish('charge.succeeded', charge)
}

/** The balance is updated a moment after everything else (`capture_method: automatic_async`). */
function bookCharge(context: SimulatorContext, intent: Stripe.PaymentIntent): void {
  const charge = context.state.charges[String(intent.latest_charge)]
  if (charge === undefined) return
  const movement = { type: 'charge', source: charge.id, amountMinor: charge.amount } as const
  const { id } = bookMovement(context, charge, movement)
  const previous = change(charge, { balance_transaction: id })
  context.publish('charge.updated', charge, previous)
}

function beginDelayed(context: SimulatorContext, intent: Stripe.PaymentIntent, payer: Payer): void {
  const charge = buildCharge(context, intent, payer, { paid: false, pending: true })
  context.state.charges[charge.id] = charge
  intent.status = 'processing'
  intent.latest_charge = charge.id
  intent.payment_method = charge.payment_method
  context.publish('payment_intent.processing', intent)
  context.publish('charge.pending', charge)
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
  intent.last_payment_error = paymentError(charge, decline)
  context.publish('charge.failed', charge)
  context.publish('payment_intent.payment_failed', intent)
}

const paymentError = (
  charge: Stripe.Charge,
  refused: {
    readonly code: string
    readonly declineCode: string | null
    readonly message: string
  },
): Stripe.PaymentIntent.LastPaymentError => ({
  type: 'card_error',
  charge: charge.id,
  code: refused.code,
  ...(refused.declineCode === null ? {} : { decline_code: refused.declineCode }),
  doc_url: `https://docs.stripe.com/error-codes#${refused.code.replaceAll('_', '-')}`,
  message: refused.message,
})
