// The price that a night starts at.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { ShopEvent, TicketType } from '@maguey/wire/events'

/** The lowest price still available, else the lowest of all; decimal text, or `null` without ticket types. */
export function lowestPrice(event: Pick<ShopEvent, 'currency' | 'ticket_types'>): string | null {
  const cheapest = (types: TicketType[]) =>
    types
      .map(({ price }) => ({ price, minor: decimalToMinor(price, event.currency) }))
      .sort((a, b) => a.minor - b.minor)[0]?.price ?? null
  return (
    cheapest(event.ticket_types.filter((type) => type.on_sale === 'open' && type.available > 0)) ??
    cheapest(event.ticket_types)
  )
}
