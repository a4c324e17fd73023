// Orders and tickets as the API shows them to whoever holds the order's token.
import * as v from 'valibot'

const Moment = v.pipe(v.string(), v.isoTimestamp())

/** An address that a browser is sent to: never a script. */
const PageUrl = v.pipe(v.string(), v.regex(/^https?:\/\//))

const Ticket = v.object({
  ticket_id: v.string(),
  ticket_type: v.string(),
  type_code: v.string(),
  qr_code_data: v.string(),
  status: v.picklist(['issued', 'refunded', 'void']),
  is_used: v.boolean(),
  guest_name: v.nullish(v.string(), null),
})

export const OrderView = v.object({
  order: v.object({
    id: v.string(),
    status: v.picklist([
      'pending',
      'completed',
      'failed',
      'refunded',
      'expired',
      'partially_refunded',
      'refund_pending',
    ]),
    total_amount: v.string(),
    currency: v.string(),
    customer_email_masked: v.nullish(v.string(), null),
    hold_expires_at: v.nullish(Moment, null),
    /** While it is pending: the page where it can be paid. */
    checkout_url: v.nullish(PageUrl, null),
  }),
  event: v.object({
    slug: v.string(),
    name: v.string(),
    event_date: Moment,
    doors_open_at: v.nullish(Moment, null),
    ends_at: v.nullish(Moment, null),
    timezone: v.string(),
    venue_name: v.nullish(v.string(), null),
    venue_address: v.nullish(v.string(), null),
    image_url: v.nullish(v.string(), null),
    min_age: v.nullish(v.number(), null),
  }),
  tickets: v.array(Ticket),
})

export const CheckoutStarted = v.object({
  order_id: v.string(),
  token: v.string(),
  checkout_url: PageUrl,
  hold_expires_at: Moment,
  total_amount: v.string(),
  currency: v.string(),
})

export const OrderCancelled = v.object({ status: v.string() })

export type OrderView = v.InferOutput<typeof OrderView>
export type OrderTicket = OrderView['tickets'][number]
export type CheckoutStarted = v.InferOutput<typeof CheckoutStarted>
export type OrderCancelled = v.InferOutput<typeof OrderCancelled>
