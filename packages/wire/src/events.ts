// Nights as customers see them: what is on, and what is still available.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, moment, nullableText } from './values.ts'

const seats = v.pipe(v.number(), v.integer())

const ticketTypeSchema = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  description: nullableText,
  /** What a ticket costs now: the price of the release, where there is one. */
  price: amount,
  capacity: seats,
  sold: seats,
  /** How many can be bought now, at this price. */
  available: seats,
  max_per_order: v.nullable(seats),
  on_sale: v.picklist(['open', 'not_yet', 'ended', 'sold_out']),
  sales_start_at: v.nullable(moment),
  sales_end_at: v.nullable(moment),
  /** Seats that it shares with the other types of the same pool: together they can't be more than `left`. */
  pool: v.nullable(v.object({ id: v.string(), left: seats })),
  /** An earlier price that ends: after `left` more tickets, or at `ends_at`, whichever comes first. */
  release: v.nullable(
    v.object({
      name: v.string(),
      left: v.nullable(seats),
      ends_at: v.nullable(moment),
      next_price: amount,
    }),
  ),
})
export type TicketType = v.InferOutput<typeof ticketTypeSchema>

const shopEventSchema = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  description: nullableText,
  /** Who plays, a name a line. */
  line_up: nullableText,
  image_url: nullableText,
  image_alt: nullableText,
  /** The point that stays in view when the picture is cropped, in per cent from the left and from the top. */
  image_focus: v.tuple([v.number(), v.number()]),
  event_date: moment,
  doors_open_at: moment,
  ends_at: moment,
  timezone: v.string(),
  venue_name: v.string(),
  venue_address: nullableText,
  /** Null: the club doesn't say. 0: all ages. */
  min_age: v.nullable(seats),
  /** Whoever leaves may come back in with the same ticket. */
  reentry: v.boolean(),
  /** ISO 4217, lower case. */
  currency: v.string(),
  max_per_order: seats,
  sales_start_at: v.nullable(moment),
  sales_end_at: v.nullable(moment),
  venue_capacity: seats,
  sold: seats,
  held: seats,
  available: seats,
  on_sale: v.picklist(['open', 'not_yet', 'paused', 'ended', 'sold_out', 'cancelled']),
  ticket_types: v.array(ticketTypeSchema),
})
export type ShopEvent = v.InferOutput<typeof shopEventSchema>

export const eventList = sqlFunction({
  name: 'event_list',
  args: () => ({}),
  answer: v.array(shopEventSchema),
})

/** For calendars and feeds: those that were called off too. */
export const eventFeed = sqlFunction({
  name: 'event_feed',
  args: () => ({}),
  answer: v.array(shopEventSchema),
})

/** `event`: a slug, an id, or a name, which means its next date. Refusal: `event_not_found`. */
export const eventAvailability = sqlFunction({
  name: 'event_availability',
  args: (event: string) => ({ p_event: event }),
  answer: shopEventSchema,
})

const eventsAnswer = v.object({ events: v.array(shopEventSchema) })
export type ShopEventList = v.InferOutput<typeof eventsAnswer>

export const listEvents: Endpoint<'/events', typeof eventsAnswer> = {
  method: 'GET',
  path: '/events',
  answer: eventsAnswer,
}

export const readAvailability: Endpoint<'/events/:name/availability', typeof shopEventSchema> = {
  method: 'GET',
  path: '/events/:name/availability',
  answer: shopEventSchema,
}
