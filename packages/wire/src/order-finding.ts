// Finding orders at the desk, a page at a time.
import * as v from 'valibot'
import { disputeState } from './order-desk.ts'
import { orderKind, orderNumber, orderStatus } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, moment, nullableText } from './values.ts'

const foundOrderSchema = v.object({
  id: v.string(),
  number: orderNumber,
  kind: orderKind,
  event_id: v.string(),
  event_name: v.string(),
  event_date: moment,
  timezone: v.string(),
  status: orderStatus,
  customer_name: nullableText,
  customer_email: v.string(),
  ticket_count: v.number(),
  total_amount: amount,
  refunded_amount: amount,
  currency: v.string(),
  dispute: disputeState,
  created_at: moment,
})
export type FoundOrder = v.InferOutput<typeof foundOrderSchema>

const foundOrdersSchema = v.object({
  orders: v.array(foundOrderSchema),
  /** The cursor of the next page; null at the end. */
  next: nullableText,
})
export type FoundOrders = v.InferOutput<typeof foundOrdersSchema>

export type OrderSearch = {
  /**
   * The start of an e-mail address, the last four digits of a card, an order number, a ticket id, or words of a name;
   * '' is everything that was sold.
   */
  query: string
  /** Absent: of all nights. */
  eventId?: string | undefined
  /** `next` of the page before. */
  before?: string | undefined
}

export const findOrders = sqlFunction({
  name: 'find_orders',
  args: ({ query, eventId, before }: OrderSearch) => ({
    p_query: query,
    ...(eventId === undefined ? {} : { p_event_id: eventId }),
    ...(before === undefined ? {} : { p_before: before }),
  }),
  answer: foundOrdersSchema,
})
