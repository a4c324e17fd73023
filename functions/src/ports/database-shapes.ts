// The shapes that the database's functions answer with, checked at the border and inferred from the checks.
import * as v from 'valibot'

/** `decimal(10,2)` as text; a driver that turned it into a number is forgiven. */
const decimal = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
const optionalText = v.optional(v.nullable(v.string()), null)
const locale = v.pipe(
  optionalText,
  v.transform((value): 'en' | 'es' => (value === 'es' ? 'es' : 'en')),
)

export const holdSchema = v.object({
  order_id: v.string(),
  event_name: v.string(),
  event_slug: v.string(),
  currency: v.string(),
  total_amount: decimal,
  hold_expires_at: v.string(),
  reused: v.boolean(),
  status: v.string(),
  checkout_url: optionalText,
  stripe_checkout_session_id: optionalText,
  lines: v.array(
    v.object({ code: v.string(), name: v.string(), quantity: v.number(), unit_price: decimal }),
  ),
})
export type Hold = v.InferOutput<typeof holdSchema>

export const fulfilmentOrderSchema = v.object({
  order_id: v.string(),
  status: v.string(),
  event: v.object({ code: v.string(), day: v.string() }),
  lines: v.array(v.object({ ticket_type_id: v.string(), code: v.string(), quantity: v.number() })),
})
export type FulfilmentOrder = v.InferOutput<typeof fulfilmentOrderSchema>

export const fulfilmentSchema = v.object({
  outcome: v.picklist(['completed', 'already_completed', 'refund_pending']),
})

export const recordedEventSchema = v.object({
  duplicate: v.boolean(),
  order_id: optionalText,
  status: optionalText,
})
export type RecordedEvent = v.InferOutput<typeof recordedEventSchema>

const ticketSchema = v.object({
  ticket_id: v.string(),
  ticket_type: v.string(),
  type_code: v.string(),
  qr_code_data: v.string(),
  status: v.string(),
  is_used: v.boolean(),
  guest_name: optionalText,
})
export type TicketView = v.InferOutput<typeof ticketSchema>

const eventSchema = v.looseObject({
  slug: v.string(),
  name: v.string(),
  /** The night it belongs to, YYYYMMDD; after midnight it is still the evening's. */
  day: v.string(),
  event_date: v.string(),
  doors_open_at: optionalText,
  ends_at: optionalText,
  timezone: v.string(),
  venue_name: optionalText,
  venue_address: optionalText,
  min_age: v.optional(v.nullable(v.number()), null),
  reentry: v.optional(v.boolean(), false),
})
export type EventView = v.InferOutput<typeof eventSchema>

const orderSchema = v.looseObject({
  id: v.string(),
  status: v.string(),
  event_name: v.string(),
  total_amount: decimal,
  currency: v.string(),
  customer_email_masked: v.string(),
  customer_name: optionalText,
  locale,
  hold_expires_at: optionalText,
  checkout_url: optionalText,
  stripe_checkout_session_id: optionalText,
})

export const orderViewSchema = v.object({
  order: orderSchema,
  event: eventSchema,
  tickets: v.array(ticketSchema),
})
export type OrderView = v.InferOutput<typeof orderViewSchema>

export const mailJobSchema = v.object({
  id: v.string(),
  kind: v.string(),
  /** Why a mail of its kind is owed, e.g. a refund "late" (the seats were gone) or "refund" (asked for). */
  cause: v.optional(v.string(), ''),
  to: v.string(),
  locale,
  order: v.looseObject({
    id: v.string(),
    customer_name: optionalText,
    total_amount: decimal,
    refunded_amount: decimal,
    currency: v.string(),
  }),
  event: eventSchema,
  tickets: v.array(ticketSchema),
})
export type MailJob = v.InferOutput<typeof mailJobSchema>

export const orderToReconcileSchema = v.object({
  order_id: v.string(),
  status: v.string(),
  stripe_checkout_session_id: optionalText,
  stripe_payment_intent_id: optionalText,
})
export type OrderToReconcile = v.InferOutput<typeof orderToReconcileSchema>

export const rateTokenSchema = v.object({ allowed: v.boolean(), retry_after_seconds: v.number() })
export type RateToken = v.InferOutput<typeof rateTokenSchema>

export const releaseSchema = v.object({ released: v.boolean(), status: v.string() })
export type Release = v.InferOutput<typeof releaseSchema>

/** Availability goes to the browser as the database says it; only the identity is looked at here. */
export const availabilitySchema = v.looseObject({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
})
export type Availability = v.InferOutput<typeof availabilitySchema>

const pairedSchema = v.object({
  ok: v.literal(true),
  device_id: v.string(),
  email: v.string(),
  password: v.string(),
  device_name: v.string(),
  event_ids: v.array(v.string()),
  gate_id: optionalText,
})
export const pairingSchema = v.variant('ok', [
  pairedSchema,
  v.object({
    ok: v.literal(false),
    code: v.picklist(['pairing_code_invalid', 'pairing_code_used', 'pairing_code_expired']),
  }),
])
export type PairedDevice = Omit<v.InferOutput<typeof pairedSchema>, 'ok'>
