// Reminders: on the day where the venue is, once for each order and evening, to nobody who wants none.
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { callAs } from './support/act-as.ts'
import { makeManager, makeNight } from './support/make-night.ts'
import { fulfil, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

// What an earlier test left behind is due no more.
beforeEach(async () => {
  await db().sql`update public.events set status = 'cancelled'`
})

async function dueOf(doors: string, timezone: string): Promise<string> {
  const night = await makeNight(db().sql)
  const [row] = await db().sql`
    update public.events e set doors_open_at = ${doors}::timestamptz, event_date = ${doors}::timestamptz,
      ends_at = ${doors}::timestamptz + interval '6 hours', timezone = ${timezone}
    where e.id = ${night.eventId} returning internal.reminder_due(e) as due`
  return row?.due.toISOString()
}

/** A night whose doors open in an hour, with an order of the day before. */
async function dueOrder(options: { doorsInHours?: number; email?: string } = {}) {
  const night = await makeNight(db().sql, { doorsInHours: 1, endsInHours: 40, ...options })
  const order = await hold(
    db().sql,
    night,
    options.email === undefined ? {} : { customer: { email: options.email, name: 'Lucía' } },
  )
  await fulfil(db().sql, night, order)
  await db()
    .sql`update public.orders set completed_at = now() - interval '2 days' where id = ${order.order_id}`
  return { night, order }
}

const queue = async () => (await db().sql`select public.queue_reminders(100) as queued`)[0]?.queued
const remindersOf = async (orderId: string) =>
  (
    await db()
      .sql`select status from public.mail_outbox where order_id = ${orderId} and kind = 'reminder'`
  ).map(({ status }) => status)

describe('a reminder is due', () => {
  it.each([
    [
      'at noon of that day, in the venue’s zone',
      '2026-11-28T05:00Z',
      'America/Los_Angeles',
      '2026-11-27T20:00',
    ],
    ['elsewhere at another noon', '2026-11-28T05:00Z', 'America/Mexico_City', '2026-11-27T18:00'],
    [
      'the day before, when doors open after midnight',
      '2026-11-28T08:30Z',
      'America/Los_Angeles',
      '2026-11-27T20:00',
    ],
    [
      'three hours before a party by day',
      '2026-11-28T21:00Z',
      'America/Los_Angeles',
      '2026-11-28T18:00',
    ],
    [
      'not before nine for doors at eleven',
      '2026-11-28T19:00Z',
      'America/Los_Angeles',
      '2026-11-28T17:00',
    ],
    [
      'at nine the evening before for a party at dawn',
      '2026-11-28T14:30Z',
      'America/Los_Angeles',
      '2026-11-28T05:00',
    ],
    [
      'at noon for what goes on at half past five',
      '2026-11-28T13:30Z',
      'America/Los_Angeles',
      '2026-11-27T20:00',
    ],
  ])('%s', async (_, doors, timezone, due) => {
    expect(await dueOf(doors, timezone)).toBe(`${due}:00.000Z`)
  })
})

describe('queue_reminders', () => {
  it('queues one for each order, however often it is asked, and its mail carries the tickets', async () => {
    const { order } = await dueOrder()
    expect(await queue()).toBe(1)
    expect(await queue()).toBe(0)
    expect(await remindersOf(order.order_id)).toEqual(['queued'])
    const [row] = await db().sql`select public.claim_mails(100) as mails`
    const kinds = row?.mails.map((mail: { kind: string }) => mail.kind)
    // The buyer's own mail is not behind it.
    expect(kinds.indexOf('reminder')).toBe(kinds.length - 1)
    const mail = row?.mails.at(-1)
    expect(mail).toMatchObject({ kind: 'reminder', to: 'lucia@example.com', locale: 'es' })
    expect(mail.tickets).toHaveLength(2)
  })

  it('reminds nobody of a night that is far, off, or begun, of tickets bought today, or of none', async () => {
    const far = await dueOrder({ doorsInHours: 30 })
    const begun = await dueOrder({ doorsInHours: -1 })
    const off = await dueOrder()
    await db().sql`update public.events set status = 'cancelled' where id = ${off.night.eventId}`
    const today = await dueOrder()
    await db().sql`update public.orders set completed_at = now() where id = ${today.order.order_id}`
    const void_ = await dueOrder()
    await db()
      .sql`update public.tickets set status = 'void' where order_id = ${void_.order.order_id}`
    expect(await queue()).toBe(0)
    for (const { order } of [far, begun, off, today, void_])
      expect(await remindersOf(order.order_id)).toEqual([])
  })

  it('drops one that could not be sent before the doors opened', async () => {
    const { night, order } = await dueOrder()
    await queue()
    await db()
      .sql`update public.events set doors_open_at = now() - interval '1 minute' where id = ${night.eventId}`
    await db().sql`select public.claim_mails(100)`
    expect(await remindersOf(order.order_id)).toEqual(['dropped'])
  })

  it('queues a second one when the night has moved to another evening, and drops the first', async () => {
    const { night, order } = await dueOrder()
    await queue()
    // Yesterday it was to be then.
    await db().sql`update public.mail_outbox set cause = (cause::date - 1)::text
      where order_id = ${order.order_id} and kind = 'reminder'`
    expect(await queue()).toBe(1)
    await db().sql`select public.claim_mails(100)`
    expect((await remindersOf(order.order_id)).sort()).toEqual(['dropped', 'queued'])
    // Another hour of the same evening is no other reminder, and the one with the old hour is not sent.
    await db()
      .sql`update public.events set doors_open_at = doors_open_at + interval '1 minute' where id = ${night.eventId}`
    await db()
      .sql`update public.mail_outbox set next_attempt_at = now() where order_id = ${order.order_id}`
    expect(await queue()).toBe(0)
    await db().sql`select public.claim_mails(100)`
    expect(await remindersOf(order.order_id)).toEqual(['dropped', 'dropped'])
  })
})

const refuses = async (email: string) =>
  (
    await db().sql`
      select exists (select from public.reminder_refusals where email_hash = internal.email_hash(${email})) as so`
  )[0]?.so
const refuseBeforehand = (email: string) =>
  db().sql`insert into public.reminder_refusals (email_hash) values (internal.email_hash(${email}))`

describe('refuse_reminders', () => {
  const reminderOf = async (orderId: string) =>
    (
      await db()
        .sql`select id from public.mail_outbox where order_id = ${orderId} and kind = 'reminder'`
    )[0]?.id
  const refuse = async (mailId: string) =>
    (await db().sql`select public.refuse_reminders(${mailId}) as known`)[0]?.known
  const accept = async (mailId: string) =>
    (await db().sql`select public.accept_reminders(${mailId}) as known`)[0]?.known

  it('holds for every order of the address, until it is taken back', async () => {
    const email = `${randomUUID()}@example.com`
    const first = await dueOrder({ email })
    await queue()
    const mailId = await reminderOf(first.order.order_id)
    expect(await refuse(mailId)).toBe(true)
    expect(await remindersOf(first.order.order_id)).toEqual(['dropped'])
    await dueOrder({ email })
    expect(await queue()).toBe(0)
    expect(await accept(mailId)).toBe(true)
    expect(await queue()).toBe(1)
  })

  it('is about the address that got the reminder, not the one that the order has by now', async () => {
    const [old, corrected] = [`${randomUUID()}@example.com`, `${randomUUID()}@example.com`]
    const { order } = await dueOrder({ email: old })
    await queue()
    const mailId = await reminderOf(order.order_id)
    await db()
      .sql`update public.orders set customer_email = ${corrected} where id = ${order.order_id}`
    await refuse(mailId)
    expect(await refuses(old)).toBe(true)
    expect(await refuses(corrected)).toBe(false)
  })

  it('drops what was queued for an address before it refused, when it is claimed', async () => {
    const email = `${randomUUID()}@example.com`
    const { order } = await dueOrder({ email })
    await queue()
    await refuseBeforehand(email)
    await db().sql`select public.claim_mails(100)`
    expect(await remindersOf(order.order_id)).toEqual(['dropped'])
  })

  it('knows no other mail, and nobody who was forgotten', async () => {
    const { order } = await dueOrder()
    await queue()
    const [tickets] = await db()
      .sql`select id from public.mail_outbox where order_id = ${order.order_id} and kind = 'tickets'`
    expect(await refuse(tickets?.id)).toBe(false)
    const mailId = await reminderOf(order.order_id)
    await db().sql`select internal.forget_orders(array[${order.order_id}]::uuid[])`
    expect(await refuse(mailId)).toBe(false)
    expect(await accept(mailId)).toBe(false)
  })
})

describe('whoever was erased', () => {
  it('gets no reminder, and no tickets that come back to life', async () => {
    const { order } = await dueOrder()
    await db().sql`select internal.forget_orders(array[${order.order_id}]::uuid[])`
    expect(await queue()).toBe(0)
    await db().sql`select internal.settle_order(${order.order_id})`
    const mails = await db()
      .sql`select kind, status from public.mail_outbox where order_id = ${order.order_id}`
    expect(mails).toEqual([{ kind: 'tickets', status: 'dropped' }])
  })

  it('sees in the export what they refused and their receipts, and leaves no refusal behind', async () => {
    const admin = await makeManager(db().sql, 'admin')
    const email = `${randomUUID()}@example.com`
    await dueOrder({ email })
    await refuseBeforehand(email)
    const person = await callAs(db().sql, admin, 'export_person($1)', email)
    expect(person.no_reminders_since).not.toBeNull()
    expect(person.orders[0].receipts).toMatchObject([{ kind: 'receipt', amount: '100.00' }])
    await callAs(db().sql, admin, 'erase_person($1, $2)', email, 'asked')
    expect(await refuses(email)).toBe(false)
  })
})
