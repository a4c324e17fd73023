// Finding orders: by whatever a caller reads out, one page at a time, and who may do so.
import type { FoundOrders } from '@maguey/wire/order-finding'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, type Night } from './support/make-night.ts'
import { fulfil, hold } from './support/sell.ts'
import { record } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
let night: Night
let desk: Caller
let ana: string
let other: string

async function find(query: string, more: { event?: string; before?: string; limit?: number } = {}) {
  const [row] = await actAs(
    db().sql,
    desk,
    (tx) => tx`
      select public.find_orders(${query}, ${more.event ?? null}::uuid, ${more.before ?? null}, ${more.limit ?? 50}) as answer`,
  )
  return row?.answer as FoundOrders
}

const ids = async (query: string) => (await find(query)).orders.map(({ id }) => id)

async function sell(name: string, email: string): Promise<string> {
  const order = await hold(db().sql, night, { customer: { email, name } })
  await fulfil(db().sql, night, order)
  return String(order.order_id)
}

beforeAll(async () => {
  night = await makeNight(db().sql, { vipCapacity: 400, venueCapacity: 800 })
  desk = await makeManager(db().sql, 'front_desk')
  ana = await sell('Ana María Ñáñez', 'ana.nanez@example.com')
  other = await sell('Bob Stone', 'bob@example.com')
  await hold(db().sql, night, { customer: { email: 'cart@example.com', name: 'Ana Cart' } })
  await record(db().sql, {
    kind: 'card',
    payment_intent: `pi_${ana}`,
    brand: 'visa',
    last4: '4242',
  })
})

describe('an order', () => {
  it('is found by name without accents, in any order, a part of a word', async () => {
    for (const query of ['nanez', 'Ñáñez ana', 'maría', 'NANE'])
      expect(await ids(query)).toEqual([ana])
    expect(await ids('nanez bob')).toEqual([])
  })

  it('is found by the beginning of its address, number, ticket, card, id and payment', async () => {
    const [order] = await db().sql`select number from public.orders where id = ${ana}`
    const [ticket] = await db()
      .sql`select ticket_id from public.tickets where order_id = ${ana} order by 1`
    const number = String(order?.number)
    const ticketId = String(ticket?.ticket_id)
    const meant = ['ANA.nanez@', number, number.slice(4).toLowerCase(), '4242', ana, `pi_${ana}`]
    for (const query of [
      ...meant,
      ticketId,
      ticketId.toLowerCase(),
      ticketId.replaceAll('-', ''),
    ]) {
      expect(await ids(query), query).toEqual([ana])
    }
  })

  it('that was only begun is found by its address, and stands in no list', async () => {
    expect(await ids('cart@')).toHaveLength(1)
    expect(await ids('cart')).toEqual([])
    expect(await ids('')).toEqual([other, ana])
  })

  it('is not found by two letters, signs that mean something to LIKE, or nonsense', async () => {
    for (const query of ['an', '%%%', '___', "' or 1=1 --", '\\', '9999', 'MGY-000000'])
      expect(await ids(query), query).toEqual([])
  })
})

describe('the list', () => {
  it('comes in pages that meet without a gap, newest first, of one night or of all', async () => {
    const made: string[] = [ana, other]
    for (let n = 0; n < 5; n += 1) made.push(await sell(`Guest ${n}`, `guest${n}@example.com`))
    const seen: string[] = []
    let before: string | undefined
    do {
      const page: FoundOrders = await find('', {
        event: night.eventId,
        limit: 3,
        ...(before ? { before } : {}),
      })
      seen.push(...page.orders.map(({ id }) => id))
      before = page.next ?? undefined
    } while (before !== undefined)
    expect(seen).toEqual(made.toReversed())
    const elsewhere = await makeNight(db().sql)
    expect((await find('', { event: elsewhere.eventId })).orders).toEqual([])
  })

  it('refuses a place to go on from that nobody gave', async () => {
    expect(await refusal(find('', { before: 'yesterday' }))).toMatchObject({
      message: 'invalid_request',
    })
  })
})

it('the front desk finds orders, and sees neither payments nor what was done to them', async () => {
  const read = (caller: Caller) =>
    actAs(db().sql, caller, (tx) => tx`select public.manager_order(${ana}) as answer`)
  const [seen] = await read(desk)
  expect(seen?.answer.tickets).toHaveLength(2)
  expect([seen?.answer.payments, seen?.answer.refunds, seen?.answer.audit]).toEqual([[], [], []])
  const [whole] = await read(await makeManager(db().sql))
  expect(whole?.answer.payments).toMatchObject([{ card: { brand: 'visa', last4: '4242' } }])
})

it('a list, a name and an address are looked up in an index', async () => {
  const { sql } = db()
  const [event] = await sql`select id, name from public.events where id = ${night.eventId}`
  await sql`
    insert into public.orders (event_id, event_name, customer_email, customer_name, total_amount, status, ticket_count, client_key, request_hash,
      hold_expires_at, created_at)
    select ${String(event?.id)}, ${String(event?.name)}, md5(n::text) || '@example.com', md5((n / 3)::text), 10, 'completed', 1, 'many ' || n, 'x', now(),
      now() - n * interval '1 minute'
    from generate_series(1, 5000) n`
  // New entries sit in a pending list that every search reads in full, until autovacuum merges them into the index.
  await sql`select gin_clean_pending_list('public.orders_by_name')`
  await sql`analyze public.orders`
  // As on a pooled connection that somebody else used first: Postgres keeps an index's condition as the first reader of
  // the table could read it.
  const connection = await sql.reserve()
  await connection`set role authenticated`
  await connection`select id from public.orders limit 1`
  await connection`reset role`
  const plan = async (statement: string) =>
    (await connection.unsafe(`explain ${statement}`)).map((row) => row['QUERY PLAN']).join('\n')
  const sold = 'from public.orders o where internal.was_sold(o.status)'
  expect(
    await plan(`select o.id ${sold} order by o.created_at desc, o.id desc limit 50`),
  ).toContain('orders_sold')
  expect(await plan(`select o.id ${sold} and o.name_folded like '%nanez%'`)).toContain(
    'orders_by_name',
  )
  expect(
    await plan(
      "select id from public.orders where customer_email ~>=~ 'ana' and customer_email ~<~ 'anb'",
    ),
  ).toContain('orders_by_customer')
  connection.release()
})
