// The parameters of checkout.sessions.create that the simulator understands; every other one is refused.
import * as v from 'valibot'
import { expand, flag, integer, list, metadata, pagination, text, url } from './read-parameters.ts'

/** Those that the pay page supports, and a few others that our code might send. */
const METHODS = [
  ...['card', 'link', 'cashapp', 'klarna', 'amazon_pay', 'crypto'],
  ...['us_bank_account', 'sepa_debit', 'oxxo', 'boleto', 'konbini', 'customer_balance'],
  ...['acss_debit', 'bacs_debit', 'au_becs_debit', 'multibanco', 'swish', 'paynow', 'pix'],
]

const productData = v.strictObject({
  name: text(),
  description: v.optional(text()),
  images: v.optional(list(url(), 8)),
  metadata: v.optional(metadata()),
})

const lineItem = v.strictObject({
  price_data: v.strictObject({
    currency: v.pipe(text(3), v.toLowerCase()),
    product_data: productData,
    unit_amount: integer(0),
  }),
  quantity: integer(1, 999_999),
  metadata: v.optional(metadata()),
})

const paymentIntentData = v.strictObject({
  description: v.optional(text(1000)),
  metadata: v.optional(metadata()),
  receipt_email: v.optional(text(800)),
  statement_descriptor: v.optional(text(22)),
  statement_descriptor_suffix: v.optional(text(22)),
})

/** API 2026-10-28 removed `payment_method_types` from this call, so it is unknown here too. */
export const sessionCreateParameters = v.strictObject({
  mode: v.picklist(['payment', 'setup', 'subscription']),
  ui_mode: v.optional(
    v.picklist(['elements', 'embedded_page', 'form', 'hosted_page']),
    'hosted_page',
  ),
  line_items: list(lineItem, 100),
  success_url: url(),
  cancel_url: v.optional(url()),
  client_reference_id: v.optional(text(200)),
  customer: v.optional(text()),
  customer_creation: v.optional(v.picklist(['always', 'if_required'])),
  customer_email: v.optional(text(800)),
  expires_at: v.optional(integer(0)),
  locale: v.optional(text(10)),
  metadata: v.optional(metadata(), {}),
  payment_intent_data: v.optional(paymentIntentData, {}),
  submit_type: v.optional(v.picklist(['auto', 'book', 'donate', 'pay', 'subscribe'])),
  billing_address_collection: v.optional(v.picklist(['auto', 'required'])),
  phone_number_collection: v.optional(v.strictObject({ enabled: flag() })),
  allow_promotion_codes: v.optional(flag()),
  adaptive_pricing: v.optional(v.strictObject({ enabled: flag() })),
  automatic_tax: v.optional(v.strictObject({ enabled: flag() })),
  allowed_payment_method_types: v.optional(list(v.picklist(METHODS), METHODS.length)),
  excluded_payment_method_types: v.optional(list(v.picklist(METHODS), METHODS.length)),
  integration_identifier: v.optional(text(200)),
  expand: expand(),
})

export type SessionCreateParameters = v.InferOutput<typeof sessionCreateParameters>

export const sessionListParameters = v.strictObject({
  ...pagination,
  customer: v.optional(text()),
  customer_details: v.optional(v.strictObject({ email: text(800) })),
  payment_intent: v.optional(text()),
  status: v.optional(v.picklist(['complete', 'expired', 'open'])),
  expand: expand(),
})

export const onlyExpand = v.strictObject({ expand: expand() })
