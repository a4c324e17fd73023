// An order as the API shows it, for tests.
import type { OrderView } from '#shared/api/order-shape.ts'

type Changes = {
  order?: Partial<OrderView['order']>
  event?: Partial<OrderView['event']>
  tickets?: OrderView['tickets']
}

export const sampleTicket: OrderView['tickets'][number] = {
  ticket_id: 'MGY-PF-20251128-7K2M9QXA00ZZ',
  ticket_type: 'VIP',
  type_code: 'VIP',
  qr_code_data: 'MGY-PF-20251128-7K2M9QXA00ZZ.VIP.A1000',
  status: 'issued',
  is_used: false,
  guest_name: 'Ana Ñañez',
}

export const sampleOrder = (changes: Changes = {}): OrderView => ({
  order: {
    id: '0190a1b2-0000-7000-8000-000000000001',
    status: 'completed',
    total_amount: '50.00',
    currency: 'usd',
    customer_email_masked: 'a•••@example.com',
    hold_expires_at: null,
    checkout_url: null,
    ...changes.order,
  },
  event: {
    slug: 'perreo-fridays-20251128',
    name: 'Perreo Fridays',
    event_date: '2025-11-29T06:00:00+00:00',
    doors_open_at: null,
    ends_at: '2025-11-29T12:00:00+00:00',
    timezone: 'America/Los_Angeles',
    venue_name: null,
    venue_address: null,
    image_url: null,
    min_age: 21,
    ...changes.event,
  },
  tickets: changes.tickets ?? [sampleTicket],
})
