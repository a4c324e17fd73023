// Declines, ended sessions, refunds and disputes: in any order, any number of times.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { actAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight } from './support/make-night.ts'
import { buy, fulfil, hold, seats } from './support/sell.ts'
import { bought, boughtLate, record, recordRefund, stateOf } from './support/stripe-facts.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

const state = (orderId: string) => stateOf(db().sql, orderId)
const event = (id = `evt_${randomUUID()}`) => ({ id })

describe('a declined payment', () => {
  const failed = (orderId: string, final: boolean) =>
    record(db().sql, {
      kind: 'payment_failed',
      payment_intent: `pi_${orderId}`,
      order_id: orderId,
      final,
    })

  it('does not end the order: the customer may try another card', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    expect(await failed(order.order_id, false)).toMatchObject({ status: 'pending' })
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
    expect((await fulfil(db().sql, night, order)).outcome).toBe('completed')
  })

  it('that is final gives the seats back', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    expect(await failed(order.order_id, true)).toMatchObject({ status: 'failed' })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })

  it('that arrives after the success of the same intent changes nothing', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    expect(await failed(orderId, true)).toMatchObject({ status: 'completed' })
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })
})

describe('a payment that is under way for days', () => {
  it('keeps its hold, and gives it back when it fails', async () => {
    const night = await makeNight(db().sql, { endsInHours: 240 })
    const order = await hold(db().sql, night)
    await record(db().sql, { kind: 'payment_underway', order_id: order.order_id })
    const [row] = await db().sql`
      select hold_expires_at > now() + interval '9 days' as kept from public.orders where id = ${order.order_id}`
    expect(row?.kept).toBe(true)
    const effect = { kind: 'payment_failed', payment_intent: null, order_id: order.order_id }
    expect(await record(db().sql, { ...effect, final: true })).toMatchObject({ status: 'failed' })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })

  it('never keeps it longer than the night', async () => {
    const night = await makeNight(db().sql, { endsInHours: 8 })
    const order = await hold(db().sql, night)
    await record(db().sql, { kind: 'payment_underway', order_id: order.order_id })
    const [row] = await db().sql`
      select o.hold_expires_at <= e.ends_at as kept from public.orders o join public.events e on e.id = o.event_id
      where o.id = ${order.order_id}`
    expect(row?.kept).toBe(true)
  })
})

describe('an ended session', () => {
  it('releases the hold once, and an event is known by its id', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = { kind: 'session_expired', order_id: order.order_id }
    const told = event()
    const answer = { order_id: order.order_id, status: 'expired' }
    expect(await record(db().sql, effect, told)).toEqual({ ...answer, duplicate: false })
    expect(await record(db().sql, effect, told)).toEqual({ ...answer, duplicate: true })
    expect(await record(db().sql, effect)).toEqual({ ...answer, duplicate: false })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })
})

describe('a full refund', () => {
  it('makes the tickets refunded, the seats free, and tells the customer', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    const refund = { id: `re_${orderId}`, amount: '100.00' }
    expect(await recordRefund(db().sql, intent, refund)).toMatchObject({
      order_id: orderId,
      status: 'refunded',
    })
    expect(await state(orderId)).toMatchObject({
      refunded_amount: '100.00',
      tickets: ['refunded', 'refunded'],
      mails: [`refund re_${orderId}`, 'tickets'],
    })
    expect(await seats(db().sql, night)).toMatchObject({
      event: { sold: 0 },
      VIP: { sold: 0, held: 0 },
    })
  })

  it('told many times, under many ids and at once, gives the seats back once', async () => {
    const night = await makeNight(db().sql)
    await buy(db().sql, night)
    const { intent } = await bought(db().sql, night)
    await withPool(db().url, 6, (pool) =>
      Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          recordRefund(
            pool,
            intent,
            { id: `re_${intent}`, amount: '100.00' },
            event(`evt_${i % 3}`),
          ),
        ),
      ),
    )
    expect((await seats(db().sql, night)).event.sold).toBe(2)
  })

  it('told at the same moment as its payment is not missed', async () => {
    const night = await makeNight(db().sql)
    const orders = await Promise.all(Array.from({ length: 12 }, () => hold(db().sql, night)))
    await withPool(db().url, 12, (pool) =>
      Promise.all(
        orders.flatMap((order) => [
          fulfil(pool, night, order),
          recordRefund(pool, `pi_${order.order_id}`, { amount: '100.00' }),
        ]),
      ),
    )
    for (const order of orders) expect((await state(order.order_id)).status).toBe('refunded')
    expect((await seats(db().sql, night)).event).toEqual({ sold: 0, held: 0 })
  })

  it('keeps the seat of a guest who is inside, who stays used', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    const [device] = await db().sql`
      with u as (select internal.create_sign_in(${`${randomUUID()}@x.test`}, 'pw') as id)
      insert into public.devices (user_id, name) select id, 'D' from u returning id`
    await db().sql`
      with t as (select ticket_id from public.tickets where order_id = ${orderId} limit 1)
      insert into public.scans (id, ticket_id, event_id, device_id, direction, verdict, scanned_at, device_time,
        clock_offset_ms, clock_uncertainty_ms, offline, merged_at, merged_uncertainty_ms)
      select gen_random_uuid(), ticket_id, ${night.eventId}, ${device?.id}, 'in', 'admit', now(), now(), 0, 0, false, now(), 0 from t`
    await db()
      .sql`select internal.merge_tickets(array(select ticket_id from public.tickets where order_id = ${orderId}))`
    await recordRefund(db().sql, intent, { amount: '100.00' })
    expect((await state(orderId)).tickets).toEqual(['refunded', 'refunded'])
    expect((await seats(db().sql, night)).VIP.sold).toBe(1)
    const [row] = await db().sql`
      select count(*) filter (where is_used)::int as used from public.tickets where order_id = ${orderId}`
    expect(row?.used).toBe(1)
    const manager = await makeManager(db().sql)
    const [seen] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.manager_order(${orderId}) as answer`,
    )
    const tickets: { is_used: boolean; refunded_after_entry: boolean }[] = seen?.answer.tickets
    const flags = tickets.map((ticket) => [ticket.is_used, ticket.refunded_after_entry])
    expect(flags.toSorted()).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it('heard of before the payment itself issues no ticket when the payment comes', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await recordRefund(db().sql, `pi_${order.order_id}`, { amount: '100.00' })
    const answer = await fulfil(db().sql, night, order)
    expect(answer).toEqual({ outcome: 'already_completed', ticket_ids: [] })
    expect((await state(order.order_id)).status).toBe('refunded')
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 0 })
  })

  it('ends an order whose refund was pending', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const { orderId, intent } = await boughtLate(db().sql, night)
    await recordRefund(db().sql, intent, { amount: '100.00' })
    expect((await state(orderId)).status).toBe('refunded')
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })
})

describe('partial refunds', () => {
  it('leave the tickets valid until together they are all of it', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { id: `re_1_${orderId}`, amount: '30.00' })
    await recordRefund(db().sql, intent, { id: `re_1_${orderId}`, amount: '30.00' })
    expect(await state(orderId)).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: '30.00',
      tickets: ['issued', 'issued'],
      mails: [`partial_refund re_1_${orderId}`, 'tickets'],
    })
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
    await recordRefund(db().sql, intent, { id: `re_2_${orderId}`, amount: '70.00' })
    expect(await state(orderId)).toMatchObject({
      status: 'refunded',
      tickets: ['refunded', 'refunded'],
    })
  })
})

describe('other events', () => {
  it('keep the last four of the card, whether they come before the payment or after it', async () => {
    const card = { kind: 'card', payment_intent: 'pi_early', brand: 'visa', last4: '4242' }
    expect(await record(db().sql, card, { id: 'evt_card' })).toMatchObject({ duplicate: false })
    expect(await record(db().sql, card, { id: 'evt_card' })).toMatchObject({ duplicate: true })
    await record(db().sql, { ...card, payment_intent: 'pi_odd', last4: '42<' })
    const rows = await db().sql`select * from public.payment_cards`
    expect([...rows]).toEqual([
      { stripe_payment_intent_id: 'pi_early', brand: 'visa', last4: '4242' },
    ])
  })

  it('about a payment that is not ours are kept for when we hear of it, and change nothing', async () => {
    const told = event()
    const effect = { id: 're_nobody', amount: '1.00' }
    expect(await recordRefund(db().sql, 'pi_nobody', effect, told)).toEqual({
      duplicate: false,
      order_id: null,
      status: 'unknown',
    })
    expect(await recordRefund(db().sql, 'pi_nobody', effect, told)).toMatchObject({
      duplicate: true,
    })
  })

  it.each(['no-uuid', '', "'; drop table orders", '00000000-0000-0000-0000-000000000000', null])(
    'with an order id that is none of ours are ignored: %j',
    async (orderId) => {
      const effect = { kind: 'session_expired', order_id: orderId }
      expect(await record(db().sql, effect)).toMatchObject({ order_id: null, status: 'unknown' })
    },
  )

  it('that are ignored are known by their id, and nonsense is refused', async () => {
    const told = event()
    expect(await record(db().sql, { kind: 'ignored' }, told)).toMatchObject({ duplicate: false })
    expect(await record(db().sql, { kind: 'ignored' }, told)).toMatchObject({ duplicate: true })
    for (const effect of [{}, { kind: 'nonsense', payment_intent: 'pi' }]) {
      expect(await refusal(record(db().sql, effect))).toMatchObject({ message: 'invalid_request' })
    }
  })
})
