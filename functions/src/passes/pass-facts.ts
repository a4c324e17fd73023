// What both wallets show of a ticket.
import type { ClubFace } from '@maguey/wire/club'
import type { OrderTicket, OrderView } from '@maguey/wire/orders'

export type PassFacts = Pick<OrderView, 'event'> & {
  order: Pick<OrderView['order'], 'number' | 'locale'>
  ticket: OrderTicket
  club: Pick<ClubFace, 'name' | 'accent' | 'clock'>
}
