// An order as the API shows it, for tests.
import type { OrderPage } from '@maguey/wire/orders'

type Changes = {
  order?: Partial<OrderPage['order']>
  event?: Partial<OrderPage['event']>
  tickets?: OrderPage['tickets']
}

export const sampleTicket: OrderPage['tickets'][number] = {
  ticket_id: 'MGY-PF-20251128-7K2M9QXA00ZZ',
  ticket_type: 'VIP',
  type_code: 'VIP',
  qr_code_data: 'MGY-PF-20251128-7K2M9QXA00ZZ.VIP.A1000',
  status: 'issued',
  is_used: false,
  guest_name: 'Ana Ñañez',
}

export const sampleOrder = (changes: Changes = {}): OrderPage => ({
  order: {
    id: '0190a1b2-0000-7000-8000-000000000001',
    number: 'MGY-7K3QXM',
    status: 'completed',
    event_name: 'Perreo Fridays',
    total_amount: '50.00',
    refunded_amount: '0.00',
    ticket_count: 1,
    locale: 'en',
    customer_name: 'Ana Ñañez',
    created_at: '2025-11-28T20:00:00+00:00',
    completed_at: '2025-11-28T20:01:00+00:00',
    lines: [],
    currency: 'usd',
    customer_email_masked: 'a•••@example.com',
    hold_expires_at: '2025-11-28T20:40:00+00:00',
    checkout_url: null,
    ...changes.order,
  },
  event: {
    id: '0190a1b2-0000-7000-8000-0000000000e1',
    code: 'PF',
    day: '20251128',
    reentry: false,
    status: 'published',
    slug: 'perreo-fridays-20251128',
    name: 'Perreo Fridays',
    event_date: '2025-11-29T06:00:00+00:00',
    doors_open_at: '2025-11-29T05:00:00+00:00',
    ends_at: '2025-11-29T12:00:00+00:00',
    timezone: 'America/Los_Angeles',
    venue_name: 'Maguey',
    venue_address: null,
    image_url: null,
    min_age: 21,
    ...changes.event,
  },
  tickets: changes.tickets ?? [sampleTicket],
})
