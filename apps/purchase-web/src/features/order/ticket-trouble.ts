// Why a ticket no longer opens the door.
import { m } from '#messages'
import type { OrderTicket } from '#shared/api/order-shape.ts'

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
