// Holds that nobody can hoard: caps per e-mail and address, the older hold of the same customer, amounts that Stripe can't charge, sweeping.
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { makeNight, type Night } from './support/make-night.ts'
import { buy, hold, lapse, seats } from './support/sell.ts'
import { record } from './support/stripe-facts.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

const setCaps = (perEmail: number, perClient: number) => db().sql`
  update public.settings set max_unpaid_per_email = ${perEmail}, max_unpaid_per_client = ${perClient}`

const ga = (quantity: number) => [{ ticket_type: 'GA', quantity }]
const customer = (email: string) => ({ email, name: 'Ana', locale: 'en' })

let mails = 0
const newEmail = () => {
  mails += 1
  return `guest-${mails}@caps.test`
}

describe('unpaid seats', () => {
  it('of one e-mail are capped over all nights, and paid ones do not count', async () => {
    await setCaps(10, 1000)
    const nights = [await makeNight(db().sql), await makeNight(db().sql)] as const
    const email = newEmail()
    const take = (night: Night, quantity: number) =>
      hold(db().sql, night, { lines: ga(quantity), customer: customer(email) })
    await buy(db().sql, nights[0], { lines: ga(10), customer: customer(email) })
    await take(nights[0], 6)
    await take(nights[1], 4)
    expect(await refusal(take(nights[1], 1))).toEqual({
      code: 'PT409',
      message: 'too_many_unpaid',
      detail: { per: 'email', max: 10 },
    })
    expect((await seats(db().sql, nights[1])).GA.held).toBe(4)
  })

  it('of one address are capped whatever e-mails it gives, and lapsed ones do not count', async () => {
    await setCaps(1000, 10)
    const night = await makeNight(db().sql)
    const take = () =>
      hold(db().sql, night, {
        lines: ga(5),
        customer: customer(newEmail()),
        client: 'one address',
      })
    const first = await take()
    await take()
    expect(await refusal(take())).toMatchObject({
      message: 'too_many_unpaid',
      detail: { per: 'client', max: 10 },
    })
    await lapse(db().sql, first.order_id)
    expect(await refusal(take())).toBeNull()
  })

  it('stay under the cap also when all requests come at once', async () => {
    await setCaps(12, 1000)
    const night = await makeNight(db().sql)
    const email = newEmail()
    const answers = await withPool(db().url, 12, (pool) =>
      Promise.all(
        Array.from({ length: 24 }, () =>
          refusal(hold(pool, night, { lines: ga(2), customer: customer(email) })),
        ),
      ),
    )
    expect(answers.filter((answer) => answer === null)).toHaveLength(6)
    expect((await seats(db().sql, night)).GA.held).toBe(12)
  })
})

describe('a customer who begins anew', () => {
  it('gives the older hold up for it, which may then take its seats, and its pay page is named to be closed', async () => {
    await setCaps(10, 10)
    const night = await makeNight(db().sql, { vipCapacity: 2, venueCapacity: 2 })
    const options = { customer: customer(newEmail()), client: 'at home' }
    const older = await hold(db().sql, night, options)
    await db()
      .sql`select public.attach_checkout(${older.order_id}, 'cs_older', 'https://pay.test', 'ab')`
    const newer = await hold(db().sql, night, options)
    expect(newer).toMatchObject({
      status: 'pending',
      ended: [{ order_id: older.order_id, session: 'cs_older' }],
    })
    const [row] = await db().sql`select status from public.orders where id = ${older.order_id}`
    expect(row?.status).toBe('expired')
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
  })

  it('does not end a hold that somebody else began with this e-mail, nor one whose money is under way', async () => {
    await setCaps(100, 100)
    const night = await makeNight(db().sql)
    const email = newEmail()
    await hold(db().sql, night, { customer: customer(email), client: 'the customer' })
    const other = { customer: customer(email), client: 'a stranger' }
    const underway = await hold(db().sql, night, other)
    await record(db().sql, { kind: 'payment_underway', order_id: underway.order_id })
    expect((await hold(db().sql, night, other)).ended).toEqual([])
    expect((await seats(db().sql, night)).VIP.held).toBe(6)
  })

  it('keeps the older hold when the newer one is refused', async () => {
    await setCaps(100, 100)
    const night = await makeNight(db().sql)
    const options = { customer: customer(newEmail()), client: 'x' }
    await hold(db().sql, night, options)
    await refusal(
      hold(db().sql, night, { ...options, lines: [{ ticket_type: 'NOPE', quantity: 1 }] }),
    )
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
  })
})

describe('an amount that Stripe cannot charge', () => {
  const priced = async (currency: string, price: string) => {
    const night = await makeNight(db().sql)
    await db().sql`update public.events set currency = ${currency} where id = ${night.eventId}`
    await db().sql`update public.ticket_types set price = ${price} where id = ${night.general}`
    return night
  }

  it.each([
    ['jpy', '45.50'],
    ['isk', '45.50'],
    ['usd', '1000000.00'],
  ])('is refused where the price is set: %s %s', async (currency, price) => {
    expect(await refusal(priced(currency, price))).toMatchObject({
      code: 'PT422',
      message: 'amount_not_chargeable',
    })
  })

  it('is refused where the currency is set, to a price that it cannot express', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set price = 45.50 where id = ${night.general}`
    const toYen = db().sql`update public.events set currency = 'jpy' where id = ${night.eventId}`
    expect(await refusal(toYen)).toMatchObject({ message: 'amount_not_chargeable' })
    const toDinar = db().sql`update public.events set currency = 'kwd' where id = ${night.eventId}`
    expect(await refusal(toDinar)).toMatchObject({ code: '23514' })
  })

  it.each([
    ['usd', '0.25', 1, false],
    ['usd', '0.25', 2, true],
    ['usd', '0.00', 1, true],
    ['jpy', '45', 1, false],
    ['jpy', '45', 2, true],
    ['mxn', '9.99', 1, false],
    ['usd', '500000.00', 2, false],
  ])('is refused before a seat is held: %s %s × %i', async (currency, price, quantity, allowed) => {
    await setCaps(1000, 1000)
    const night = await priced(currency, price)
    const answer = await refusal(hold(db().sql, night, { lines: ga(quantity) }))
    if (allowed) expect(answer).toBeNull()
    else expect(answer).toMatchObject({ code: 'PT422', message: 'amount_not_chargeable' })
    expect((await seats(db().sql, night)).GA.held).toBe(allowed ? quantity : 0)
  })
})

describe('the venue', () => {
  it('is counted only while its types together exceed it, and right from the moment that they do', async () => {
    await setCaps(1000, 1000)
    const night = await makeNight(db().sql, {
      vipCapacity: 2,
      generalCapacity: 3,
      venueCapacity: 5,
    })
    await hold(db().sql, night)
    const counted = async () =>
      (await db().sql`select taken from public.events where id = ${night.eventId}`)[0]?.taken
    expect(await counted()).toBe(0)
    await db().sql`update public.ticket_types set capacity = 9 where id = ${night.general}`
    expect(await counted()).toBe(2)
    await hold(db().sql, night, { lines: ga(3) })
    expect(await refusal(hold(db().sql, night, { lines: ga(1) }))).toMatchObject({
      message: 'sold_out',
      detail: { ticket_type: null, available: 0 },
    })
    await db().sql`update public.events set venue_capacity = 20 where id = ${night.eventId}`
    expect(await counted()).toBe(0)
    // It can't be lowered below what is taken.
    expect(
      await refusal(
        db().sql`update public.events set venue_capacity = 4 where id = ${night.eventId}`,
      ),
    ).toMatchObject({ code: '23514' })
  })

  it('is not oversold by a sale that began before its types shared it', async () => {
    await setCaps(1000, 1000)
    const night = await makeNight(db().sql, {
      vipCapacity: 5,
      generalCapacity: 5,
      venueCapacity: 10,
    })
    await withPool(db().url, 4, async (pool) => {
      const [sale, edit] = [await pool.reserve(), await pool.reserve()]
      await sale`begin`
      await hold(sale, night, { lines: ga(5) })
      // The manager makes the venue smaller: that waits for the sale, and counts it.
      const edited = refusal(
        edit`update public.events set venue_capacity = 6 where id = ${night.eventId}`,
      )
      await sale`commit`
      expect(await edited).toBeNull()
      sale.release()
      edit.release()
    })
    expect(await refusal(hold(db().sql, night))).toMatchObject({ message: 'sold_out' })
    expect((await seats(db().sql, night)).event).toEqual({ sold: 0, held: 5 })
  })
})
