// How many statements Postgres runs for one checkout: those that are called, and those inside of functions and triggers.
import { randomBytes } from 'node:crypto'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import postgres, { type Sql } from 'postgres'
import type { BenchNight } from './bench-night.ts'
import type { Table } from './figures.ts'

/** What the functions call for one order of two tickets, from the form to the tickets. */
const checkoutOf = (sql: Sql, night: BenchNight) => {
  const key = randomBytes(8).toString('hex')
  const lines = [{ ticket_type: night.typeCode, quantity: 2 }]
  const customer = { email: `${key}@example.com`, name: 'Bench', locale: 'en' }
  const tickets = Array.from({ length: 2 }, () => {
    const ticketId = generateTicketId({ ...night, randomBytes })
    return { ticket_id: ticketId, ticket_type_id: night.typeId, qr_code_data: `${ticketId}.GA.X` }
  })
  const payment = {
    payment_intent: `pi_${key}`,
    session: `cs_${key}`,
    amount: '50.00',
    currency: 'usd',
  }
  const event = { id: `evt_${key}`, type: 'checkout.session.completed', object_id: `cs_${key}` }
  let orderId = ''
  return {
    take_rate_token: () => sql`select public.take_rate_token('checkout', ${key}, 60, 60)`,
    hold_tickets: async () => {
      const [row] = await sql<{ held: { order_id: string } }[]>`
        select public.hold_tickets(${night.slug}, ${sql.json(lines)}, ${sql.json(customer)}, ${key}, 'bench', 1980, ${key}) as held`
      orderId = String(row?.held.order_id)
    },
    attach_checkout: () =>
      sql`select public.attach_checkout(${orderId}, ${`cs_${key}`}, 'http://pay.test', ${key.repeat(4)})`,
    order_for_fulfilment: () => sql`select public.order_for_fulfilment(${orderId})`,
    fulfil_order: () =>
      sql`select public.fulfil_order(${orderId}, ${sql.json(payment)}, ${sql.json(tickets)}, ${sql.json(event)})`,
  }
}

/** Counted by auto_explain, which reports each run of the executor. */
export async function countStatements(url: string, night: BenchNight): Promise<Table> {
  let seen = 0
  const sql = postgres(url, {
    max: 1,
    onnotice: ({ message }) => {
      if (/^duration: .* plan:/.test(message ?? '')) seen += 1
    },
  })
  try {
    // The second run: the first one fills caches.
    for (const call of Object.values(checkoutOf(sql, night))) await call()
    await sql`load 'auto_explain'`
    await sql`select set_config('auto_explain.' || s.name, s.value, false) from (values ('log_min_duration', '0'),
      ('log_nested_statements', 'on'), ('log_level', 'notice')) s (name, value)`
    const counts: [name: string, called: number, nested: number][] = []
    for (const [name, call] of Object.entries(checkoutOf(sql, night))) {
      seen = 0
      await call()
      counts.push([name, 1, seen - 1])
    }
    const called = counts.length
    const nested = counts.reduce((sum, [, , inside]) => sum + inside, 0)
    return {
      title: 'Statements for one checkout of two tickets',
      columns: ['', 'called', 'inside'],
      rows: [
        ...counts.map(([name, one, inside]) => [name, String(one), String(inside)]),
        ['together', String(called), String(nested)],
      ],
      notes: ['counted by auto_explain, those of triggers and foreign keys included'],
      figures: { statements_called: called, statements_inside: nested },
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}
