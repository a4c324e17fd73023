// What the door of a night sells, as a manager sets it, and what it sold.
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { amount, count } from './values.ts'

/** Tickets of each type that a phone may carry. */
export const MOST_STOCK = 20

/** As the doormen said: none of this money passes through the provider. */
export const doorTakings = {
  tickets: count,
  cash: amount,
  terminal: amount,
  /** Tickets sold and taken back. */
  undone: count,
  /** Tickets sold for which there was no seat, or no night: their guests came in all the same. */
  without_seat: count,
  /** Signed tickets that phones carry and have not sold. */
  carried: count,
}
export const doorTakingsSchema = v.object(doorTakings)
export type DoorTakings = v.InferOutput<typeof doorTakingsSchema>

const doorSalesSchema = v.object({
  currency: v.string(),
  types: v.array(
    v.object({
      id: v.string(),
      code: v.string(),
      name: v.string(),
      shop_price: amount,
      /** Null: not sold at the door. */
      door_price: v.nullable(amount),
      /** How many signed tickets each phone keeps ready. */
      stock: count,
      /** How many phones carry by now, all together. */
      carried: count,
    }),
  ),
})
export type DoorSales = v.InferOutput<typeof doorSalesSchema>

export const readDoorSales = sqlFunction({
  name: 'door_sales',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: doorSalesSchema,
})

export type DoorPrice = { id: string; price: string; stock: number }

/** Types that are left out are not sold at the door. Refusals: `invalid_request`, `amount_not_chargeable`. */
export const saveDoorSales = sqlFunction({
  name: 'save_door_sales',
  args: ({ eventId, types }: { eventId: string; types: readonly DoorPrice[] }) => ({
    p_event_id: eventId,
    p_types: types,
  }),
  answer: doorSalesSchema,
})

/** Puts what phones carry on sale again, and has them carry no more. */
export const takeBackStock = sqlFunction({
  name: 'take_back_stock',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: doorSalesSchema,
})
