// What a manager may do with money: refunds by ticket, amount and in full, voids, cancelling a night; and who may not.
import { randomUUID } from 'node:crypto'
import {
  cancelEvent,
  cancellationProgress,
  managerOrder,
  needsPersonList,
} from '@maguey/wire/order-desk'
import { findOrders } from '@maguey/wire/order-finding'
import type { Sql } from 'postgres'
import { describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone } from './support/make-night.ts'
import { fulfil, hold, seats } from './support/sell.ts'
import { bought, recordRefund, stateOf } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const state = (orderId: string) => stateOf(db().sql, orderId)

type Wish = { tickets?: string[]; amount?: string; key?: string; reason?: string }

async function askRefund(manager: Caller, orderId: string, wish: Wish = {}) {
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`
      select public.request_refund(${orderId}, ${wish.reason ?? 'Guest is ill'}, ${wish.key ?? randomUUID()},
        ${wish.tickets ?? null}::text[], ${wish.amount ?? null}::decimal) as answer`,
  )
  return row?.answer as { request_id: string; amount: string; order_status: string }
}

/** Sends an order's queued refunds to a Stripe that processes them at once, as the worker would. */
async function carry(sql: Sql, orderId: string, status = 'succeeded') {
  const [row] = await sql`select public.claim_refunds(1000, 60) as requests`
  const requests: { request_id: string; order_id: string; amount: string }[] = row?.requests ?? []
  for (const request of requests) {
    if (request.order_id !== orderId) {
      await sql`update public.refund_requests set next_attempt_at = now() where id = ${request.request_id}`
      continue
    }
    const refund = { ...request, id: `re_${request.request_id}`, currency: 'usd', status }
    await sql`select public.finish_refund(${request.request_id}, ${sql.json([refund])})`
  }
}

const ticketsOf = async (orderId: string) =>
  (await db().sql`select ticket_id from public.tickets where order_id = ${orderId} order by 1`).map(
    (row) => String(row.ticket_id),
  )

describe('a refund in full', () => {
  it('ends in the same state as one made in Stripe’s dashboard', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const ours = await bought(db().sql, night)
    const theirs = await bought(db().sql, night)
    expect(await askRefund(manager, ours.orderId)).toMatchObject({
      amount: '100.00',
      order_status: 'refund_pending',
    })
    expect(await state(ours.orderId)).toMatchObject({ tickets: ['void', 'void'] })
    await carry(db().sql, ours.orderId)
    const [request] = await db().sql`
      select id from public.refund_requests where order_id = ${ours.orderId}`
    await recordRefund(db().sql, theirs.intent, { id: `re_of_${theirs.orderId}`, amount: '100.00' })
    const { requests, ...here } = await state(ours.orderId)
    const { requests: none, ...there } = await state(theirs.orderId)
    expect(requests).toEqual(['manager 100.00 sent'])
    expect(none).toEqual([])
    const unnamed = (one: unknown, orderId: string, refund: string) =>
      JSON.stringify(one).replaceAll(refund, 'REFUND').replaceAll(orderId, 'ORDER')
    expect(unnamed(here, ours.orderId, `re_${request?.id}`)).toEqual(
      unnamed(there, theirs.orderId, `re_of_${theirs.orderId}`),
    )
    expect((await seats(db().sql, night)).VIP.sold).toBe(0)
  })

  it('asked for twice under one key is one refund, and under another there is nothing left', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const key = randomUUID()
    const first = await askRefund(manager, orderId, { key })
    expect(await askRefund(manager, orderId, { key })).toEqual(first)
    expect(await refusal(askRefund(manager, orderId, { key, amount: '1.00' }))).toMatchObject({
      message: 'request_conflict',
    })
    expect(await refusal(askRefund(manager, orderId))).toMatchObject({
      message: 'nothing_to_refund',
    })
  })

  it('that fails gives the tickets back and calls a person', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    await askRefund(manager, orderId)
    await carry(db().sql, orderId, 'failed')
    expect(await state(orderId)).toMatchObject({
      status: 'completed',
      tickets: ['issued', 'issued'],
      people: ['refund_failed'],
    })
    // The manager may try once more, and a successful refund empties the list.
    await askRefund(manager, orderId)
    await carry(db().sql, orderId)
    expect(await state(orderId)).toMatchObject({ status: 'refunded', people: [] })
  })
})

describe('a refund by ticket', () => {
  it('takes that ticket at what it cost, returns its seat once, and the others stand', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const [ticket] = await ticketsOf(orderId)
    expect(await askRefund(manager, orderId, { tickets: [String(ticket)] })).toMatchObject({
      amount: '50.00',
    })
    expect((await state(orderId)).tickets).toEqual(['issued', 'void'])
    expect((await seats(db().sql, night)).VIP.sold).toBe(2)
    await carry(db().sql, orderId)
    await db().sql`select internal.settle_order(${orderId})`
    expect(await state(orderId)).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: '50.00',
      tickets: ['issued', 'refunded'],
    })
    expect((await seats(db().sql, night)).VIP.sold).toBe(1)
    for (const tickets of [[String(ticket)], ['MGY-NOT-OURS'], []]) {
      expect(await refusal(askRefund(manager, orderId, { tickets }))).toMatchObject({
        message: 'tickets_mismatch',
      })
    }
  })
})

describe('a refund by amount', () => {
  it('leaves the tickets standing, and never exceeds what is left', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    await askRefund(manager, orderId, { amount: '30.00' })
    await carry(db().sql, orderId)
    expect(await state(orderId)).toMatchObject({
      status: 'partially_refunded',
      tickets: ['issued', 'issued'],
    })
    expect(await refusal(askRefund(manager, orderId, { amount: '70.01' }))).toMatchObject({
      message: 'refund_exceeds',
      detail: { remaining: '70.00' },
    })
    for (const amount of ['0', '-1']) {
      expect(await refusal(askRefund(manager, orderId, { amount }))).toMatchObject({
        message: 'nothing_to_refund',
      })
    }
    expect(await refusal(askRefund(manager, orderId, { amount: '0.001' }))).toMatchObject({
      message: 'amount_not_chargeable',
    })
  })
})

describe('a void', () => {
  it('takes tickets back without money, returns their seats once, and is on record', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const [ticket] = await ticketsOf(orderId)
    const voided = (tickets: string[], reason = 'Printed twice') =>
      actAs(
        db().sql,
        manager,
        (tx) => tx`select public.void_tickets(${orderId}, ${tickets}, ${reason})`,
      )
    await voided([String(ticket)])
    await voided([String(ticket)])
    expect(await state(orderId)).toMatchObject({ status: 'completed', tickets: ['issued', 'void'] })
    expect((await seats(db().sql, night)).VIP.sold).toBe(1)
    expect(await refusal(voided(['MGY-NOT-OURS']))).toMatchObject({ message: 'tickets_mismatch' })
    expect(await refusal(voided([String(ticket)], ' '))).toMatchObject({
      message: 'invalid_request',
    })
    const log = await db()
      .sql`select action, reason, actor, detail from public.audit_log where order_id = ${orderId}`
    expect([...log]).toEqual([
      {
        action: 'void',
        reason: 'Printed twice',
        actor: manager.userId,
        detail: { ticket_ids: [ticket] },
      },
    ])
  })
})

describe('a night called off', () => {
  const cancel = (manager: Caller, eventId: string) =>
    actAs(
      db().sql,
      manager,
      (tx) => tx`select public.cancel_event(${eventId}, 'Flooded') as answer`,
    )
  const work = async (limit: number) =>
    (await db().sql`select public.work_on_cancellations(${limit}) as done`)[0]?.done as number

  it('gives every order its money back in steps that a restart goes on from, and says how far it is', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const orders = []
    for (let i = 0; i < 5; i += 1) orders.push(await bought(db().sql, night))
    const pending = await hold(db().sql, night)
    const [first] = await cancel(manager, night.eventId)
    expect(first?.answer).toMatchObject({ orders: 5, orders_settled: 0, refunds_done: 0 })
    expect(await refusal(hold(db().sql, night))).toMatchObject({ message: 'event_cancelled' })
    expect(await work(4)).toBe(4)
    // Killed in the middle of a step: it is as if the step had never started.
    await refusal(
      db().sql.begin(async (tx) => {
        await tx`select public.work_on_cancellations(1)`
        throw new Error('killed')
      }),
    )
    while ((await work(4)) > 0);
    for (const { orderId } of orders) await carry(db().sql, orderId)
    const [last] = await cancel(manager, night.eventId)
    expect(last?.answer).toMatchObject({
      orders: 5,
      orders_settled: 5,
      refunds: 5,
      refunds_done: 5,
      refunds_failed: 0,
      amount: '500.00',
      amount_returned: '500.00',
      finished_at: expect.any(String),
    })
    for (const { orderId } of orders) {
      expect(await state(orderId)).toMatchObject({
        status: 'refunded',
        tickets: ['refunded', 'refunded'],
        mails: ['cancelled', 'tickets'],
        requests: ['cancelled 100.00 sent'],
      })
    }
    expect(await state(pending.order_id)).toMatchObject({ status: 'expired', mails: [] })
    expect((await seats(db().sql, night)).event).toEqual({ sold: 0, held: 0 })
    const log = await db()
      .sql`select action, reason from public.audit_log where event_id = ${night.eventId}`
    expect([...log]).toEqual([{ action: 'cancel_event', reason: 'Flooded' }])
  })

  it('tells nobody twice who had all of it back before, until that refund fails', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { id: 're_before', amount: '100.00' })
    await cancel(manager, night.eventId)
    while ((await work(10)) > 0);
    expect(await state(orderId)).toMatchObject({
      status: 'refunded',
      mails: ['refund re_before', 'tickets'],
    })
    await recordRefund(
      db().sql,
      intent,
      { id: 're_before', amount: '100.00', status: 'failed' },
      { created: 1_800_000_100 },
    )
    expect((await state(orderId)).mails).toContain('cancelled')
  })

  it('blocks free tickets too', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    await db().sql`update public.ticket_types set price = 0 where event_id = ${night.eventId}`
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order, { payment: { payment_intent: null } })
    await cancel(manager, night.eventId)
    while ((await work(10)) > 0);
    expect(await state(order.order_id)).toMatchObject({ tickets: ['void', 'void'] })
  })
})

/** Any function of the wire, whatever its arguments. */
type Border = {
  name: string
  answer: {
    '~standard': { validate(value: unknown): { issues?: unknown } | Promise<{ issues?: unknown }> }
  }
}

describe('the wire', () => {
  it('says what the database answers', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId, order } = await bought(db().sql, night)
    await fulfil(db().sql, night, order, { payment: { payment_intent: `pi_2_${orderId}` } })
    await askRefund(manager, orderId, { amount: '10.00' })
    await carry(db().sql, orderId, 'failed')
    const call = async (border: Border, args: string) => {
      const [row] = await actAs(db().sql, manager, (tx) =>
        tx.unsafe(`select public.${border.name}(${args}) as answer`),
      )
      const parsed = await border.answer['~standard'].validate(row?.answer)
      expect(parsed.issues).toBeUndefined()
      return row?.answer
    }
    expect(await call(managerOrder, `'${orderId}'`)).toMatchObject({
      payments: [{ remaining: '100.00' }, { remaining: '100.00' }],
      needs_person: [{ cause: 'refund_failed' }, { cause: 'refund_failed' }],
    })
    expect((await call(findOrders, `'${orderId}'`)).orders).toHaveLength(1)
    expect((await call(needsPersonList, '')).length).toBeGreaterThan(1)
    expect(await call(cancellationProgress, `'${night.eventId}'`)).toBeNull()
    expect(await call(cancelEvent, `'${night.eventId}', 'Rain'`)).toMatchObject({ orders: 1 })
  })
})

describe('money', () => {
  it('is moved by managers and admins only', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    const callers: Caller[] = [
      await makePhone(db().sql, night),
      { role: 'authenticated', userId: randomUUID() },
    ]
    for (const caller of callers) {
      const calls: (() => Promise<unknown>)[] = [
        () => askRefund(caller, orderId),
        ...[
          `void_tickets('${orderId}', '{}', 'x')`,
          `cancel_event('${night.eventId}', 'x')`,
          `cancellation_progress('${night.eventId}')`,
          `find_orders('lucia')`,
          `manager_order('${orderId}')`,
          'needs_person_list()',
          `resolve_needs_person('${orderId}', 'x')`,
          `requeue_mail('${orderId}')`,
        ].map((call) => () => actAs(db().sql, caller, (tx) => tx.unsafe(`select public.${call}`))),
      ]
      for (const call of calls) {
        expect(await refusal(call())).toMatchObject({ code: 'PT403', message: 'not_staff' })
      }
    }
    const anon = actAs(db().sql, { role: 'anon' }, (tx) => tx`select public.needs_person_list()`)
    expect(await refusal(anon)).toMatchObject({ code: '42501' })
    expect((await state(orderId)).status).toBe('completed')
  })

  it('that needs a person is found, and leaves the list with a note of who did what', async () => {
    const night = await makeNight(db().sql)
    const admin = await makeManager(db().sql, 'admin')
    const order = await hold(db().sql, night)
    await fulfil(db().sql, night, order, { payment: { amount: '1.00' } })
    const list = async () => {
      const [row] = await actAs(
        db().sql,
        admin,
        (tx) => tx`select public.needs_person_list() as items`,
      )
      const items: { id: string; order_id: string; cause: string }[] = row?.items ?? []
      return items.filter((item) => item.order_id === order.order_id)
    }
    const [item] = await list()
    expect(item).toMatchObject({ cause: 'payment_mismatch', customer_name: 'Lucía Ñáñez' })
    await actAs(
      db().sql,
      admin,
      (tx) => tx`select public.resolve_needs_person(${String(item?.id)}, 'Test payment')`,
    )
    expect(await list()).toEqual([])
    const [log] = await db()
      .sql`select action, reason, actor from public.audit_log where order_id = ${order.order_id}`
    expect(log).toEqual({ action: 'resolve', reason: 'Test payment', actor: admin.userId })
  })
})
