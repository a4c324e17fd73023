// Scheduled prices, seats shared between types, and what the shop may not sell: exact to the last ticket.
import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { describe, expect, it } from 'vitest'
import { actAs, refusal } from './support/act-as.ts'
import { makeNight, type Night } from './support/make-night.ts'
import { fulfil, hold, lapse, seats } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

type Release = {
  name: string
  price: number
  untilTaken?: number | null
  endsInHours?: number | null
}

async function release(typeId: string, ...releases: Release[]) {
  for (const [sort, { name, price, untilTaken, endsInHours }] of releases.entries()) {
    const ends = typeof endsInHours === 'number' ? `${endsInHours} hours` : null
    await db().sql`
      insert into public.ticket_releases (ticket_type_id, sort, name, price, until_taken, ends_at)
      values (${typeId}, ${sort}, ${name}, ${price}, ${untilTaken ?? null}, now() + ${ends}::interval)`
  }
}

async function pool(night: Night, capacity: number): Promise<string> {
  const [row] = await db().sql`
    insert into public.ticket_pools (event_id, name, capacity) values (${night.eventId}, 'House', ${capacity}) returning id`
  await db()
    .sql`update public.ticket_types set pool_id = ${row?.id} where event_id = ${night.eventId}`
  return String(row?.id)
}

const takenOf = async (poolId: string) =>
  (await db().sql`select taken from public.ticket_pools where id = ${poolId}`)[0]?.taken

const vip = (quantity: number, price_shown?: string) => ({
  lines: [{ ticket_type: 'VIP', quantity, ...(price_shown ? { price_shown } : {}) }],
})
const general = (quantity: number) => ({ lines: [{ ticket_type: 'GA', quantity }] })

async function card(night: Night) {
  const [row] = await actAs(
    db().sql,
    { role: 'anon' },
    (tx) => tx`select public.event_availability(${night.slug}) as answer`,
  )
  return row?.answer
}
const offer = async (night: Night, code = 'VIP') =>
  (await card(night)).ticket_types.find((type: { code: string }) => type.code === code)

describe('a release', () => {
  it('is the price until its last seat, and then the next one is, with nobody switching', async () => {
    const night = await makeNight(db().sql)
    await release(
      night.vip,
      { name: 'First', price: 20, untilTaken: 2 },
      { name: 'Second', price: 30, untilTaken: 3 },
    )
    expect(await offer(night)).toMatchObject({
      price: '20.00',
      available: 2,
      release: { name: 'First', left: 2, ends_at: null, next_price: '30.00' },
    })
    const first = await hold(db().sql, night, vip(2))
    expect(first).toMatchObject({ total_amount: '40.00', lines: [{ release: 'First' }] })
    expect(await offer(night)).toMatchObject({
      price: '30.00',
      available: 1,
      release: { name: 'Second', left: 1, next_price: '50.00' },
    })
    expect(await hold(db().sql, night, vip(1))).toMatchObject({ total_amount: '30.00' })
    expect(await offer(night)).toMatchObject({ price: '50.00', available: 97, release: null })
    expect(await hold(db().sql, night, vip(2))).toMatchObject({ total_amount: '100.00' })
    await fulfil(db().sql, night, first)
    const [line] = await db()
      .sql`select unit_price, release from public.order_lines where order_id = ${first.order_id}`
    expect(line).toEqual({ unit_price: '20.00', release: 'First' })
  })

  it('ends by its date too, whichever comes first', async () => {
    const night = await makeNight(db().sql)
    await release(
      night.vip,
      { name: 'Over', price: 10, endsInHours: -1 },
      { name: 'Now', price: 20, untilTaken: 50, endsInHours: 1 },
      { name: 'Over by then', price: 25, endsInHours: 0.5 },
    )
    expect(await offer(night)).toMatchObject({
      price: '20.00',
      release: { name: 'Now', left: 50, next_price: '50.00' },
    })
    const [computed] = await db()
      .sql`select e.ticket_types from public.events e where id = ${night.eventId}`
    expect(computed?.ticket_types[0]).toMatchObject({ name: 'VIP', price: 20 })
  })

  it('sells no seat beyond its last at its price: the rest are told how many are left', async () => {
    const night = await makeNight(db().sql)
    await release(night.vip, { name: 'First', price: 20, untilTaken: 3 })
    expect(await refusal(hold(db().sql, night, vip(4)))).toMatchObject({
      message: 'sold_out',
      detail: { ticket_type: 'VIP', available: 3 },
    })
    await hold(db().sql, night, vip(3))
    expect(await hold(db().sql, night, vip(4))).toMatchObject({ total_amount: '200.00' })
  })

  it('is never another price than the one that was shown', async () => {
    const night = await makeNight(db().sql)
    await release(night.vip, { name: 'First', price: 20, untilTaken: 1 })
    await hold(db().sql, night, vip(1, '20.00'))
    expect(await refusal(hold(db().sql, night, vip(1, '20.00')))).toMatchObject({
      code: 'PT409',
      message: 'price_changed',
      detail: { ticket_type: 'VIP' },
    })
    expect(await hold(db().sql, night, vip(1, '50'))).toMatchObject({ total_amount: '50.00' })
  })

  it('comes back with a hold that lapsed, swept or not', async () => {
    const night = await makeNight(db().sql)
    await release(night.vip, { name: 'First', price: 20, untilTaken: 2 })
    const lapsed = await hold(db().sql, night, vip(2))
    await lapse(db().sql, lapsed.order_id)
    expect(await offer(night)).toMatchObject({ price: '20.00', available: 2 })
    expect(await hold(db().sql, night, vip(2, '20.00'))).toMatchObject({ total_amount: '40.00' })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 2 })
  })

  it('sells exactly its seats when forty want the last ten', async () => {
    const night = await makeNight(db().sql)
    await release(night.vip, { name: 'First', price: 20, untilTaken: 10 })
    const prices = await withPool(db().url, 12, (sql: Sql) =>
      Promise.all(
        Array.from({ length: 40 }, () =>
          hold(sql, night, {
            ...vip(1, '20.00'),
            customer: { email: `${randomUUID()}@example.com` },
          }).then(
            (order) => order.total_amount as string,
            (error: Error) => error.message,
          ),
        ),
      ),
    )
    expect(prices.filter((price) => price === '20.00')).toHaveLength(10)
    expect(prices.filter((price) => price === 'price_changed')).toHaveLength(30)
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 10 })
  })

  it('must be a price that its currency can express', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.events set currency = 'jpy' where id = ${night.eventId}`
    expect(
      await refusal(release(night.vip, { name: 'A', price: 9.5, untilTaken: 1 })),
    ).toMatchObject({ message: 'amount_not_chargeable' })
  })
})

describe('types of one pool', () => {
  it('say what is left of what they share, so that a page can count them together', async () => {
    const night = await makeNight(db().sql)
    const poolId = await pool(night, 8)
    await hold(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 2 }] })
    expect((await card(night)).ticket_types.map((type: { pool: unknown }) => type.pool)).toEqual([
      { id: poolId, left: 6 },
      { id: poolId, left: 6 },
    ])
  })

  it('share its seats, on sale and when they come back', async () => {
    const night = await makeNight(db().sql)
    const poolId = await pool(night, 5)
    expect((await card(night)).available).toBe(5)
    const three = await hold(db().sql, night, vip(3))
    expect(await takenOf(poolId)).toBe(3)
    expect([(await offer(night)).available, (await offer(night, 'GA')).available]).toEqual([2, 2])
    expect(await refusal(hold(db().sql, night, general(3)))).toMatchObject({
      message: 'sold_out',
      detail: { ticket_type: 'GA', available: 2 },
    })
    await hold(db().sql, night, general(2))
    expect((await card(night)).on_sale).toBe('sold_out')
    await db().sql`select public.release_hold(${three.order_id})`
    expect(await takenOf(poolId)).toBe(2)
    const paid = await hold(db().sql, night, vip(3))
    await fulfil(db().sql, night, paid)
    expect(await takenOf(poolId)).toBe(5)
  })

  it('take the seats of lapsed holds before they are swept', async () => {
    const night = await makeNight(db().sql)
    const poolId = await pool(night, 2)
    const lapsed = await hold(db().sql, night, vip(2))
    await lapse(db().sql, lapsed.order_id)
    expect(await hold(db().sql, night, general(2))).toMatchObject({ total_amount: '50.00' })
    expect(await takenOf(poolId)).toBe(2)
  })

  it('are never oversold when forty come at once, through either type', async () => {
    const night = await makeNight(db().sql)
    const poolId = await pool(night, 15)
    const got = await withPool(db().url, 12, (sql: Sql) =>
      Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          hold(sql, night, {
            ...(i % 2 ? vip(1) : general(1)),
            customer: { email: `${randomUUID()}@example.com` },
          }).then(
            () => 'held',
            (error: Error) => error.message,
          ),
        ),
      ),
    )
    expect(got.filter((answer) => answer === 'held')).toHaveLength(15)
    expect(got.filter((answer) => answer === 'sold_out')).toHaveLength(25)
    expect(await takenOf(poolId)).toBe(15)
  })

  it('are counted anew when a type joins or leaves', async () => {
    const night = await makeNight(db().sql)
    await hold(db().sql, night, vip(2))
    await hold(db().sql, night, general(3))
    const poolId = await pool(night, 10)
    expect(await takenOf(poolId)).toBe(5)
    await db().sql`update public.ticket_types set pool_id = null where id = ${night.vip}`
    expect(await takenOf(poolId)).toBe(3)
  })
})

describe('what the shop may not sell', () => {
  it('is a hidden type: neither shown, nor read, nor held', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set hidden = true where id = ${night.vip}`
    expect((await card(night)).ticket_types.map((type: { code: string }) => type.code)).toEqual([
      'GA',
    ])
    expect(await refusal(hold(db().sql, night, vip(1)))).toMatchObject({
      message: 'ticket_type_not_found',
    })
    const read = await actAs(
      db().sql,
      { role: 'anon' },
      (tx) => tx`select code from public.ticket_types where event_id = ${night.eventId}`,
    )
    expect(read.map((row) => row.code)).toEqual(['GA'])
  })

  it('is a type outside its own hours', async () => {
    const night = await makeNight(db().sql)
    await db().sql`
      update public.ticket_types set sales_start_at = now() + interval '1 hour' where id = ${night.vip}`
    await db().sql`
      update public.ticket_types set sales_end_at = now() - interval '1 hour' where id = ${night.general}`
    expect((await offer(night)).on_sale).toBe('not_yet')
    expect((await offer(night, 'GA')).on_sale).toBe('ended')
    expect(await refusal(hold(db().sql, night, vip(1)))).toMatchObject({
      message: 'sales_not_open',
      detail: { ticket_type: 'VIP' },
    })
    expect(await refusal(hold(db().sql, night, general(1)))).toMatchObject({
      message: 'sales_ended',
    })
  })

  it('is anything while the sale is paused; what is held already can be paid', async () => {
    const night = await makeNight(db().sql)
    const held = await hold(db().sql, night, vip(1))
    await db().sql`update public.events set sales_paused_at = now() where id = ${night.eventId}`
    expect((await card(night)).on_sale).toBe('paused')
    expect(await refusal(hold(db().sql, night, vip(1)))).toMatchObject({ message: 'sales_paused' })
    expect((await fulfil(db().sql, night, held)).ticket_ids).toHaveLength(1)
  })
})
