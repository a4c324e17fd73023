// Holds: what is refused, that a request is one order, that lapsed seats return to sale, that nothing is ever oversold.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { makeNight } from './support/make-night.ts'
import { fulfil, hold, lapse, seats } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()

const refused = async (night: Awaited<ReturnType<typeof makeNight>>, options: object) =>
  refusal(hold(db().sql, night, options))

describe('a hold', () => {
  it('takes seats of type and venue and prices them from the database', async () => {
    const night = await makeNight(db().sql)
    const lines = [
      { ticket_type: 'VIP', quantity: 2, price: 1 },
      { ticket_type: 'General', quantity: 1, unit_price: 0 },
    ]
    const order = await hold(db().sql, night, { lines })
    expect(order).toMatchObject({
      event_name: night.name,
      event_slug: night.slug,
      currency: 'usd',
      total_amount: '125.00',
      status: 'pending',
      reused: false,
      checkout_url: null,
      lines: [
        { ticket_type_id: night.vip, code: 'VIP', name: 'VIP', quantity: 2, unit_price: '50.00' },
        {
          ticket_type_id: night.general,
          code: 'GA',
          name: 'General',
          quantity: 1,
          unit_price: '25.00',
        },
      ],
    })
    expect(await seats(db().sql, night)).toEqual({
      event: { sold: 0, held: 3 },
      VIP: { sold: 0, held: 2 },
      GA: { sold: 0, held: 1 },
    })
  })

  it('adds up lines of the same type, named by id, code or name', async () => {
    const night = await makeNight(db().sql)
    const lines = [night.vip, 'VIP', 'General'].map((type) => ({ ticket_type: type, quantity: 1 }))
    const order = await hold(db().sql, night, { lines })
    expect(order.lines.map((line: { quantity: number }) => line.quantity)).toEqual([2, 1])
  })

  it('keeps the e-mail in lower case and the name as typed', async () => {
    const night = await makeNight(db().sql)
    const { order_id } = await hold(db().sql, night)
    const [row] = await db().sql`
      select customer_email, customer_name, locale, ticket_count from public.orders where id = ${order_id}`
    expect(row).toEqual({
      customer_email: 'lucia@example.com',
      customer_name: 'Lucía Ñáñez',
      locale: 'es',
      ticket_count: 2,
    })
  })

  it.each([0, -1, 1.5, '2', null, 1e300, true])('refuses a quantity of %s', async (quantity) => {
    const night = await makeNight(db().sql)
    expect(await refused(night, { lines: [{ ticket_type: 'VIP', quantity }] })).toMatchObject({
      code: 'PT422',
      message: 'invalid_quantity',
    })
  })

  it.each([[null], ['x'], [[]], [{}], [Array(21).fill({ ticket_type: 'VIP', quantity: 1 })]])(
    'refuses lines that are no list of 1 to 20 objects (%#)',
    async (lines) => {
      const night = await makeNight(db().sql)
      expect(await refused(night, { lines })).toMatchObject({ code: expect.stringMatching('PT4') })
    },
  )

  it('refuses more than the order may have, in one line or in several', async () => {
    const night = await makeNight(db().sql, { maxPerOrder: 4 })
    expect(await refused(night, { lines: [{ ticket_type: 'VIP', quantity: 5 }] })).toEqual({
      code: 'PT422',
      message: 'too_many_per_order',
      detail: { ticket_type: 'VIP', max: 4 },
    })
    const lines = ['VIP', 'GA'].map((type) => ({ ticket_type: type, quantity: 3 }))
    expect(await refused(night, { lines })).toMatchObject({ message: 'too_many_per_order' })
    await db().sql`update public.ticket_types set price = 900000 where id = ${night.vip}`
    const dear = [{ ticket_type: 'VIP', quantity: 1000 }]
    expect(await refused(night, { lines: dear })).toMatchObject({ message: 'too_many_per_order' })
    await db().sql`update public.ticket_types set max_per_order = 1 where id = ${night.vip}`
    expect(await refused(night, {})).toMatchObject({ detail: { ticket_type: 'VIP', max: 1 } })
  })

  it.each([
    '',
    'a',
    'a@b',
    'a b@c.de',
    'a@b..de',
    '<a@b.de>',
    'a@b.de\nx@y.de',
    `${'a'.repeat(65)}@b.de`,
  ])('refuses the e-mail address %j', async (email) => {
    const night = await makeNight(db().sql)
    expect(await refused(night, { customer: { email, name: 'X' } })).toMatchObject({
      code: 'PT422',
      message: 'invalid_email',
    })
  })

  it.each(['a@b.de', "o'brien+maguey@sub.example.co", 'josé@example.com'])(
    'takes the e-mail address %s',
    async (email) => {
      const night = await makeNight(db().sql)
      expect(await refused(night, { customer: { email, name: 'X' } })).toBeNull()
    },
  )

  it('refuses a type of another event and an unknown one', async () => {
    const night = await makeNight(db().sql)
    const other = await makeNight(db().sql)
    for (const type of [other.vip, 'NOPE', null, 7]) {
      expect(await refused(night, { lines: [{ ticket_type: type, quantity: 1 }] })).toMatchObject({
        code: 'PT404',
        message: 'ticket_type_not_found',
      })
    }
  })

  it.each([
    [{ status: 'draft' }, 'PT404', 'event_not_found'],
    [{ status: 'cancelled' }, 'PT409', 'event_cancelled'],
    [{ salesStartInHours: 1 }, 'PT409', 'sales_not_open'],
    [{ salesEndInHours: -1 }, 'PT409', 'sales_ended'],
    [{ doorsInHours: -9, endsInHours: -1 }, 'PT409', 'event_not_on_sale'],
  ] as const)('refuses an event that is %j', async (options, code, message) => {
    const night = await makeNight(db().sql, options)
    expect(await refused(night, {})).toMatchObject({ code, message })
  })

  it('refuses an unknown event', async () => {
    const night = await makeNight(db().sql)
    expect(await refused(night, { event: 'nowhere' })).toMatchObject({ message: 'event_not_found' })
  })

  it('takes a name to mean its next date', async () => {
    const past = await makeNight(db().sql, { name: 'Weekly', doorsInHours: -30, endsInHours: -20 })
    const next = await makeNight(db().sql, { name: 'Weekly', doorsInHours: 20, endsInHours: 30 })
    const later = await makeNight(db().sql, { name: 'Weekly', doorsInHours: 200, endsInHours: 210 })
    const order = await hold(db().sql, past, { event: 'Weekly' })
    expect(order.event_slug).toBe(next.slug)
    expect(order.event_slug).not.toBe(later.slug)
  })

  it('refuses what is not there and says how much is', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 3 })
    await hold(db().sql, night)
    expect(await refused(night, {})).toEqual({
      code: 'PT409',
      message: 'sold_out',
      detail: { ticket_type: 'VIP', available: 1 },
    })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 2 })
  })

  it('refuses what the venue cannot hold although the type could', async () => {
    const night = await makeNight(db().sql, { venueCapacity: 3 })
    await hold(db().sql, night)
    expect(await refused(night, { lines: [{ ticket_type: 'GA', quantity: 2 }] })).toMatchObject({
      message: 'sold_out',
      detail: { ticket_type: null, available: 1 },
    })
    expect((await seats(db().sql, night)).GA).toEqual({ sold: 0, held: 0 })
  })
})

describe('the same request sent twice', () => {
  it('is one order', async () => {
    const night = await makeNight(db().sql)
    const clientKey = randomUUID()
    const first = await hold(db().sql, night, { clientKey })
    const second = await hold(db().sql, night, { clientKey })
    expect(second).toEqual({ ...first, reused: true })
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
  })

  it('is one order also when both arrive at once', async () => {
    const night = await makeNight(db().sql)
    const clientKey = randomUUID()
    const orders = await withPool(db().url, 8, (pool) =>
      Promise.all(Array.from({ length: 8 }, () => hold(pool, night, { clientKey }))),
    )
    expect(new Set(orders.map((order) => order.order_id)).size).toBe(1)
    expect(orders.filter((order) => !order.reused)).toHaveLength(1)
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
  })

  it('with other contents under the same key is refused', async () => {
    const night = await makeNight(db().sql)
    const clientKey = randomUUID()
    await hold(db().sql, night, { clientKey })
    expect(await refused(night, { clientKey, requestHash: 'other' })).toMatchObject({
      code: 'PT409',
      message: 'client_key_conflict',
    })
  })

  it('after its hold has lapsed is told that it expired, and the seats are free', async () => {
    const night = await makeNight(db().sql)
    const clientKey = randomUUID()
    const { order_id } = await hold(db().sql, night, { clientKey })
    await lapse(db().sql, order_id)
    expect(await hold(db().sql, night, { clientKey })).toMatchObject({
      reused: true,
      status: 'expired',
    })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })

  it('answers with the pay page once there is one', async () => {
    const night = await makeNight(db().sql)
    const clientKey = randomUUID()
    const { order_id } = await hold(db().sql, night, { clientKey })
    await db()
      .sql`select public.attach_checkout(${order_id}, 'cs_1', 'https://pay.test/1', ${'ab'.repeat(32)})`
    expect(await hold(db().sql, night, { clientKey })).toMatchObject({
      stripe_checkout_session_id: 'cs_1',
      checkout_url: 'https://pay.test/1',
    })
    expect(
      await refusal(
        db().sql`select public.attach_checkout(${order_id}, 'cs_2', 'https://pay.test/2', 'ab')`,
      ),
    ).toMatchObject({ code: 'PT409', message: 'order_not_payable' })
  })
})

describe('a hold that ends', () => {
  it('gives its seats back once, however often it is released', async () => {
    const night = await makeNight(db().sql)
    const { order_id } = await hold(db().sql, night)
    const release = async () =>
      (await db().sql`select public.release_hold(${order_id}) as answer`)[0]?.answer
    expect(await release()).toEqual({ released: true, status: 'expired' })
    expect(await release()).toEqual({ released: false, status: 'expired' })
    expect(await seats(db().sql, night)).toMatchObject({
      event: { sold: 0, held: 0 },
      VIP: { held: 0 },
    })
  })

  it('does not touch a completed order', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order)
    const [row] = await db().sql`select public.release_hold(${order.order_id}) as answer`
    expect(row?.answer).toEqual({ released: false, status: 'completed' })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
  })

  it('lets the next buyer have the seats without waiting for the sweeper', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2, venueCapacity: 2 })
    const first = await hold(db().sql, night)
    expect(await refused(night, {})).toMatchObject({ message: 'sold_out' })
    await lapse(db().sql, first.order_id)
    const second = await hold(db().sql, night)
    expect(second.status).toBe('pending')
    const [row] = await db().sql`select status from public.orders where id = ${first.order_id}`
    expect(row?.status).toBe('expired')
    expect(await seats(db().sql, night)).toMatchObject({ event: { held: 2 }, VIP: { held: 2 } })
  })

  it('is swept, and counted', async () => {
    const night = await makeNight(db().sql)
    const other = await makeNight(db().sql)
    await db().sql`select public.sweep_holds()`
    const kept = await hold(db().sql, night)
    const orders = [
      await hold(db().sql, night),
      await hold(db().sql, night),
      await hold(db().sql, other),
    ]
    for (const { order_id } of orders) await lapse(db().sql, order_id)
    const [swept] = await db().sql`select public.sweep_holds(100) as count`
    expect(swept?.count).toBe(3)
    expect((await seats(db().sql, night)).event.held).toBe(2)
    expect((await seats(db().sql, other)).event.held).toBe(0)
    expect(kept.status).toBe('pending')
  })
})

describe('a crowd', () => {
  it('of 200 buyers for 100 seats gets exactly 100, on real connections', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 100 })
    const answers = await withPool(db().url, 20, (pool) =>
      Promise.all(
        Array.from({ length: 200 }, () =>
          refusal(hold(pool, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })),
        ),
      ),
    )
    expect(answers.filter((answer) => answer === null)).toHaveLength(100)
    expect(answers.filter((answer) => answer?.message === 'sold_out')).toHaveLength(100)
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 100 })
  })

  it('waits for a manager who saves the night, and each of the two ends', async () => {
    const night = await makeNight(db().sql)
    const order = await withPool(db().url, 2, async (pool) => {
      let held: ReturnType<typeof hold> | undefined
      await pool.begin(async (saving) => {
        await saving`select from public.ticket_types where event_id = ${night.eventId} order by id for no key update`
        held = hold(pool, night)
        await untilWaiting(db().sql, 1)
        await saving`select from public.events where id = ${night.eventId} for update`
      })
      return held
    })
    expect(order?.status).toBe('pending')
  })

  it('that buys, cancels and lapses across types in every order leaves the counters equal to the orders', async () => {
    const night = await makeNight(db().sql, {
      vipCapacity: 12,
      generalCapacity: 12,
      venueCapacity: 18,
    })
    const buyOrNot = async (pool: Parameters<typeof hold>[0], n: number) => {
      const types = n % 2 === 0 ? ['VIP', 'GA'] : ['GA', 'VIP']
      const lines = types.map((type, i) => ({ ticket_type: type, quantity: 1 + ((n + i) % 2) }))
      const held = await hold(pool, night, { lines })
      if (n % 3 === 0) await fulfil(pool, night, held)
      if (n % 3 === 1) await pool`select public.release_hold(${held.order_id})`
      if (n % 3 === 2) await lapse(pool, held.order_id)
    }
    const order = async (pool: Parameters<typeof hold>[0], n: number) => {
      const answer = await refusal(buyOrNot(pool, n))
      expect(answer === null || answer.message === 'sold_out').toBe(true)
    }
    await withPool(db().url, 12, (pool) =>
      Promise.all(Array.from({ length: 120 }, (_, n) => order(pool, n))),
    )
    const counted = await db().sql`
      select t.code, t.sold, t.held,
        coalesce(sum(l.quantity) filter (where o.status = 'completed'), 0)::int as sold_by_orders,
        coalesce(sum(l.quantity) filter (where o.status = 'pending'), 0)::int as held_by_orders
      from public.ticket_types t
      left join public.order_lines l on l.ticket_type_id = t.id left join public.orders o on o.id = l.order_id
      where t.event_id = ${night.eventId} group by t.id`
    for (const type of counted) {
      expect([type.sold, type.held]).toEqual([type.sold_by_orders, type.held_by_orders])
    }
    const { event, VIP, GA } = await seats(db().sql, night)
    expect(event).toEqual({ sold: VIP.sold + GA.sold, held: VIP.held + GA.held })
    expect(event.sold).toBeGreaterThan(0)
    expect(event.sold + event.held).toBeLessThanOrEqual(18)
  })

  it('cannot oversell even past the functions: the tables themselves refuse', async () => {
    const night = await makeNight(db().sql)
    expect(
      await refusal(db().sql`update public.ticket_types set sold = 101 where id = ${night.vip}`),
    ).toMatchObject({ code: '23514' })
    expect(
      await refusal(db().sql`update public.events set taken = 501 where id = ${night.eventId}`),
    ).toMatchObject({ code: '23514' })
  })
})
