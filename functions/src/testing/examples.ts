// One event, one order, one ticket that unit tests start from.
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import type { Hold } from '@maguey/wire/checkout'
import type { ShopEvent } from '@maguey/wire/events'
import type { NewTicket } from '@maguey/wire/fulfilment'
import type { MailJob } from '@maguey/wire/mail'
import type { OrderEvent, OrderStatus, OrderTicket, OrderView } from '@maguey/wire/orders'
import type { OrderReceipts } from '@maguey/wire/receipts'

const night = {
  id: '00000000-0000-4000-8000-0000000000e1',
  slug: 'perreo-fridays-20261127',
  name: 'Perreo Fridays',
  event_date: '2026-11-28T06:00:00+00:00',
  doors_open_at: '2026-11-28T05:00:00+00:00',
  ends_at: '2026-11-28T11:00:00+00:00',
  timezone: 'America/Los_Angeles',
  venue_name: 'Maguey',
  venue_address: '1520 E 7th St, Los Angeles',
  min_age: 21,
  image_url: null,
}

export const exampleEvent: OrderEvent = {
  ...night,
  code: 'PF',
  day: '20261127',
  reentry: false,
  status: 'published',
}

/** The same night as the shop sees it. */
export const exampleShopEvent: ShopEvent = {
  ...night,
  description: null,
  line_up: null,
  image_alt: null,
  image_focus: [50, 50],
  currency: 'usd',
  max_per_order: 10,
  sales_start_at: null,
  sales_end_at: null,
  venue_capacity: 400,
  sold: 0,
  held: 0,
  available: 400,
  on_sale: 'open',
  reentry: false,
  ticket_types: [],
}

/** A signed QR text of the real length and alphabet; nobody checks its signature here. */
export function exampleTicket(
  serial: number,
  guestName: string | null = 'Łukasz Ñañez',
): OrderTicket {
  const ticketId = `MGY-PF-20261127-ABCDEFGH${serial}XYZ`
  const signature = CROCKFORD_ALPHABET.repeat(4).slice(0, 103)
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
  { hold, status, tickets }: { hold: Hold; status: OrderStatus; tickets: readonly NewTicket[] },
): OrderView {
  return {
    order: {
      id: orderId,
      number: 'MGY-7K3QXM',
      status,
      event_name: hold.event_name,
      total_amount: hold.total_amount,
      refunded_amount: '0.00',
      currency: hold.currency,
      ticket_count: hold.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      lines: hold.lines,
      created_at: exampleEvent.event_date,
      completed_at: null,
      customer_email_masked: 'a•••@example.com',
      customer_name: 'Ana',
      locale: 'en',
      hold_expires_at: hold.hold_expires_at,
      checkout_url: status === 'pending' ? hold.checkout_url : null,
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

/** The mail that an order's tickets come in. */
export function exampleMail({ order, event, tickets }: OrderView): MailJob {
  return {
    id: `mail-${order.id}`,
    kind: 'tickets',
    cause: '',
    amount: null,
    move: null,
    transfer: null,
    waiting: null,
    returned_ticket: null,
    created_at: order.created_at,
    to: 'ana@example.com',
    locale: order.locale,
    attempts: 1,
    first_attempt_at: '2026-11-20T12:00:00+00:00',
    order: { ...order, customer_email: 'ana@example.com', link_version: 0 },
    event,
    tickets,
  }
}

/** One receipt of two VIP tickets, with 16 % in it. */
export const exampleReceipts: OrderReceipts = {
  order: {
    id: '00000000-0000-4000-8000-0000000000a1',
    number: 'MGY-7K3QXM',
    locale: 'en',
    customer_name: 'Łucja Ñáñez',
    currency: 'usd',
  },
  receipts: [
    {
      kind: 'receipt',
      number: 'R2026-000001',
      issued_at: '2026-11-20T12:00:00+00:00',
      amount: '100.00',
      tax_name: 'IVA',
      tax_percent: '16',
      tax_amount: '13.79',
      issuer_name: 'La Penca',
      issuer_address: 'Calle 5 de Mayo 12, Oaxaca',
      corrects: null,
      about: {
        name: exampleEvent.name,
        event_date: exampleEvent.event_date,
        timezone: exampleEvent.timezone,
        lines: [
          {
            ticket_type_id: '00000000-0000-4000-8000-0000000000b1',
            code: 'VIP',
            name: 'VIP',
            quantity: 2,
            unit_price: '50.00',
          },
        ],
      },
    },
  ],
}
