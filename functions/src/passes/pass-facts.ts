// What both wallets show of a ticket.
import type { ClubFace } from '@maguey/wire/club'
import type { OrderTicket, OrderView } from '@maguey/wire/orders'

export type PassFacts = Pick<OrderView, 'event'> & {
  order: Pick<OrderView['order'], 'number' | 'locale'>
  ticket: OrderTicket
  club: Pick<ClubFace, 'name' | 'accent' | 'clock'>
}

/** Opens no door any more, whatever its code says. */
export const isVoid = ({ event, ticket }: Pick<PassFacts, 'event' | 'ticket'>): boolean =>
  ticket.status !== 'issued' || event.status === 'cancelled'
