// Builds a Checkout Session and its line items with every field that stripe 23's types require.
import type Stripe from 'stripe'
import type { SessionCreateParameters } from './session-parameters.ts'
import { nowSeconds, type SimulatorContext } from './simulator-context.ts'
import type {
  DelayedMethod,
  PaymentIntentData,
  SessionRecord,
  WireLineItem,
} from './simulator-state.ts'

const DAY_SECONDS = 86_400

/** `payUrl` is where the hosted page of a session is shown. Parameters must have been checked. */
export function buildSession(
  context: SimulatorContext,
  parameters: SessionCreateParameters,
  payUrl: (sessionId: string) => string,
): SessionRecord {
  const id = context.newId('cs_test')
  const created = nowSeconds(context)
  const lineItems = parameters.line_items.map((item) => buildLineItem(context, item, created))
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0)
  const delayedMethod = delayedMethodOf(parameters)
  const session: Stripe.Checkout.Session = {
    ...ABSENT,
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: parameters.adaptive_pricing?.enabled ?? false },
    allow_promotion_codes: orNull(parameters.allow_promotion_codes),
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: {
      enabled: parameters.automatic_tax?.enabled ?? false,
      liability: null,
      provider: null,
      status: null,
    },
    billing_address_collection: orNull(parameters.billing_address_collection),
    cancel_url: orNull(parameters.cancel_url),
    client_reference_id: orNull(parameters.client_reference_id),
    created,
    currency: lineItems[0]?.currency ?? null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: orNull(parameters.customer),
    customer_creation:
      parameters.customer === undefined ? (parameters.customer_creation ?? 'if_required') : null,
    customer_details:
      parameters.customer_email === undefined
        ? null
        : customerDetails(parameters.customer_email, null),
    customer_email: orNull(parameters.customer_email),
    expires_at: parameters.expires_at ?? created + DAY_SECONDS,
    integration_identifier: orNull(parameters.integration_identifier),
    locale: orNull(parameters.locale),
    metadata: parameters.metadata,
    mode: 'payment',
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: delayedMethod === null ? ['card'] : ['card', delayedMethod],
    allowed_payment_method_types: orNull(parameters.allowed_payment_method_types),
    ...(parameters.excluded_payment_method_types === undefined
      ? {}
      : { excluded_payment_method_types: parameters.excluded_payment_method_types }),
    payment_status: 'unpaid',
    phone_number_collection: { enabled: parameters.phone_number_collection?.enabled ?? false },
    status: 'open',
    submit_type: orNull(parameters.submit_type),
    success_url: parameters.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: payUrl(id),
  }
  return { session, delayedMethod, lineItems, paymentIntentData: intentData(parameters) }
}

const DELAYED_METHODS: Readonly<Record<string, DelayedMethod>> = {
  usd: 'us_bank_account',
  eur: 'sepa_debit',
  mxn: 'oxxo',
}

/** Offered unless the session excludes it, as in an account that has enabled it. */
function delayedMethodOf(parameters: SessionCreateParameters): DelayedMethod | null {
  const method = DELAYED_METHODS[parameters.line_items[0]?.price_data.currency ?? '']
  if (method === undefined) return null
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } =
    parameters
  const offered = (allowed?.includes(method) ?? true) && !(excluded?.includes(method) ?? false)
  return offered ? method : null
}

const orNull = <T>(value: T | undefined): T | null => value ?? null

/** Fields that the simulator never fills in. */
const ABSENT = {
  after_expiration: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  customer_account: null,
  discounts: [],
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: null,
  payment_method_configuration_details: null,
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>

export const customerDetails = (
  email: string | null,
  name: string | null,
): Stripe.Checkout.Session.CustomerDetails => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
})

function buildLineItem(
  context: SimulatorContext,
  item: SessionCreateParameters['line_items'][number],
  created: number,
): WireLineItem {
  const { currency, product_data: product, unit_amount: unitAmount } = item.price_data
  const amount = unitAmount * item.quantity
  return {
    id: context.newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: product.name,
    metadata: item.metadata ?? {},
    price: {
      id: context.newId('price'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created,
      currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: context.newId('prod'),
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: unitAmount,
      unit_amount_decimal: String(unitAmount),
    },
    quantity: item.quantity,
  }
}

const intentData = ({ payment_intent_data: data }: SessionCreateParameters): PaymentIntentData => ({
  description: data.description ?? null,
  metadata: data.metadata ?? {},
  receipt_email: data.receipt_email ?? null,
  statement_descriptor: data.statement_descriptor ?? null,
  statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
})
