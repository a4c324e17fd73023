// One mail of each kind in each language, from the unit tests' examples.
import {
  exampleEvent,
  exampleMail,
  exampleTicket,
  exampleView,
} from '@maguey/functions/testing/examples'
import type { TicketSearch } from '@maguey/wire/find-tickets'
import type { MailJob } from '@maguey/wire/mail'
import type { StaffMail } from '@maguey/wire/staff-managing'
import type { WaitingMail } from '@maguey/wire/waiting-list'

const LOCALES = ['en', 'es'] as const

const move = {
  from_date: '2026-11-21T06:00:00+00:00',
  from_venue: 'The Warehouse',
  to_venue: 'Maguey, 1520 E 7th St, Los Angeles',
}

const OFFER_ENDS = '2026-11-20T22:15:00+00:00'

const transfer = {
  ...{ id: '018f0001', for_recipient: true, accepted: true, ticket_type: 'VIP' },
  ...{ ticket_id: exampleTicket(1).ticket_id, from_name: 'Ana', to_name: '李小龙' },
}

/** What each kind has beside what all have; a kind that is missing here doesn't compile. */
const KINDS: Record<MailJob['kind'], Partial<MailJob>> = {
  tickets: {},
  reminder: {},
  refund: { amount: '100.00', tickets: [] },
  partial_refund: { amount: '50.00', tickets: [exampleTicket(1)] },
  refund_failed: { amount: '100.00' },
  late: { amount: '100.00', tickets: [] },
  second_payment: { amount: '100.00' },
  cancelled: { amount: '100.00', tickets: [] },
  moved: { move },
  address_changed: { to: 'old@example.com' },
  transfer_offered: { transfer: { ...transfer, accepted: false } },
  transfer_taken_back: { transfer: { ...transfer, accepted: false } },
  transfer_accepted: { transfer: { ...transfer, for_recipient: false } },
  transfer_void: { transfer },
  waiting_offer: { tickets: [], waiting: { entry_id: '018f0004', ends_at: OFFER_ENDS } },
  return_sold: { amount: '50.00', returned_ticket: exampleTicket(1).ticket_id },
}

export function sampleJobs(): MailJob[] {
  const line = {
    ticket_type_id: '018f0005',
    code: 'VIP',
    name: 'VIP',
    quantity: 2,
    unit_price: '50.00',
  }
  const hold = {
    event_name: exampleEvent.name,
    ...{ total_amount: '100.00', currency: 'usd', lines: [line], checkout_url: null },
    ...{ hold_expires_at: exampleEvent.event_date, stripe_checkout_session_id: null },
  }
  const order = {
    ...exampleView('018f0000', { hold: hold as never, status: 'completed', tickets: [] }),
  }
  const job = exampleMail(order)
  return (Object.keys(KINDS) as MailJob['kind'][]).flatMap((kind) =>
    LOCALES.map((locale) => ({
      ...job,
      ...{ kind, locale, tickets: [exampleTicket(1, 'Ana'), exampleTicket(2, '李小龙')] },
      ...KINDS[kind],
    })),
  )
}

/** An order with tickets, one whose tickets were given away, and a ticket that was given to the address. */
export function sampleSearches(): Pick<TicketSearch, 'orders' | 'locale'>[] {
  const order = {
    ...{ id: '018f0000', transfer_id: null, number: 'MGY-7K3QXM', link_version: 0 },
    ...{ status: 'completed' as const, tickets: 2, event: exampleEvent },
  }
  const orders = [
    order,
    { ...order, id: '018f0002', tickets: 0 },
    { ...order, id: '018f0003', transfer_id: '018f0001', tickets: 1 },
  ]
  return LOCALES.map((locale) => ({ locale, orders }))
}

export function sampleWaiting(): Omit<WaitingMail, 'to' | 'round'>[] {
  return LOCALES.map((locale) => ({
    ...{ id: '018f0004', locale, quantity: 2, ticket_type: 'VIP', event: exampleEvent },
    first_attempt_at: '2026-11-20T12:00:00Z',
  }))
}

export function sampleStaffMails(): StaffMail[] {
  return (['invite', 'reset'] as const).flatMap((kind) =>
    LOCALES.map((locale) => ({
      ...{
        id: 'm1',
        kind,
        locale,
        to: 'eva@example.com',
        name: 'Eva',
        role: 'front_desk' as const,
      },
      ...{ token: 'a-token', attempt: 1 },
    })),
  )
}
