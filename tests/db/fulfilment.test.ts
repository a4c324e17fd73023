// Fulfilment: a payment becomes tickets once, or a refund that is owed; late, repeated, concurrent and wrong payments.
import { randomUUID } from 'node:crypto'
import type { JSONValue } from 'postgres'
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { makeNight } from './support/make-night.ts'
import {
  buy,
  fulfil,
  hold,
  lapse,
  newTicketId,
  qrTextOf,
  seats,
  ticketsFor,
} from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()

const orderRow = async (orderId: string) => {
  const [row] = await db().sql`select * from public.orders where id = ${orderId}`
  return row
}
const count = async (table: 'tickets' | 'payments' | 'mail_outbox', orderId: string) => {
  const [row] = await db().sql`
    select count(*)::int as count from ${db().sql(`public.${table}`)} where order_id = ${orderId}`
  return row?.count
}

describe('a paid order', () => {
  it('is completed with its tickets, its payment and one mail, and its seats are sold', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night, {
      lines: [
        { ticket_type: 'VIP', quantity: 2 },
        { ticket_type: 'GA', quantity: 1 },
      ],
    })
    const answer = await fulfil(db().sql, night, order, {
      payment: { payment_intent: 'pi_complete', customer: 'cus_1' },
      stripeEvent: { id: 'evt_complete', type: 'checkout.session.completed', object_id: 'cs_1' },
    })
    expect(answer.outcome).toBe('completed')
    expect(answer.ticket_ids).toHaveLength(3)
    expect(await orderRow(order.order_id)).toMatchObject({
      status: 'completed',
      stripe_payment_intent_id: 'pi_complete',
      stripe_customer_id: 'cus_1',
      completed_at: expect.any(Date),
    })
    const tickets = await db().sql`
      select ticket_type, price_paid, stripe_payment_id, guest_name, guest_email, event_name, status, presence, is_used
      from public.tickets where order_id = ${order.order_id} order by ticket_type`
    expect(tickets.map((ticket) => ticket.ticket_type)).toEqual(['General', 'VIP', 'VIP'])
    expect(tickets[1]).toEqual({
      ticket_type: 'VIP',
      price_paid: '50.00',
      stripe_payment_id: 'pi_complete',
      guest_name: 'Lucía Ñáñez',
      guest_email: 'lucia@example.com',
      event_name: night.name,
      status: 'issued',
      presence: 'never',
      is_used: false,
    })
    const payments = await db().sql`
      select stripe_payment_intent_id, amount, status from public.payments where order_id = ${order.order_id}`
    expect([...payments]).toEqual([
      { stripe_payment_intent_id: 'pi_complete', amount: '125.00', status: 'succeeded' },
    ])
    const mails = await db()
      .sql`select kind, to_email, locale from public.mail_outbox where order_id = ${order.order_id}`
    expect([...mails]).toEqual([{ kind: 'tickets', to_email: 'lucia@example.com', locale: 'es' }])
    expect(await seats(db().sql, night)).toEqual({
      event: { sold: 3, held: 0 },
      VIP: { sold: 2, held: 0 },
      GA: { sold: 1, held: 0 },
    })
    const [event] = await db()
      .sql`select order_id from public.stripe_events where id = 'evt_complete'`
    expect(event?.order_id).toBe(order.order_id)
  })

  it('called again by webhook, page and reconciler has done its work already', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const first = await fulfil(db().sql, night, order)
    const again = await fulfil(db().sql, night, order, {
      stripeEvent: { id: `evt_${randomUUID()}`, type: 'payment_intent.succeeded', object_id: 'pi' },
    })
    expect(again).toEqual({ ...first, outcome: 'already_completed' })
    expect(await count('tickets', order.order_id)).toBe(2)
    expect(await count('payments', order.order_id)).toBe(1)
    expect(await count('mail_outbox', order.order_id)).toBe(1)
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
  })

  it('called ten times at once is completed once', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const answers = await withPool(db().url, 11, async (pool) => {
      let calls: Promise<{ outcome: string; ticket_ids: string[] }[]> = Promise.resolve([])
      await pool.begin(async (gate) => {
        // Anything that moves seats waits here, so that all ten are in progress at once.
        await gate`select from public.ticket_types where id = ${night.vip} for update`
        calls = Promise.all(Array.from({ length: 10 }, () => fulfil(pool, night, order)))
        await untilWaiting(db().sql, 10)
      })
      return calls
    })
    expect(answers.filter((answer) => answer.outcome === 'completed')).toHaveLength(1)
    expect(answers.filter((answer) => answer.outcome === 'already_completed')).toHaveLength(9)
    expect(new Set(answers.map((answer) => JSON.stringify(answer.ticket_ids))).size).toBe(1)
    expect(await count('tickets', order.order_id)).toBe(2)
    expect((await seats(db().sql, night)).event).toEqual({ sold: 2, held: 0 })
  })

  it('that costs nothing needs no payment intent', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set price = 0 where id = ${night.vip}`
    const order = await hold(db().sql, night)
    const answer = await fulfil(db().sql, night, order, { payment: { payment_intent: null } })
    expect(answer.outcome).toBe('completed')
    expect(await count('payments', order.order_id)).toBe(0)
    expect(
      (await fulfil(db().sql, night, order, { payment: { payment_intent: null } })).outcome,
    ).toBe('already_completed')
  })

  it('that costs nothing says why it has no tickets: the night was called off', async () => {
    const night = await makeNight(db().sql)
    await db().sql`update public.ticket_types set price = 0 where id = ${night.vip}`
    const order = await hold(db().sql, night)
    await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
    const answer = await fulfil(db().sql, night, order, { payment: { payment_intent: null } })
    expect(answer).toEqual({ outcome: 'cancelled', ticket_ids: [] })
    expect((await seats(db().sql, night)).event).toEqual({ sold: 0, held: 0 })
  })
})

describe('a payment that is not the order’s', () => {
  it.each<[{ amount?: string; currency?: string; session?: string }, string]>([
    [{ amount: '99.99' }, 'amount'],
    [{ currency: 'eur' }, 'currency'],
    [{ session: 'cs_other' }, 'session'],
  ])('buys nothing and calls a person, once: %j', async (payment, mismatch) => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const intent = `pi_${order.order_id}`
    await db()
      .sql`select public.attach_checkout(${order.order_id}, ${`cs_${order.order_id}`}, 'https://pay.test', 'ab')`
    for (const _again of [1, 2]) {
      expect(await fulfil(db().sql, night, order, { payment })).toEqual({
        outcome: 'needs_person',
        ticket_ids: [],
      })
    }
    expect((await orderRow(order.order_id))?.status).toBe('pending')
    const list = await db()
      .sql`select cause, subject, detail, resolved_at from public.needs_person where order_id = ${order.order_id}`
    expect([...list]).toEqual([
      {
        cause: 'payment_mismatch',
        subject: intent,
        resolved_at: null,
        detail: {
          payment_intent: intent,
          mismatch,
          amount: payment.amount ?? '100.00',
          expected: '100.00',
        },
      },
    ])
    // The right payment still buys, and refunding the wrong one empties the list.
    await fulfil(db().sql, night, order, { payment: { payment_intent: `${intent}_right` } })
    expect((await orderRow(order.order_id))?.status).toBe('completed')
    const refund = { id: `re_${intent}`, amount: '100.00', currency: 'usd', status: 'succeeded' }
    await db()
      .sql`select public.record_stripe_event(null, ${db().sql.json({ kind: 'refunds', payment_intent: intent, refunds: [refund] })})`
    const [item] = await db()
      .sql`select resolved_at from public.needs_person where subject = ${intent}`
    expect(item?.resolved_at).toBeInstanceOf(Date)
  })

  it.each([
    { amount: '1e2x' },
    { amount: null },
    { currency: null },
    { payment_intent: null },
    { payment_intent: '' },
  ])('that is no payment at all is refused and changes nothing: %j', async (payment) => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    expect(await refusal(fulfil(db().sql, night, order, { payment }))).toMatchObject({
      code: 'PT400',
      message: 'invalid_request',
    })
    expect((await orderRow(order.order_id))?.status).toBe('pending')
  })

  it('of an unknown order is told so', async () => {
    const night = await makeNight(db().sql)
    const order = { order_id: randomUUID(), total_amount: '1.00', lines: [] }
    expect(await refusal(fulfil(db().sql, night, order))).toMatchObject({
      code: 'PT404',
      message: 'order_not_found',
    })
  })

  it('a second payment of a completed order is owed back, and the order stays as it is', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order)
    const second = await fulfil(db().sql, night, order, {
      payment: { payment_intent: `pi_2_${order.order_id}` },
    })
    expect(second.outcome).toBe('refund_pending')
    expect((await orderRow(order.order_id))?.status).toBe('completed')
    const [row] = await db().sql`
      select status from public.payments where stripe_payment_intent_id = ${`pi_2_${order.order_id}`}`
    expect(row?.status).toBe('refund_pending')
    expect(await count('tickets', order.order_id)).toBe(2)
  })
})

describe('tickets that are not the order’s', () => {
  const wrong = (
    name: string,
    change: (tickets: ReturnType<typeof ticketsFor>, other: string) => JSONValue,
  ) => [name, change] as const
  it.each([
    wrong('too few', (tickets) => tickets.slice(1)),
    wrong('too many', (tickets) => [...tickets, { ...tickets[0], ticket_id: 'x' }]),
    wrong('none', () => []),
    wrong('of another type', (tickets, other) =>
      tickets.map((t) => ({ ...t, ticket_type_id: other })),
    ),
    wrong('of another event’s code', (tickets) =>
      tickets.map((t) => ({ ...t, ticket_id: t.ticket_id.replace(/-N..-/, '-ZZ-') })),
    ),
    wrong('with a QR text of another ticket', (tickets) =>
      tickets.map((t) => ({ ...t, qr_code_data: 'MGY.VIP.x' })),
    ),
  ])('are refused: %s', async (_name, change) => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const tickets = change(ticketsFor(night, order), night.general)
    expect(await refusal(fulfil(db().sql, night, order, { tickets }))).toMatchObject({
      code: 'PT400',
      message: 'tickets_mismatch',
    })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 2 })
  })

  it('a ticket id that exists already is a plain unique violation, so that the caller draws again', async () => {
    const night = await makeNight(db().sql)
    const [taken] = await buy(db().sql, night)
    const order = await hold(db().sql, night)
    const tickets = ticketsFor(night, order).map((ticket, i) =>
      i === 0
        ? { ...ticket, ticket_id: taken, qr_code_data: qrTextOf(String(taken), 'VIP') }
        : ticket,
    )
    expect(await refusal(fulfil(db().sql, night, order, { tickets }))).toMatchObject({
      code: '23505',
    })
    expect((await fulfil(db().sql, night, order)).outcome).toBe('completed')
  })

  it('an id whose check characters do not hold is refused by the table', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    const good = newTicketId(night)
    const bad = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`
    const tickets = ticketsFor(night, order).map((ticket) => ({
      ...ticket,
      ticket_id: bad,
      qr_code_data: qrTextOf(bad, 'VIP'),
    }))
    expect(await refusal(fulfil(db().sql, night, order, { tickets }))).toMatchObject({
      code: '23514',
    })
  })
})

describe('paid after the hold has lapsed', () => {
  const expired = async (night: Awaited<ReturnType<typeof makeNight>>) => {
    const order = await hold(db().sql, night)
    await lapse(db().sql, order.order_id)
    await db().sql`select public.sweep_holds()`
    expect((await orderRow(order.order_id))?.status).toBe('expired')
    return order
  }

  it('with seats left takes them again', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const order = await expired(night)
    expect((await fulfil(db().sql, night, order)).outcome).toBe('completed')
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
  })

  it('takes the seats of holds that have lapsed since', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const order = await expired(night)
    const other = await hold(db().sql, night)
    await lapse(db().sql, other.order_id)
    expect((await fulfil(db().sql, night, order)).outcome).toBe('completed')
    expect((await orderRow(other.order_id))?.status).toBe('expired')
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
  })

  it('with the seats gone is owed back, tells the customer, and stays so when asked again', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2 })
    const order = await expired(night)
    await buy(db().sql, night)
    const first = await fulfil(db().sql, night, order)
    expect(first).toMatchObject({ outcome: 'refund_pending', ticket_ids: [] })
    expect((await fulfil(db().sql, night, order)).outcome).toBe('refund_pending')
    expect(await orderRow(order.order_id)).toMatchObject({
      status: 'refund_pending',
      completed_at: null,
    })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
    const mails = await db()
      .sql`select kind, cause from public.mail_outbox where order_id = ${order.order_id}`
    expect([...mails]).toEqual([{ kind: 'late', cause: '' }])
    const [payment] = await db()
      .sql`select status from public.payments where order_id = ${order.order_id}`
    expect(payment?.status).toBe('refund_pending')
  })

  it('with the venue full is owed back although the type has seats', async () => {
    const night = await makeNight(db().sql, { venueCapacity: 3 })
    const order = await expired(night)
    await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 2 }] })
    expect((await fulfil(db().sql, night, order)).outcome).toBe('refund_pending')
    expect(await seats(db().sql, night)).toMatchObject({
      event: { sold: 2, held: 0 },
      VIP: { sold: 0, held: 0 },
    })
  })
})

describe('an order’s page', () => {
  it('opens with the token’s hash only, and a wrong token is the same answer as no order', async () => {
    const night = await makeNight(db().sql)
    const order = await hold(db().sql, night)
    await db()
      .sql`select public.attach_checkout(${order.order_id}, 'cs_view', 'https://pay.test', ${'0a'.repeat(32)})`
    const view = async (id: string, hash: string | null) =>
      (await db().sql`select public.order_view(${id}, ${hash}) as answer`)[0]?.answer
    const pending = await view(order.order_id, '0A'.repeat(32))
    expect(pending).toMatchObject({
      order: {
        status: 'pending',
        checkout_url: 'https://pay.test',
        customer_email_masked: 'l•••@example.com',
      },
      event: { slug: night.slug, day: night.day },
      tickets: [],
    })
    expect(JSON.stringify(pending)).not.toContain('lucia@example.com')
    await fulfil(db().sql, night, order)
    const completed = await view(order.order_id, '0a'.repeat(32))
    expect(completed.order.checkout_url).toBeNull()
    expect(completed.tickets).toHaveLength(2)
    expect(completed.tickets[0]).toMatchObject({
      ticket_type: 'VIP',
      type_code: 'VIP',
      status: 'issued',
      is_used: false,
    })
    const unopened = await hold(db().sql, night)
    for (const [id, hash] of [
      [order.order_id, '0b'.repeat(32)],
      [order.order_id, ''],
      [order.order_id, null],
      [randomUUID(), '0a'.repeat(32)],
      [unopened.order_id, null],
    ] as const) {
      expect(await refusal(view(id, hash))).toEqual({
        code: 'PT404',
        message: 'order_not_found',
        detail: null,
      })
    }
  })
})
