// Selling in tests: holds and fulfilments through the functions that the API calls.
import { randomBytes, randomUUID } from 'node:crypto'
import { formatTicketId, generateTicketId } from '@maguey/ticket-core/ticket-id'
import type { JSONValue, Sql, TransactionSql } from 'postgres'
import { expect } from 'vitest'
import type { Night } from './make-night.ts'

type Db = Sql | TransactionSql

export type HoldOptions = {
  readonly lines?: JSONValue
  readonly customer?: JSONValue
  readonly clientKey?: string
  readonly requestHash?: string
  readonly holdSeconds?: number
  readonly event?: string
  readonly client?: string
  readonly promo?: string
  readonly referral?: string
}

/** Two VIP for Lucía by default, each time from another address, so that her older hold survives. */
export async function hold(sql: Db, night: Night, options: HoldOptions = {}) {
  const lines = options.lines === undefined ? [{ ticket_type: 'VIP', quantity: 2 }] : options.lines
  const customer = options.customer ?? {
    email: 'Lucia@example.com',
    name: 'Lucía Ñáñez',
    locale: 'es',
  }
  const [row] = await sql`
    select public.hold_tickets(${options.event ?? night.slug}, ${sql.json(lines)}, ${sql.json(customer)},
      ${options.clientKey ?? randomUUID()}, ${options.requestHash ?? 'hash'}, ${options.holdSeconds ?? 1860},
      ${options.client ?? randomUUID()}, ${options.promo ?? null}, ${options.referral ?? null}) as answer`
  return row?.answer
}

export const newTicketId = (night: Night): string =>
  generateTicketId({
    eventCode: night.code,
    eventDay: night.day,
    randomBytes: (n) => randomBytes(n),
  })

/** The ticket id for a number, for tests that need to predict it. */
export function ticketIdOf(night: Night, n: number): string {
  const random = n.toString().padStart(10, '0')
  return formatTicketId({ eventCode: night.code, eventDay: night.day, random })
}

/** A QR text in the right format; the database doesn't check signatures. */
export const qrTextOf = (ticketId: string, typeCode: string): string =>
  `${ticketId}.${typeCode}.K1${'A'.repeat(103)}`

/** A VIP ticket without a payment, inserted as the owner. */
export const insertTicket = (sql: Db, night: Night, ticketId: string) => sql`
  insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, qr_code_data)
  values (${ticketId}, ${night.eventId}, ${night.name}, ${night.vip}, 'VIP', ${qrTextOf(ticketId, 'VIP')})`

export type HeldOrder = {
  order_id: string
  total_amount: string
  lines: { ticket_type_id: string; code: string; quantity: number }[]
}

export function ticketsFor(night: Night, order: HeldOrder) {
  return order.lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => {
      const ticketId = newTicketId(night)
      return {
        ticket_id: ticketId,
        ticket_type_id: line.ticket_type_id,
        qr_code_data: qrTextOf(ticketId, line.code),
      }
    }),
  )
}

export type FulfilOptions = {
  readonly payment?: Record<string, JSONValue>
  readonly tickets?: JSONValue
  readonly stripeEvent?: JSONValue
}

export async function fulfil(sql: Db, night: Night, order: HeldOrder, options: FulfilOptions = {}) {
  const payment = {
    payment_intent: `pi_${order.order_id}`,
    session: null,
    amount: order.total_amount,
    currency: 'usd',
    customer: null,
    ...options.payment,
  }
  const tickets = options.tickets ?? ticketsFor(night, order)
  const stripeEvent = options.stripeEvent === undefined ? null : sql.json(options.stripeEvent)
  const [row] = await sql`
    select public.fulfil_order(${order.order_id}, ${sql.json(payment)}, ${sql.json(tickets)}, ${stripeEvent}) as answer`
  return row?.answer
}

/** Buys tickets and returns their ids. */
export async function buy(sql: Db, night: Night, options: HoldOptions = {}): Promise<string[]> {
  const order = await hold(sql, night, options)
  const answer = await fulfil(sql, night, order)
  return answer.ticket_ids
}

/** Returns the counters, after asserting that a recount of the orders agrees. */
export async function seats(sql: Db, night: Night) {
  const types = await sql`
    select t.code, t.sold, t.held, t.shares_venue, coalesce(sum(l.sold), 0)::int as lines_sold, coalesce(sum(l.held), 0)::int as lines_held,
      e.taken
    from public.ticket_types t join public.events e on e.id = t.event_id left join public.order_lines l on l.ticket_type_id = t.id
    where t.event_id = ${night.eventId} group by t.id, e.id order by t.sort`
  const total = (key: 'sold' | 'held') => types.reduce((sum, type) => sum + type[key], 0)
  for (const type of types) {
    expect([type.lines_sold, type.lines_held]).toEqual([type.sold, type.held])
    expect(type.taken).toBe(type.shares_venue ? total('sold') + total('held') : 0)
  }
  return {
    event: { sold: total('sold'), held: total('held') },
    VIP: { sold: types[0]?.sold, held: types[0]?.held },
    GA: { sold: types[1]?.sold, held: types[1]?.held },
  }
}

/** Makes an order's hold lapse without waiting. */
export async function lapse(sql: Db, orderId: string): Promise<void> {
  await sql`update public.orders set hold_expires_at = now() - interval '1 second' where id = ${orderId}`
}
