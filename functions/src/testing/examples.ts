// One event, one order, one ticket that unit tests start from.
import type { NewTicket } from '../ports/database.ts'
import type { EventView, Hold, OrderView, TicketView } from '../ports/database-shapes.ts'

export const exampleEvent: EventView = {
  slug: 'perreo-fridays-20261127',
  name: 'Perreo Fridays',
  day: '20261127',
  event_date: '2026-11-28T06:00:00+00:00',
  doors_open_at: '2026-11-28T05:00:00+00:00',
  ends_at: '2026-11-28T11:00:00+00:00',
  timezone: 'America/Los_Angeles',
  venue_name: 'Maguey',
  venue_address: '1520 E 7th St, Los Angeles',
  min_age: 21,
  reentry: false,
}

/** A signed QR text of the real length and alphabet; nobody checks its signature here. */
export function exampleTicket(
  serial: number,
  guestName: string | null = 'Łukasz Ñañez',
): TicketView {
  const ticketId = `MGY-PF-20261127-ABCDEFGH${serial}XYZ`
  const signature = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(4).slice(0, 103)
  return {
    ticket_id: ticketId,
    ticket_type: 'VIP',
    type_code: 'VIP',
    qr_code_data: `${ticketId}.VIP.K1${signature}`,
    status: 'issued',
    is_used: false,
    guest_name: guestName,
  }
}

export function exampleView(
  orderId: string,
  { hold, status, tickets }: { hold: Hold; status: string; tickets: readonly NewTicket[] },
): OrderView {
  return {
    order: {
      id: orderId,
      status,
      event_name: hold.event_name,
      total_amount: hold.total_amount,
      currency: hold.currency,
      customer_email_masked: 'a•••@example.com',
      customer_name: 'Ana',
      locale: 'en',
      hold_expires_at: hold.hold_expires_at,
      checkout_url: hold.checkout_url,
      stripe_checkout_session_id: hold.stripe_checkout_session_id,
    },
    event: exampleEvent,
    tickets: tickets.map(({ ticket_id, qr_code_data }) => ({
      ...exampleTicket(1),
      ticket_id,
      qr_code_data,
    })),
  }
}
