// The queries made for each Stripe event and each round of the worker use an index: no sequential scans.
import { randomUUID } from 'node:crypto'
import type { JSONValue, TransactionSql } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeNight, type Night } from './support/make-night.ts'
import { fulfil, hold, qrTextOf, ticketIdOf } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const ORDERS = 4000
const PASSES = 1000
/** With so few rows, reading all is cheaper than using an index. */
const A_PAGE = 100

let night: Night

/** Many orders of an old night: held, paid, refunded, mailed, so that the planner sees large tables. */
beforeAll(async () => {
  const { sql } = db()
  night = await makeNight(sql)
  await sql`
    insert into public.orders (event_id, event_name, customer_email, customer_name, total_amount, currency, ticket_count, client_key,
      request_hash, client_hash, hold_expires_at, stripe_checkout_session_id, session_ended_at, hold_ended, status)
    select ${night.eventId}, ${night.name}, 'old-' || n || '@example.com', 'Old', 25, 'usd', 1, 'old ' || n, 'hash', null,
      now() - interval '1 day', 'cs_old_' || n, now(), 'expired', 'expired'
    from generate_series(1, ${ORDERS}) n`
  await sql`
    insert into public.order_lines (order_id, ticket_type_id, quantity, unit_price, held)
    select id, ${night.vip}, 1, 25, 0 from public.orders`
  await sql`
    insert into public.payments (order_id, stripe_payment_intent_id, amount, currency)
    select id, 'pi_' || stripe_checkout_session_id, 25, 'usd' from public.orders`
  await sql`
    insert into public.refunds (id, stripe_payment_intent_id, amount, currency, status)
    select 're_' || stripe_payment_intent_id, stripe_payment_intent_id, 25, 'usd', 'succeeded' from public.payments`
  await sql`
    insert into public.refund_requests (order_id, stripe_payment_intent_id, amount, cause, status)
    select order_id, stripe_payment_intent_id, 25, 'late', 'sent' from public.payments`
  await sql`
    insert into public.disputes (id, stripe_payment_intent_id, amount, currency, status, told_at)
    select 'dp_' || stripe_payment_intent_id, stripe_payment_intent_id, 25, 'usd', 'won', now() from public.payments`
  await sql`
    insert into public.mail_outbox (order_id, kind, to_email, locale, status)
    select id, 'refund', customer_email, 'en', 'sent' from public.orders`
  await sql`
    insert into public.stripe_events (id, type, order_id)
    select 'evt_' || stripe_checkout_session_id, 'test', id from public.orders`
  await sql`
    insert into public.needs_person (cause, subject, order_id, resolved_at)
    select 'refund_failed', id::text, id, now() from public.orders`
  await sql`
    insert into public.receipts (order_id, kind, year, serial, amount, currency, tax_name, tax_percent, tax_amount)
    select id, 'receipt', 2025, row_number() over (), 25, 'usd', '', 0, 0 from public.orders`
  await sql`
    insert into public.balance_entries (id, part, stripe_payment_intent_id, order_id, amount, fee, currency, booked_at)
    select 'txn_' || stripe_payment_intent_id, 'payment', stripe_payment_intent_id, order_id, 25, 1, 'usd', now() from public.payments`
  await sql`select public.begin_balance_reading()`
  const ids = Array.from({ length: PASSES }, (_, n) => ticketIdOf(night, n))
  await sql`
    insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, qr_code_data)
    select k.id, ${night.eventId}, ${night.name}, ${night.vip}, 'VIP', k.qr
    from unnest(${ids}::text[], ${ids.map((id) => qrTextOf(id, 'VIP'))}::text[]) k (id, qr)`
  await sql`
    insert into public.wallet_passes (event_id, ticket_id, wallet)
    select event_id, ticket_id, w from public.tickets, unnest(array['apple', 'google']) w`
  await sql`
    insert into public.pass_registrations (device_id, pass_id, push_token)
    select 'device ' || ticket_id, id, 'token ' || ticket_id from public.wallet_passes where wallet = 'apple'`
  await sql`analyze`
})

/** Which tables the work scanned sequentially, in a transaction that is rolled back. */
async function readThrough(work: (tx: TransactionSql) => Promise<unknown>): Promise<string[]> {
  let read: string[] = []
  await db()
    .sql.begin(async (tx) => {
      // Earlier statistics of this connection may not have been flushed yet.
      await tx`create temp table before on commit drop as select relid, seq_tup_read from pg_stat_xact_user_tables`
      await work(tx)
      const rows = await tx`
        select relname, (a.seq_tup_read - coalesce(b.seq_tup_read, 0))::int as rows
        from pg_stat_xact_user_tables a left join pg_temp.before b using (relid)
        where schemaname = 'public' and a.seq_tup_read - coalesce(b.seq_tup_read, 0) > ${A_PAGE}`
      read = rows.map((row) => `${row.relname} (${row.rows} rows)`)
      throw new Error('forget it')
    })
    .catch((error: Error) => {
      if (error.message !== 'forget it') throw error
    })
  return read
}

const tell = (tx: TransactionSql, effect: JSONValue) => tx`
  select public.record_stripe_event(${tx.json({ id: `evt_${randomUUID()}`, type: 't', object_id: 'o', created: 1_800_000_000 })},
    ${tx.json(effect)})`

const money = { amount: '25.00', currency: 'usd' }

describe('no table is read through', () => {
  it('that is how a table read through would show', async () => {
    expect(await readThrough((tx) => tx`select count(*) from public.payments`)).toEqual([
      `payments (${ORDERS} rows)`,
    ])
  })

  it.each<[string, (intent: string, orderId: string) => JSONValue]>([
    [
      'charge.refunded and refund.*',
      (intent) => ({
        kind: 'refunds',
        payment_intent: intent,
        refunds: [{ id: 're_new', status: 'succeeded', request_id: randomUUID(), ...money }],
      }),
    ],
    [
      'charge.dispute.*',
      (intent) => ({
        kind: 'dispute',
        payment_intent: intent,
        id: 'dp_new',
        status: 'needs_response',
        reason: 'fraudulent',
        ...money,
      }),
    ],
    [
      'payment_intent.payment_failed',
      (intent, orderId) => ({
        kind: 'payment_failed',
        payment_intent: intent,
        order_id: orderId,
        final: true,
      }),
    ],
    ['checkout.session.expired', (_, orderId) => ({ kind: 'session_expired', order_id: orderId })],
    [
      'checkout.session.completed, with a delayed payment',
      (_, orderId) => ({ kind: 'payment_underway', order_id: orderId }),
    ],
  ])('for %s', async (_, effect) => {
    const order = await hold(db().sql, night)
    const paid = await hold(db().sql, night)
    await fulfil(db().sql, night, paid)
    const about = effect(`pi_${paid.order_id}`, order.order_id)
    expect(await readThrough((tx) => tell(tx, about))).toEqual([])
  })

  it('for payment_intent.succeeded and checkout.session.completed', async () => {
    const order = await hold(db().sql, night)
    expect(await readThrough((tx) => fulfil(tx, night, order))).toEqual([])
  })

  it.each([
    'sweep_holds(100)',
    'orders_to_reconcile(20)',
    'claim_refunds(20, 60)',
    'refunds_to_ask_about(20)',
    'claim_mails(10, 60)',
    'queue_reminders(500)',
    'claim_ticket_searches(5, 60)',
    'work_on_cancellations(50)',
    `unheard_stripe_events(array['evt_new', 'evt_cs_old_7'])`,
    'begin_balance_reading()',
    'issue_receipts(1000)',
    'claim_google_passes(60, 60)',
    'claim_apple_passes(500, 60)',
    `forget_push_tokens(array['token of nobody'])`,
  ])('by the worker, in %s', async (call) => {
    expect(await readThrough((tx) => tx.unsafe(`select public.${call}`))).toEqual([])
  })

  it('for a pass that is handed out, changes, is registered, asked about and told', async () => {
    const about = ticketIdOf(night, 7)
    const order = await hold(db().sql, night)
    const work = async (tx: TransactionSql) => {
      await tx`update public.tickets set order_id = ${order.order_id}, guest_name = 'Sol' where ticket_id = ${about}`
      await tx`select public.hand_out_pass(${about}, 'apple')`
      await tx`select public.register_pass('a phone', ${about}, 'aa11')`
      const [row] = await tx`select public.claim_apple_passes() as due`
      expect(row?.due).toHaveLength(1)
      await tx`select public.passes_of_device('a phone')`
      await tx`select public.apple_pass(${about})`
      const told = row?.due.map((due: object) => ({ ...due, error: 'apns_503', away: true }))
      await tx`select public.finish_passes(${tx.json(told)})`
      await tx`select public.unregister_pass('a phone', ${about})`
    }
    expect(await readThrough(work)).toEqual([])
  })

  it('by the worker, in numbering a receipt and recording what the provider booked', async () => {
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order)
    expect(await readThrough((tx) => tx`select public.issue_receipts()`)).toEqual([])
    const entry = { id: 'txn_new', part: 'payment', payment_intent: `pi_${order.order_id}` }
    const entries = ['no id', order.order_id].map((order_id, n) => ({
      ...entry,
      ...{ id: `txn_new_${n}`, order_id, amount: '1', fee: '0', currency: 'usd', booked: 1 },
    }))
    expect(
      await readThrough((tx) => tx`select public.record_balance(${tx.json(entries)}, 1)`),
    ).toEqual([])
  })

  it('of other nights, for the balance of one', async () => {
    const own = await makeNight(db().sql)
    await fulfil(db().sql, own, await hold(db().sql, own))
    const read = await readThrough(
      (tx) => tx`select * from internal.balance_of_night(${own.eventId})`,
    )
    // Here nearly all orders are of one night, so that reading all of them may be the shortest way.
    expect(read.filter((table) => !table.startsWith('orders '))).toEqual([])
  })
})
