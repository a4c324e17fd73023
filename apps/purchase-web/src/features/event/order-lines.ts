// How many of each type may be chosen, and what the choice costs.
import { decimalToMinor, minorToDecimal, multiplyMinor } from '@maguey/ticket-core/money'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import type { PromoOffer } from '@maguey/wire/promo-codes'

export type Quantities = Readonly<Record<string, number>>

/** What stops a customer from adding one more: their own limit, or the last seat. */
export type QuantityLimit = { max: number; because: 'per_order' | 'availability' }

export const chosenOf = (quantities: Quantities, code: string): number => quantities[code] ?? 0

export const chosenTotal = (event: ShopEvent, quantities: Quantities): number =>
  event.ticket_types.reduce((sum, type) => sum + chosenOf(quantities, type.code), 0)

/** The most of `type` that this order may hold, given what else is in it. Never negative. */
export function quantityLimit(
  event: ShopEvent,
  type: TicketType,
  quantities: Quantities,
): QuantityLimit {
  const others = chosenTotal(event, quantities) - chosenOf(quantities, type.code)
  const perOrder = Math.min(
    type.max_per_order ?? Number.POSITIVE_INFINITY,
    (event.max_per_order ?? Number.POSITIVE_INFINITY) - others,
  )
  const seats =
    type.on_sale === 'open'
      ? Math.min(type.available, event.available - others, poolLeft(event, type, quantities))
      : 0
  return seats < perOrder
    ? { max: Math.max(0, seats), because: 'availability' }
    : { max: Math.max(0, perOrder), because: 'per_order' }
}

/** What the other chosen types leave of the seats that this one shares with them. */
function poolLeft(event: ShopEvent, { pool, code }: TicketType, quantities: Quantities): number {
  if (pool === null) return Number.POSITIVE_INFINITY
  const sharing = event.ticket_types.filter((type) => type.pool?.id === pool.id)
  const chosen = sharing.reduce((sum, type) => sum + chosenOf(quantities, type.code), 0)
  return pool.left - (chosen - chosenOf(quantities, code))
}

/** What is chosen after one step of a type, within its limit; a choice above it goes down to it at once. */
export function stepQuantity(
  event: ShopEvent,
  type: TicketType,
  quantities: Quantities,
  by: 1 | -1,
): Quantities {
  const chosen = chosenOf(quantities, type.code)
  const { max } = quantityLimit(event, type, quantities)
  if (by > 0 ? chosen >= max : chosen === 0) return quantities
  return { ...quantities, [type.code]: Math.max(0, Math.min(chosen + by, max)) }
}

/** The types whose chosen quantity is too large by now, e.g. because others were faster. */
export const overLimit = (event: ShopEvent, quantities: Quantities): TicketType[] =>
  event.ticket_types.filter(
    (type) =>
      chosenOf(quantities, type.code) > 0 &&
      chosenOf(quantities, type.code) > quantityLimit(event, type, quantities).max,
  )

/** The total as decimal text ("100.00"): exactly what Stripe will ask for, nothing comes on top. */
export function orderTotal(
  event: ShopEvent,
  quantities: Quantities,
  offer: PromoOffer | null = null,
): string {
  return minorToDecimal(totalMinor(event, quantities, offer), event.currency)
}

/** What the code takes off the choice, as decimal text; null when that is nothing. */
export function savedBy(
  offer: PromoOffer | null,
  event: ShopEvent,
  quantities: Quantities,
): string | null {
  const saved = totalMinor(event, quantities, null) - totalMinor(event, quantities, offer)
  return saved > 0 ? minorToDecimal(saved, event.currency) : null
}

function totalMinor(event: ShopEvent, quantities: Quantities, offer: PromoOffer | null): number {
  return event.ticket_types.reduce((sum, type) => {
    const price = decimalToMinor(offer?.prices[type.id] ?? type.price, event.currency)
    return sum + multiplyMinor(price, chosenOf(quantities, type.code))
  }, 0)
}

/** The request's lines, by the type's id, in the event's order, each with the price that was shown. */
export const orderItems = (event: ShopEvent, quantities: Quantities) =>
  event.ticket_types
    .filter((type) => chosenOf(quantities, type.code) > 0)
    .map((type) => ({
      ticket_type: type.id,
      quantity: chosenOf(quantities, type.code),
      price_shown: type.price,
    }))
