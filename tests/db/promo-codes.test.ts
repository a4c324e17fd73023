// Promo codes: exact prices, who may use one how often, and that 200 concurrent buyers can't use the last one twice.
import { randomUUID } from 'node:crypto'
import type { JSONValue } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, type Night } from './support/make-night.ts'
import { buy, fulfil, type HoldOptions, hold, lapse, seats } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller
let codes = 0

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

async function make(promo: Record<string, JSONValue>): Promise<{ id: string; code: string }> {
  codes += 1
  const wish = db().sql.json({ code: `CODE${codes}`, ...promo })
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`select public.create_promo_code(${wish}) as answer`,
  )
  return row?.answer
}

const uses = async (id: string) => {
  const [row] = await db()
    .sql`select coalesce(sum(uses), 0)::int as n from internal.promo_uses(${id})`
  return row?.n
}

const buyer = (promo: string, options: HoldOptions = {}): HoldOptions => ({
  customer: { email: `${randomUUID()}@example.com`, name: 'Buyer' },
  promo,
  ...options,
})

describe('a code takes off', () => {
  it('its per cent of each ticket, to the cent, and the tickets add up to the order', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set price = 19.99 where id = ${night.general}`
    const { code } = await make({ percent_off: 15 })
    const lines = [
      { ticket_type: 'VIP', quantity: 1 },
      { ticket_type: 'GA', quantity: 3 },
    ]
    const order = await hold(db().sql, night, buyer(` ${code.toLowerCase()} `, { lines }))
    // 50.00 × 0.85 = 42.50; 19.99 × 0.85 = 16.9915, half a cent up: 16.99.
    expect(order.total_amount).toBe('93.47')
    expect(order.lines.map((line: { unit_price: string }) => line.unit_price)).toEqual([
      '42.50',
      '16.99',
    ])
    await fulfil(db().sql, night, order)
    const [paid] = await db().sql`
      select sum(price_paid)::text as paid, (select sum(quantity * discount)::text from public.order_lines where order_id = ${order.order_id}) as discount
      from public.tickets where order_id = ${order.order_id}`
    expect(paid).toEqual({ paid: '93.47', discount: '16.50' })
  })

  it('its amount of each ticket, and never more than the ticket costs', async () => {
    const night = await makeNight(db().sql)
    const { code } = await make({ amount_off: '30.00', currency: 'usd' })
    const lines = [
      { ticket_type: 'VIP', quantity: 2 },
      { ticket_type: 'GA', quantity: 1 },
    ]
    expect((await hold(db().sql, night, buyer(code, { lines }))).total_amount).toBe('40.00')
  })

  it('whole yen where there is nothing smaller', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set price = 1999 where event_id = ${night.eventId}`
    await db().sql`update public.events set currency = 'jpy' where id = ${night.eventId}`
    const { code } = await make({ percent_off: 33 })
    expect((await hold(db().sql, night, buyer(code))).total_amount).toBe('2678.00')
  })

  it('everything, and then the order is free', async () => {
    const night = await makeNight(db().sql)
    const { code } = await make({ percent_off: 100 })
    const order = await hold(db().sql, night, buyer(code))
    expect(order.total_amount).toBe('0.00')
    const answer = await fulfil(db().sql, night, order, { payment: { payment_intent: null } })
    expect(answer.outcome).toBe('completed')
  })

  it('nothing of types that it is not for', async () => {
    const night = await makeNight(db().sql)
    const { code } = await make({ percent_off: 50, type_codes: ['VIP'] })
    const lines = [
      { ticket_type: 'VIP', quantity: 1 },
      { ticket_type: 'GA', quantity: 1 },
    ]
    expect((await hold(db().sql, night, buyer(code, { lines }))).total_amount).toBe('50.00')
    const general = hold(
      db().sql,
      night,
      buyer(code, { lines: [{ ticket_type: 'GA', quantity: 1 }] }),
    )
    expect(await refusal(general)).toMatchObject({ code: 'PT422', message: 'promo_not_for_these' })
  })
})

describe('a code is refused', () => {
  const refused = async (promo: string, night: Night) =>
    (await refusal(hold(db().sql, night, buyer(promo))))?.message

  it('where it is unknown, paused, another night’s or another currency’s, all in the same words', async () => {
    const [night, other] = [await makeNight(db().sql), await makeNight(db().sql)]
    const paused = await make({ percent_off: 10 })
    await actAs(db().sql, manager, (tx) => tx`select public.pause_promo_code(${paused.id}, true)`)
    const elsewhere = await make({ percent_off: 10, event_id: other.eventId })
    const pesos = await make({ amount_off: '50', currency: 'mxn' })
    for (const code of ['NOSUCH', '', paused.code, elsewhere.code, pesos.code])
      expect(await refused(code, night), code).toBe('promo_unknown')
    await actAs(db().sql, manager, (tx) => tx`select public.pause_promo_code(${paused.id}, false)`)
    expect(await refused(paused.code, night)).toBeUndefined()
    expect((await seats(db().sql, other)).event.held).toBe(0)
  })

  it('before its time and after it', async () => {
    const night = await makeNight(db().sql)
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    const early = await make({ percent_off: 10, starts_at: at(1) })
    const late = await make({ percent_off: 10, starts_at: at(-2), ends_at: at(-1) })
    expect(await refused(early.code, night)).toBe('promo_not_yet')
    expect(await refused(late.code, night)).toBe('promo_ended')
  })
})

describe('the last use', () => {
  it('is had by one of 200 who want it at once, and no seat is taken for the others', async () => {
    const night = await makeNight(db().sql)
    const { id, code } = await make({ percent_off: 20, max_uses: 1 })
    const answers = await withPool(db().url, 16, (sql) =>
      Promise.all(Array.from({ length: 200 }, () => refusal(hold(sql, night, buyer(code))))),
    )
    expect(answers.filter((answer) => answer === null)).toHaveLength(1)
    const messages = new Set(answers.flatMap((answer) => (answer ? [answer.message] : [])))
    expect([...messages]).toEqual(['promo_used_up'])
    expect(await uses(id)).toBe(1)
    expect((await seats(db().sql, night)).event).toEqual({ sold: 0, held: 2 })
  })

  it('comes back with a hold that lapsed, was given up, or was refunded in full, and not before', async () => {
    const night = await makeNight(db().sql)
    const { id, code } = await make({ percent_off: 20, max_uses: 1 })
    const order = await hold(db().sql, night, buyer(code))
    expect(await uses(id)).toBe(1)
    await lapse(db().sql, order.order_id)
    expect(await uses(id)).toBe(0)

    const given = await hold(db().sql, night, buyer(code))
    await db().sql`select public.release_hold(${given.order_id})`
    expect(await uses(id)).toBe(0)

    const bought = await hold(db().sql, night, buyer(code))
    await fulfil(db().sql, night, bought)
    await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.request_refund(${bought.order_id}, 'asked for it', ${randomUUID()})`,
    )
    expect(await uses(id)).toBe(1)
    const [asked] = await db().sql`
      select id, stripe_payment_intent_id as intent, amount from public.refund_requests where order_id = ${bought.order_id}`
    const refunds = [
      {
        id: `re_${bought.order_id}`,
        payment_intent: asked?.intent,
        amount: asked?.amount,
        currency: 'usd',
        status: 'succeeded',
        request_id: asked?.id,
      },
    ]
    await db().sql`select public.finish_refund(${asked?.id}, ${db().sql.json(refunds)})`
    const [order2] = await db().sql`select status from public.orders where id = ${bought.order_id}`
    expect(order2?.status).toBe('refunded')
    expect(await uses(id)).toBe(0)
    await buy(db().sql, night, buyer(code))
    expect(await uses(id)).toBe(1)
  })

  it('is a customer’s own: beginning anew is no second use, buying again is', async () => {
    const night = await makeNight(db().sql)
    const { code } = await make({ percent_off: 20, max_per_customer: 1 })
    const mine = buyer(code, { client: 'one network' })
    await hold(db().sql, night, mine)
    const again = await hold(db().sql, night, {
      ...mine,
      lines: [{ ticket_type: 'GA', quantity: 1 }],
    })
    await fulfil(db().sql, night, again)
    expect(await refusal(hold(db().sql, night, mine))).toMatchObject({
      message: 'promo_used_by_you',
      detail: { max: 1 },
    })
    await hold(db().sql, night, buyer(code))
  })

  it('is kept by a customer whose payment came late', async () => {
    const night = await makeNight(db().sql)
    const { id, code } = await make({ percent_off: 20, max_uses: 1 })
    const slow = await hold(db().sql, night, buyer(code))
    await lapse(db().sql, slow.order_id)
    await buy(db().sql, night, buyer(code))
    expect((await fulfil(db().sql, night, slow)).outcome).toBe('completed')
    expect(await uses(id)).toBe(2)
  })
})

describe('managers', () => {
  it('see each code with the orders that use it', async () => {
    const night = await makeNight(db().sql)
    const { code } = await make({ percent_off: 10, event_id: night.eventId, note: 'for friends' })
    await buy(db().sql, night, buyer(code))
    const [row] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.promo_code_list() as list`,
    )
    expect(row?.list[0]).toMatchObject({ code, uses: 1, event_name: night.name, percent_off: 10 })
  })

  it('can make no code that is taken, takes two things off, or is no code', async () => {
    const { code } = await make({ percent_off: 10 })
    expect(await refusal(make({ code, percent_off: 5 }))).toMatchObject({ message: 'promo_taken' })
    for (const wrong of [
      { percent_off: 10, amount_off: '5', currency: 'usd' },
      {},
      { percent_off: 101 },
      { percent_off: 12.5 },
      { percent_off: 10, max_uses: 0 },
      { percent_off: 10, max_per_customer: 'ten' },
      { code: 'A!', percent_off: 10 },
      { percent_off: 10, starts_at: 'soon' },
    ])
      expect(await refusal(make(wrong)), JSON.stringify(wrong)).toMatchObject({
        message: 'invalid_request',
      })
    expect(await refusal(make({ amount_off: '5.50', currency: 'jpy' }))).toMatchObject({
      message: 'amount_not_chargeable',
    })
  })
})

describe('the shop asks what a code is worth', () => {
  const offer = (event: string, code: string) =>
    actAs(
      db().sql,
      { role: 'service_role' },
      (tx) => tx`select public.promo_offer(${event}, ${code}) as answer`,
    )

  it('and is told each type’s price, without using it', async () => {
    const night = await makeNight(db().sql)
    const { id, code } = await make({ percent_off: 10, type_codes: ['GA'], max_uses: 1 })
    const [row] = await offer(night.slug, code)
    expect(row?.answer).toEqual({
      code,
      percent_off: 10,
      amount_off: null,
      prices: { [night.vip]: '50.00', [night.general]: '22.50' },
    })
    expect(await uses(id)).toBe(0)
    await hold(db().sql, night, buyer(code, { lines: [{ ticket_type: 'GA', quantity: 1 }] }))
    expect(await refusal(offer(night.slug, code))).toMatchObject({ message: 'promo_used_up' })
  })
})
