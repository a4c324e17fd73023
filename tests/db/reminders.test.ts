// Reminders: on the day where the venue is, once for each order, to nobody who wants none.
import { describe, expect, it } from 'vitest'
import { makeNight } from './support/make-night.ts'
import { fulfil, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

async function dueOf(doors: string, timezone: string): Promise<string> {
  const night = await makeNight(db().sql)
  const [row] = await db().sql`
    update public.events e set doors_open_at = ${doors}::timestamptz, event_date = ${doors}::timestamptz,
      ends_at = ${doors}::timestamptz + interval '6 hours', timezone = ${timezone}
    where e.id = ${night.eventId} returning internal.reminder_due(e) as due`
  return row?.due.toISOString()
}

/** A night whose doors open in an hour, with an order of the day before. */
async function dueOrder(options: { doorsInHours?: number } = {}) {
  const night = await makeNight(db().sql, { doorsInHours: 1, endsInHours: 40, ...options })
  const order = await hold(db().sql, night)
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

  it('leaves alone whoever refused, also for another order of the same address', async () => {
    const first = await dueOrder()
    await queue()
    const [row] = await db().sql`select public.refuse_reminders(${first.order.order_id}) as known`
    expect(row?.known).toBe(true)
    expect(await remindersOf(first.order.order_id)).toEqual(['dropped'])
    await dueOrder()
    expect(await queue()).toBe(0)
  })
})
