// Why a ticket no longer opens the door.

import type { OrderTicket } from '@maguey/wire/orders'
import { m } from '#messages'

/** `null` for a ticket that does. */
export function ticketTrouble(ticket: OrderTicket): string | null {
  switch (ticket.status) {
    case 'refunded':
      return m.ticket_refunded()
    case 'void':
      return m.ticket_void()
    case 'issued':
      return ticket.is_used ? m.ticket_used() : null
  }
}
