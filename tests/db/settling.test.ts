// Facts in, state out: the nine cases in which status and sums used to depend on whichever event came last.
import { describe, expect, it } from 'vitest'
import { makeNight } from './support/make-night.ts'
import { buy, fulfil, hold, lapse, seats } from './support/sell.ts'
import {
  bought,
  boughtLate,
  record,
  recordDispute,
  recordRefund,
  stateOf,
} from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const state = (orderId: string) => stateOf(db().sql, orderId)
const claimRefunds = async () =>
  (await db().sql`select public.claim_refunds(100, 60) as requests`)[0]?.requests as {
    request_id: string
    order_id: string
    payment_intent: string
    amount: string
  }[]
const dueToAsk = async () => {
  await db()
    .sql`update public.orders set created_at = now() - interval '1 hour', reconciled_at = null`
  const [row] = await db().sql`select public.orders_to_reconcile(1000) as orders`
  const orders: { order_id: string }[] = row?.orders ?? []
  return orders.map((order) => order.order_id)
}

describe('a refund that fails', () => {
  it('is on its way while pending, and given back only when it has succeeded', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { id: 're_slow', amount: '100.00', status: 'pending' })
    expect(await state(orderId)).toMatchObject({
      status: 'refund_pending',
      refunded_amount: '0.00',
      tickets: ['void', 'void'],
    })
    // If the refund failed, the seats couldn't be recovered.
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
    await recordRefund(db().sql, intent, { id: 're_slow', amount: '100.00' })
    expect(await state(orderId)).toMatchObject({
      status: 'refunded',
      refunded_amount: '100.00',
      tickets: ['refunded', 'refunded'],
    })
    expect((await seats(db().sql, night)).VIP.sold).toBe(0)
  })

  it.each(['pending', 'succeeded'])(
    'after it was %s gives the guest the tickets back, says so, and calls a person',
    async (before) => {
      const night = await makeNight(db().sql)
      const { orderId, intent } = await bought(db().sql, night)
      const id = `re_failing_${before}`
      await recordRefund(db().sql, intent, { id, amount: '100.00', status: before })
      await recordRefund(db().sql, intent, { id, amount: '100.00', status: 'failed' })
      const failed = await state(orderId)
      expect(failed).toMatchObject({
        status: 'completed',
        refunded_amount: '0.00',
        tickets: ['issued', 'issued'],
        people: ['refund_failed'],
      })
      expect(failed.mails).toContain(`refund_failed ${id}`)
      expect((await seats(db().sql, night)).VIP.sold).toBe(2)
      // The earlier status arrives again, late.
      await recordRefund(db().sql, intent, { id, amount: '100.00', status: before })
      expect(await state(orderId)).toEqual(failed)
    },
  )

  it('when its seats were sold meanwhile calls a person, and never oversells', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { id: 're_returned', amount: '100.00' })
    await buy(db().sql, night)
    await recordRefund(db().sql, intent, { id: 're_returned', amount: '100.00', status: 'failed' })
    expect(await state(orderId)).toMatchObject({
      tickets: ['refunded', 'refunded'],
      people: ['no_seat_to_restore', 'refund_failed'],
    })
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })
})

describe('a paid order whose hold lapsed', () => {
  it('is asked about until its pay page has ended', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await db()
      .sql`select public.attach_checkout(${order.order_id}, ${`cs_${order.order_id}`}, 'https://pay.test', 'ab')`
    await lapse(db().sql, order.order_id)
    await db().sql`select public.sweep_holds()`
    expect(await dueToAsk()).toContain(order.order_id)
    await fulfil(db().sql, night, order, { payment: { session: `cs_${order.order_id}` } })
    expect((await state(order.order_id)).status).toBe('completed')
    expect(await dueToAsk()).not.toContain(order.order_id)
  })

  it('whose page ended unpaid is left alone', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await db()
      .sql`select public.attach_checkout(${order.order_id}, ${`cs_${order.order_id}`}, 'https://pay.test', 'ab')`
    await record(db().sql, { kind: 'session_expired', order_id: order.order_id })
    expect(await dueToAsk()).not.toContain(order.order_id)
  })
})

describe('a cancelled night', () => {
  it('sells to nobody whose pay page is still open: the money is owed back, and the mail says why', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
    expect(await fulfil(db().sql, night, order)).toEqual({
      outcome: 'refund_pending',
      ticket_ids: [],
    })
    expect(await state(order.order_id)).toMatchObject({
      status: 'refund_pending',
      tickets: [],
      mails: ['cancelled'],
      requests: ['cancelled 100.00 queued'],
    })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 0 })
  })
})

describe('a partial refund', () => {
  it('of a late order leaves the rest owed', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const { orderId, intent } = await boughtLate(db().sql, night)
    await recordRefund(db().sql, intent, { amount: '10.00' })
    expect(await state(orderId)).toMatchObject({
      status: 'refund_pending',
      refunded_amount: '10.00',
      requests: ['late 90.00 queued', 'late 100.00 overtaken'],
    })
  })

  it('heard of before the payment itself is not lost on the order', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const intent = `pi_${order.order_id}`
    expect(await recordRefund(db().sql, intent, { id: 're_early', amount: '10.00' })).toMatchObject(
      { order_id: null, status: 'unknown' },
    )
    expect((await fulfil(db().sql, night, order)).outcome).toBe('completed')
    expect(await state(order.order_id)).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: '10.00',
      tickets: ['issued', 'issued'],
      mails: ['partial_refund re_early', 'tickets'],
    })
  })
})

describe('a dispute', () => {
  it('heard of before its payment blocks the tickets when they are made', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const intent = `pi_${order.order_id}`
    await recordDispute(db().sql, intent, 'needs_response')
    await fulfil(db().sql, night, order)
    expect(await state(order.order_id)).toMatchObject({
      dispute: 'open',
      tickets: ['void', 'void'],
      people: ['dispute_open'],
    })
  })

  it('that is opened blocks, that is won restores, and that is lost voids and gives the seats back once', async () => {
    const night = await makeNight(db().sql)
    const won = await bought(db().sql, night)
    const lost = await bought(db().sql, night)
    for (const { intent, orderId } of [won, lost]) {
      await recordDispute(db().sql, intent, 'needs_response', 1)
      expect((await state(orderId)).tickets).toEqual(['void', 'void'])
    }
    expect((await seats(db().sql, night)).VIP.sold).toBe(4)
    await recordDispute(db().sql, won.intent, 'won', 2)
    expect(await state(won.orderId)).toMatchObject({ tickets: ['issued', 'issued'], people: [] })
    await recordDispute(db().sql, lost.intent, 'lost', 2)
    await recordDispute(db().sql, lost.intent, 'lost', 3)
    expect(await state(lost.orderId)).toMatchObject({
      dispute: 'lost',
      tickets: ['void', 'void'],
      people: [],
    })
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })

  it.each([
    ['a second', 1],
    ['the same second', 0],
  ])('told as created after it was told as lost, %s apart, stays lost', async (_name, gap) => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordDispute(db().sql, intent, 'lost', 1_000 + Number(gap))
    await recordDispute(db().sql, intent, 'needs_response', 1_000)
    expect(await state(orderId)).toMatchObject({ dispute: 'lost', tickets: ['void', 'void'] })
  })

  it('of a lost order owes nothing more: the bank has taken the money', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordDispute(db().sql, intent, 'lost')
    await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
    await db().sql`select internal.settle_order(${orderId})`
    expect((await state(orderId)).requests).toEqual([])
  })
})

describe('a second payment of one order', () => {
  it('goes back by itself and stays refunded, however often it is told of', async () => {
    const night = await makeNight(db().sql)
    const { order, orderId } = await bought(db().sql, night)
    const second = { payment: { payment_intent: `pi_2_${orderId}` } }
    expect((await fulfil(db().sql, night, order, second)).outcome).toBe('refund_pending')
    const [request] = await claimRefunds().then((all) => all.filter((r) => r.order_id === orderId))
    expect(request).toMatchObject({ payment_intent: `pi_2_${orderId}`, amount: '100.00' })
    await recordRefund(db().sql, `pi_2_${orderId}`, {
      amount: '100.00',
      request_id: String(request?.request_id),
    })
    await fulfil(db().sql, night, order, second)
    expect(await state(orderId)).toMatchObject({
      status: 'completed',
      refunded_amount: '0.00',
      tickets: ['issued', 'issued'],
      payments: [
        { intent: `pi_${orderId}`, status: 'succeeded' },
        { intent: `pi_2_${orderId}`, status: 'refunded' },
      ],
      mails: [`second_payment pi_2_${orderId}`, 'tickets'],
      requests: ['second_payment 100.00 sent'],
    })
  })
})

describe('money that is owed', () => {
  it('is asked for once, under one key, until Stripe has answered', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const { orderId, intent } = await boughtLate(db().sql, night)
    const mine = async () => (await claimRefunds()).filter((r) => r.order_id === orderId)
    const [request] = await mine()
    expect(await mine()).toEqual([])
    const again = () =>
      db()
        .sql`update public.refund_requests set next_attempt_at = now() where order_id = ${orderId}`
    await db()
      .sql`select public.finish_refund(${String(request?.request_id)}, null, 'unavailable', false)`
    await again()
    expect((await mine()).map((r) => r.request_id)).toEqual([request?.request_id])
    const refund = {
      id: `re_${orderId}`,
      amount: '100.00',
      currency: 'usd',
      status: 'pending',
      request_id: String(request?.request_id),
    }
    await db()
      .sql`select public.finish_refund(${String(request?.request_id)}, ${db().sql.json([refund])})`
    await again()
    expect(await mine()).toEqual([])
    expect(await state(orderId)).toMatchObject({ status: 'refund_pending' })
    await recordRefund(db().sql, intent, { ...refund, status: 'succeeded' })
    await again()
    expect(await mine()).toEqual([])
    expect(await state(orderId)).toMatchObject({
      status: 'refunded',
      mails: ['late'],
      requests: ['late 100.00 sent'],
    })
  })

  it('that Stripe refuses to move, or that comes back, is a person’s business and is not asked for again', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const { orderId } = await boughtLate(db().sql, night)
    const [request] = (await claimRefunds()).filter((r) => r.order_id === orderId)
    await db()
      .sql`select public.finish_refund(${String(request?.request_id)}, '[]', 'charge_disputed', true)`
    await db().sql`select internal.settle_order(${orderId})`
    expect(await state(orderId)).toMatchObject({
      status: 'refund_pending',
      people: ['refund_refused'],
      requests: ['late 100.00 refused'],
    })
  })
})

/** Events that Stripe may send about a payment of 100.00, of which 20.00 ends up refunded. */
const factsOf = (intent: string, n: number) => {
  const first = { id: `re_a_${n}`, amount: '20.00' }
  const second = { id: `re_b_${n}`, amount: '80.00' }
  return [
    () => recordRefund(db().sql, intent, { ...first, status: 'pending' }),
    () => recordRefund(db().sql, intent, first),
    () => recordRefund(db().sql, intent, second),
    () => recordRefund(db().sql, intent, { ...second, status: 'failed' }),
    () => recordDispute(db().sql, intent, 'needs_response', 100),
    () => recordDispute(db().sql, intent, 'won', 200),
  ]
}

describe('settling', () => {
  // Seven steps in a different order each time: a multiplier below seven visits all of them.
  it.each(Array.from({ length: 24 }, (_, n) => n))(
    'gives the same state for the same facts in whatever order, and told twice: %i',
    async (n) => {
      const night = await makeNight(db().sql)
      const order = await hold(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 4 }] })
      const facts = [...factsOf(`pi_${order.order_id}`, n), () => fulfil(db().sql, night, order)]
      const steps = facts.map((_, i) => facts[(i * (1 + (n % 6)) + Math.floor(n / 6)) % 7])
      for (const step of n % 2 === 0 ? [...steps, ...facts] : steps) await step?.()
      // Refunded when the payment came, and the money returned since: the worker fulfils orders that wait for tickets.
      if ((await state(order.order_id)).tickets_due) await fulfil(db().sql, night, order)
      expect(await state(order.order_id)).toMatchObject({
        status: 'partially_refunded',
        refunded_amount: '20.00',
        dispute: 'won',
        declined: null,
        tickets_due: false,
        tickets: ['issued', 'issued', 'issued', 'issued'],
        payments: [{ status: 'partially_refunded', amount_refunded: '20.00' }],
        mails: expect.arrayContaining([
          `partial_refund re_a_${n}`,
          `refund_failed re_b_${n}`,
          'tickets',
        ]),
        requests: [],
        people: ['refund_failed'],
      })
      expect((await seats(db().sql, night)).GA).toEqual({ sold: 4, held: 0 })
    },
  )
})
