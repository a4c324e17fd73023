// An event as the shop sees it: `event_availability` of the database, and `GET /api/events`.
import * as v from 'valibot'

const Moment = v.pipe(v.string(), v.isoTimestamp())
/** Amounts travel as decimal text ("50.00"), so that no float touches money. */
const Amount = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/))
const Count = v.pipe(v.number(), v.integer())

const TicketType = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  description: v.nullish(v.string(), null),
  price: Amount,
  available: Count,
  max_per_order: v.nullish(Count, null),
})

export const ShopEvent = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  description: v.nullish(v.string(), null),
  image_url: v.nullish(v.string(), null),
  event_date: Moment,
  doors_open_at: v.nullish(Moment, null),
  ends_at: v.nullish(Moment, null),
  timezone: v.string(),
  venue_name: v.nullish(v.string(), null),
  venue_address: v.nullish(v.string(), null),
  min_age: v.nullish(Count, null),
  currency: v.string(),
  available: Count,
  on_sale: v.picklist(['open', 'not_yet', 'ended', 'sold_out', 'cancelled']),
  max_per_order: v.nullish(Count, null),
  sales_start_at: v.nullish(Moment, null),
  sales_end_at: v.nullish(Moment, null),
  ticket_types: v.array(TicketType),
})

export const ShopEventList = v.object({ events: v.array(ShopEvent) })
export type ShopEventList = v.InferOutput<typeof ShopEventList>

export type ShopEvent = v.InferOutput<typeof ShopEvent>
export type TicketType = ShopEvent['ticket_types'][number]
