// Declines, ended sessions, refunds and disputes: in any order, any number of times.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { makeNight } from './support/make-night.ts'
import { buy, fulfil, hold, seats } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

async function record(effect: Record<string, unknown>, id = `evt_${randomUUID()}`) {
  const event = { id, type: 'test', object_id: 'obj' }
  const [row] = await db().sql`
    select public.record_stripe_event(${db().sql.json(event)}, ${db().sql.json(effect as never)}) as answer`
  return row?.answer
}

const bought = async (night: Awaited<ReturnType<typeof makeNight>>) => {
  const order = await hold(db().sql, night)
  await fulfil(db().sql, night, order)
  return { orderId: order.order_id as string, intent: `pi_${order.order_id}` }
}
const refund = (intent: string, amount: string, id?: string) =>
  record(
    {
      kind: 'refund',
      payment_intent: intent,
      order_id: null,
      amount_refunded: amount,
      currency: 'usd',
    },
    id,
  )
const statuses = async (orderId: string) =>
  (await db().sql`select status from public.tickets where order_id = ${orderId}`).map(
    (row) => row.status,
  )

describe('a decline', () => {
  it('leaves the order and its seats as they are', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = {
      kind: 'payment_failed',
      payment_intent: 'pi_declined',
      order_id: order.order_id,
      final: false,
    }
    expect(await record(effect)).toMatchObject({
      duplicate: false,
      order_id: order.order_id,
      status: 'pending',
    })
    expect((await seats(db().sql, night)).VIP.held).toBe(2)
    const paid = await fulfil(db().sql, night, order, {
      payment: { payment_intent: 'pi_declined' },
    })
    expect(paid.outcome).toBe('completed')
    const [row] = await db()
      .sql`select status from public.payments where stripe_payment_intent_id = 'pi_declined'`
    expect(row?.status).toBe('succeeded')
  })

  it('without a payment intent yet is heard too', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = {
      kind: 'payment_failed',
      payment_intent: null,
      order_id: order.order_id,
      final: false,
    }
    expect(await record(effect)).toMatchObject({ status: 'pending' })
  })

  it('that is final gives the seats back', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = {
      kind: 'payment_failed',
      payment_intent: 'pi_final',
      order_id: order.order_id,
      final: true,
    }
    expect(await record(effect)).toMatchObject({ status: 'failed' })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })

  it('that arrives after the success of the same intent changes nothing', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(night)
    const effect = {
      kind: 'payment_failed',
      payment_intent: intent,
      order_id: orderId,
      final: true,
    }
    expect(await record(effect)).toMatchObject({ status: 'completed' })
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })
})

describe('an ended session', () => {
  it('releases the hold once, and an event is known by its id', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = { kind: 'session_expired', order_id: order.order_id }
    const id = `evt_${randomUUID()}`
    expect(await record(effect, id)).toEqual({
      duplicate: false,
      order_id: order.order_id,
      status: 'expired',
    })
    expect(await record(effect, id)).toEqual({
      duplicate: true,
      order_id: order.order_id,
      status: 'expired',
    })
    expect(await record(effect)).toMatchObject({ duplicate: false, status: 'expired' })
    expect((await seats(db().sql, night)).VIP.held).toBe(0)
  })
})

describe('a full refund', () => {
  it('makes the tickets refunded, the seats free, and tells the customer', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(night)
    expect(await refund(intent, '100.00')).toMatchObject({ order_id: orderId, status: 'refunded' })
    expect(await statuses(orderId)).toEqual(['refunded', 'refunded'])
    expect(await seats(db().sql, night)).toMatchObject({
      event: { sold: 0 },
      VIP: { sold: 0, held: 0 },
    })
    const [row] = await db().sql`select refunded_amount from public.orders where id = ${orderId}`
    expect(row?.refunded_amount).toBe('100.00')
    const mails = await db()
      .sql`select kind, cause from public.mail_outbox where order_id = ${orderId} order by kind`
    expect([...mails]).toEqual([
      { kind: 'refund', cause: 'refund' },
      { kind: 'tickets', cause: '' },
    ])
  })

  it('told many times, under many ids and at once, gives the seats back once', async () => {
    const night = await makeNight(db().sql)
    await buy(db().sql, night)
    const { intent } = await bought(night)
    await withPool(db().url, 6, (pool) =>
      Promise.all(
        Array.from({ length: 6 }, (_, i) => {
          const effect = {
            kind: 'refund',
            payment_intent: intent,
            amount_refunded: '100.00',
            currency: 'usd',
          }
          const event = { id: `evt_${intent}_${i % 3}`, type: 'charge.refunded', object_id: 'ch' }
          return pool`select public.record_stripe_event(${pool.json(event)}, ${pool.json(effect)})`
        }),
      ),
    )
    expect((await seats(db().sql, night)).event.sold).toBe(2)
  })

  it('keeps the seat of a guest who is inside', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(night)
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
    await refund(intent, '100.00')
    expect(await statuses(orderId)).toEqual(['refunded', 'refunded'])
    expect((await seats(db().sql, night)).VIP.sold).toBe(1)
    const [row] = await db().sql`
      select count(*) filter (where is_used)::int as used from public.tickets where order_id = ${orderId}`
    expect(row?.used).toBe(1)
  })

  it('heard of before the payment itself issues no ticket when the payment comes', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const effect = {
      kind: 'refund',
      payment_intent: `pi_${order.order_id}`,
      order_id: order.order_id,
      amount_refunded: '100.00',
      currency: 'usd',
    }
    await record(effect)
    const answer = await fulfil(db().sql, night, order)
    expect(answer).toEqual({ outcome: 'already_completed', ticket_ids: [], mail_id: null })
    const [row] = await db().sql`select status from public.orders where id = ${order.order_id}`
    expect(row?.status).toBe('refunded')
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 0 })
  })

  it('ends an order whose refund was pending', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const order = await hold(db().sql, night)
    await db().sql`select public.release_hold(${order.order_id})`
    await buy(db().sql, night)
    await fulfil(db().sql, night, order)
    await refund(`pi_${order.order_id}`, '100.00')
    const [row] = await db().sql`select status from public.orders where id = ${order.order_id}`
    expect(row?.status).toBe('refunded')
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
  })
})

describe('a partial refund', () => {
  it('leaves the tickets valid, and the cumulative amount never goes down', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(night)
    expect(await refund(intent, '30.00')).toMatchObject({ status: 'partially_refunded' })
    await refund(intent, '20.00')
    const [row] = await db()
      .sql`select status, refunded_amount from public.orders where id = ${orderId}`
    expect(row).toEqual({ status: 'partially_refunded', refunded_amount: '30.00' })
    expect(await statuses(orderId)).toEqual(['issued', 'issued'])
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
    await refund(intent, '100.00')
    expect(await statuses(orderId)).toEqual(['refunded', 'refunded'])
  })
})

describe('other events', () => {
  it('of a second payment of the order do not touch the order', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order)
    await fulfil(db().sql, night, order, { payment: { payment_intent: 'pi_twice' } })
    await refund('pi_twice', '100.00')
    const [row] = await db().sql`select status from public.orders where id = ${order.order_id}`
    expect(row?.status).toBe('completed')
    const [payment] = await db()
      .sql`select status from public.payments where stripe_payment_intent_id = 'pi_twice'`
    expect(payment?.status).toBe('refunded')
  })

  it('about a payment that is not ours are not recorded, so that they work when we know more', async () => {
    const id = `evt_${randomUUID()}`
    expect(await refund('pi_nobody', '1.00', id)).toEqual({
      duplicate: false,
      order_id: null,
      status: 'unknown',
    })
    expect(await refund('pi_nobody', '1.00', id)).toMatchObject({ duplicate: false })
    const [row] = await db()
      .sql`select count(*)::int as count from public.stripe_events where id = ${id}`
    expect(row?.count).toBe(0)
  })

  it('of a dispute are written to the payment', async () => {
    const night = await makeNight(db().sql)
    const { intent } = await bought(night)
    await record({ kind: 'dispute_opened', payment_intent: intent, status: 'needs_response' })
    await record({ kind: 'dispute_closed', payment_intent: intent, status: 'won' })
    const [row] = await db()
      .sql`select dispute_status from public.payments where stripe_payment_intent_id = ${intent}`
    expect(row?.dispute_status).toBe('won')
  })

  it('that are ignored are known by their id, and nonsense is refused', async () => {
    const id = `evt_${randomUUID()}`
    expect(await record({ kind: 'ignored' }, id)).toMatchObject({ duplicate: false })
    expect(await record({ kind: 'ignored' }, id)).toMatchObject({ duplicate: true })
    for (const effect of [{}, { kind: 'nonsense', payment_intent: 'pi' }]) {
      const [night] = [await makeNight(db().sql)]
      const { intent } = await bought(night)
      expect(
        await refusal(record({ ...effect, ...(effect.kind ? { payment_intent: intent } : {}) })),
      ).toMatchObject({
        message: 'invalid_request',
      })
    }
  })
})
