// An order with its event and tickets, for whoever holds the order's token.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, moment, nullableText, ticketStatus } from './values.ts'

export const orderStatus = v.picklist([
  'pending',
  'completed',
  'failed',
  'refunded',
  'expired',
  'partially_refunded',
  'refund_pending',
])
export type OrderStatus = v.InferOutput<typeof orderStatus>

/** `comp`: given away by staff. `door`: sold at the door, to somebody without a name or an address (''). */
export const orderKind = v.picklist(['sale', 'comp', 'door'])

/** False: nobody is known who could be written to, or be given another ticket. internal.has_customer says the same. */
export const hasCustomer = ({ kind }: { kind: v.InferOutput<typeof orderKind> }): boolean =>
  kind !== 'door'

/** `handed`: void, because its payer gave it to somebody else, who holds another in its place. */
const orderTicketStatus = v.picklist([...ticketStatus.options, 'handed'])

export const orderTicketSchema = v.object({
  ticket_id: v.string(),
  ticket_type: v.string(),
  type_code: v.string(),
  qr_code_data: v.string(),
  status: orderTicketStatus,
  is_used: v.boolean(),
  guest_name: nullableText,
})
export type OrderTicket = v.InferOutput<typeof orderTicketSchema>

export const orderLineSchema = v.object({
  ticket_type_id: v.string(),
  code: v.string(),
  name: v.string(),
  quantity: v.number(),
  unit_price: amount,
})

/** What tickets, mails and order pages say about their event. */
export const orderEventSchema = v.object({
  id: v.string(),
  slug: v.string(),
  code: v.string(),
  name: v.string(),
  /** The night it belongs to, YYYYMMDD; after midnight it is still the evening's date. */
  day: v.string(),
  event_date: moment,
  doors_open_at: moment,
  ends_at: moment,
  timezone: v.string(),
  venue_name: v.string(),
  venue_address: nullableText,
  min_age: v.nullable(v.number()),
  image_url: nullableText,
  reentry: v.boolean(),
  status: v.picklist(['draft', 'published', 'cancelled']),
})
export type OrderEvent = v.InferOutput<typeof orderEventSchema>

/** An address that a browser is sent to: never a `javascript:` URL. */
export const pageUrl = v.pipe(v.string(), v.regex(/^https?:\/\//))

/** What people call an order: "MGY-7K3QXM". */
export const orderNumber = v.pipe(v.string(), v.regex(/^MGY-[3-9CDFHJKMNPQRTVWXY]{6}$/))

const publicOrder = {
  id: v.string(),
  number: orderNumber,
  status: orderStatus,
  event_name: v.string(),
  total_amount: amount,
  refunded_amount: amount,
  currency: v.string(),
  ticket_count: v.number(),
  locale: localeSchema,
  customer_name: nullableText,
  customer_email_masked: v.string(),
  hold_expires_at: moment,
  /** While it is pending: the page where it can be paid. */
  checkout_url: v.nullable(pageUrl),
  created_at: moment,
  completed_at: v.nullable(moment),
  lines: v.array(orderLineSchema),
}

const orderParts = { event: orderEventSchema, tickets: v.array(orderTicketSchema) }

const orderViewSchema = v.object({
  order: v.object({ ...publicOrder, stripe_checkout_session_id: nullableText }),
  ...orderParts,
})
export type OrderView = v.InferOutput<typeof orderViewSchema>

/** A wrong token and an unknown order get the same refusal: `order_not_found`. */
export const orderView = sqlFunction({
  name: 'order_view',
  /** @param tokenHash SHA-256 of the token, in hex */
  args: ({ orderId, tokenHash }: { orderId: string; tokenHash: string }) => ({
    p_order_id: orderId,
    p_token_hash: tokenHash,
  }),
  answer: orderViewSchema,
})

export const orderPageSchema = v.object({ order: v.object(publicOrder), ...orderParts })
/** What the browser gets: everything of the view but the provider's ids. */
export type OrderPage = v.InferOutput<typeof orderPageSchema>

/** With `session_id` the API asks the payment provider itself if no webhook has arrived yet. */
export const readOrder: Endpoint<'/tickets/:orderId', typeof orderPageSchema> = {
  method: 'GET',
  path: '/tickets/:orderId',
  answer: orderPageSchema,
}

/** The order's tickets to print, one per page. */
export const ticketsPdf = { path: '/tickets/:orderId/tickets.pdf' } as const

const cancelledSchema = v.object({ status: orderStatus })
export type CancelledOrder = v.InferOutput<typeof cancelledSchema>

export const cancelOrder: Endpoint<'/orders/:orderId/cancel', typeof cancelledSchema> = {
  method: 'POST',
  path: '/orders/:orderId/cancel',
  answer: cancelledSchema,
}
