// Builds PaymentIntents and Charges with every field that stripe 23's types require.
import type Stripe from 'stripe'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'
import type { DelayedMethod, SessionRecord } from './simulator-state.ts'
import type { PaymentCard } from './test-cards.ts'

export type Payer = {
  readonly card: PaymentCard
  /** Pays by this method, whose money arrives days later, instead of by card. */
  readonly delayed?: DelayedMethod
  readonly email: string | null
  readonly name: string | null
}

/** The PaymentIntent that the first attempt on a session creates, before anything was charged. */
export function buildPaymentIntent(
  context: SimulatorContext,
  { session, paymentIntentData }: SessionRecord,
): Stripe.PaymentIntent {
  const id = context.newId('pi')
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${context.newId('s').slice(2)}`,
    confirmation_method: 'automatic',
    created: nowSeconds(context),
    currency: session.currency ?? 'usd',
    customer: typeof session.customer === 'string' ? session.customer : null,
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: 'automatic',
      },
    },
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...paymentIntentData,
  }
}

export type ChargeOutcome =
  | { readonly paid: true }
  /** A delayed method: the outcome isn't known yet. */
  | { readonly paid: false; readonly pending: true }
  | {
      readonly paid: false
      readonly pending?: false
      readonly code: string
      readonly reason: string
      readonly message: string
    }

const isRefused = (outcome: ChargeOutcome): outcome is Extract<ChargeOutcome, { code: string }> =>
  !outcome.paid && outcome.pending !== true

export function buildCharge(
  context: SimulatorContext,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  outcome: ChargeOutcome,
): Stripe.Charge {
  return {
    id: context.newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: outcome.paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: null,
      email: payer.email,
      name: payer.name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'MAGUEY',
    captured: outcome.paid,
    created: nowSeconds(context),
    currency: intent.currency,
    customer: typeof intent.customer === 'string' ? intent.customer : null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: isRefused(outcome) ? outcome.code : null,
    failure_message: isRefused(outcome) ? outcome.message : null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: chargeOutcome(outcome),
    paid: outcome.paid,
    payment_intent: intent.id,
    payment_method: context.newId('pm'),
    payment_method_details: methodDetails(payer, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: outcome.paid ? 'succeeded' : outcome.pending ? 'pending' : 'failed',
    transfer_data: null,
    transfer_group: null,
  }
}

export const chargeOutcome = (outcome: ChargeOutcome): Stripe.Charge.Outcome => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: isRefused(outcome) ? 'declined_by_network' : 'approved_by_network',
  reason: isRefused(outcome) ? outcome.reason : null,
  risk_level: 'normal',
  risk_score: 12,
  seller_message: isRefused(outcome)
    ? 'The bank did not return any further details with this decline.'
    : 'Payment complete.',
  type: isRefused(outcome) ? 'issuer_declined' : 'authorized',
})

const methodDetails = (
  { card, delayed }: Payer,
  amount: number,
): Stripe.Charge.PaymentMethodDetails =>
  delayed === undefined
    ? { type: 'card', card: cardDetails(card, amount) }
    : { type: delayed, ...delayedDetails[delayed] }

/** Nothing is known of the account: no name and no number is asked for on this pay page. */
const delayedDetails: Readonly<Record<DelayedMethod, Partial<Stripe.Charge.PaymentMethodDetails>>> =
  {
    us_bank_account: {
      us_bank_account: {
        account_holder_type: null,
        account_type: null,
        bank_name: null,
        fingerprint: null,
        last4: null,
        payment_reference: null,
        routing_number: null,
      },
    },
    sepa_debit: {
      sepa_debit: {
        bank_code: null,
        branch_code: null,
        country: null,
        fingerprint: null,
        last4: null,
        mandate: null,
      },
    },
    oxxo: { oxxo: { number: null } },
  }

/** Only the card's brand, last four digits and expiry are kept, as Stripe returns them. */
const cardDetails = (
  card: PaymentCard,
  amount: number,
): Stripe.Charge.PaymentMethodDetails.Card => ({
  amount_authorized: amount,
  authorization_code: null,
  brand: card.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  electronic_commerce_indicator: null,
  exp_month: card.expMonth,
  exp_year: card.expYear,
  funding: 'credit',
  installments: null,
  last4: card.number.slice(-4),
  mandate: null,
  network: card.brand,
  network_transaction_id: null,
  regulated_status: 'unregulated',
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
})
