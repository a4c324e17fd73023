// The worker's calls: mails with leases and retries, and orders to reconcile with Stripe.
import { describe, expect, it } from 'vitest'
import { actAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight } from './support/make-night.ts'
import { buy, hold } from './support/sell.ts'
import { bought, recordDispute, recordRefund } from './support/stripe-facts.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()

type Mail = {
  id: string
  kind: string
  attempts: number
  order: { id: string }
  tickets: unknown[]
}

async function claim(limit = 100, lease = 60, sql = db().sql): Promise<Mail[]> {
  const [row] = await sql`select public.claim_mails(${limit}, ${lease}) as mails`
  return row?.mails
}
const finish = async (id: string, providerId: string | null, error: string | null) =>
  (await db().sql`select public.finish_mail(${id}, ${providerId}, ${error}) as answer`)[0]?.answer
/** Makes backoffs and leases expire. */
const waitOut = () =>
  db().sql`update public.mail_outbox set next_attempt_at = now() where status = 'queued'`

describe('the outbox', () => {
  it('gives a mail with all that is needed to write it', async () => {
    const night = await makeNight(db().sql)
    await buy(db().sql, night)
    const [mail] = await claim()
    expect(mail).toMatchObject({
      kind: 'tickets',
      cause: '',
      to: 'lucia@example.com',
      locale: 'es',
      attempts: 1,
      order: {
        status: 'completed',
        customer_name: 'Lucía Ñáñez',
        total_amount: '100.00',
        currency: 'usd',
        lines: [{ code: 'VIP', quantity: 2, unit_price: '50.00' }],
      },
      event: {
        slug: night.slug,
        name: night.name,
        timezone: 'America/Los_Angeles',
        venue_name: 'Maguey',
      },
    })
    expect(mail?.tickets).toHaveLength(2)
    expect(mail?.tickets[0]).toMatchObject({
      type_code: 'VIP',
      qr_code_data: expect.stringContaining('MGY-'),
    })
    await finish(String(mail?.id), 'provider-1', null)
  })

  it('is claimed by one worker at a time, until its lease ends', async () => {
    const night = await makeNight(db().sql)
    for (let i = 0; i < 6; i += 1)
      await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
    const claims = await withPool(db().url, 3, (pool) =>
      Promise.all([1, 2, 3].map(() => claim(4, 60, pool))),
    )
    const ids = claims.flat().map((mail) => mail.id)
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(6)
    expect(await claim()).toEqual([])
    await waitOut()
    expect(await claim()).toHaveLength(6)
    for (const id of ids) await finish(id, 'p', null)
    await waitOut()
    expect(await claim()).toEqual([])
  })

  it('tries again with growing pauses for a week, then calls a person, who can have it sent again', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    await buy(db().sql, night)
    const due = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600, 3600]
    let id = ''
    for (const pause of due) {
      const [mail] = await claim()
      id = String(mail?.id)
      expect((await finish(id, null, 'down')).status).toBe('queued')
      const [row] = await db().sql`
        select extract(epoch from next_attempt_at - now())::int as pause, last_error from public.mail_outbox where id = ${id}`
      expect(row?.pause).toBeLessThanOrEqual(pause)
      expect(row?.pause).toBeGreaterThan(pause / 2)
      expect(row?.last_error).toBe('down')
      await waitOut()
    }
    await db()
      .sql`update public.mail_outbox set created_at = now() - interval '8 days' where id = ${id}`
    await claim()
    expect((await finish(id, null, 'down')).status).toBe('failed')
    await waitOut()
    expect(await claim()).toEqual([])
    const people = () => db().sql`
      select cause from public.needs_person where subject = ${id} and resolved_at is null`
    expect([...(await people())]).toEqual([{ cause: 'mail_failed' }])
    await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.requeue_mail(${id}, 'Lucia@other.test')`,
    )
    expect([...(await people())]).toEqual([])
    const [again] = await claim()
    expect(again).toMatchObject({ to: 'lucia@other.test', kind: 'tickets', attempts: 1 })
    expect(again?.id).not.toBe(id)
    await finish(String(again?.id), 'p', null)
    expect(await finish(String(again?.id), null, 'late failure')).toMatchObject({ status: 'sent' })
  })

  it('stops at an error that no retry can mend, and calls a person', async () => {
    const night = await makeNight(db().sql)
    await buy(db().sql, night)
    const [mail] = await claim()
    const [row] = await db()
      .sql`select public.finish_mail(${String(mail?.id)}, null, 'resend_422', true) as answer`
    expect(row?.answer).toMatchObject({ status: 'failed' })
  })

  it('says the same at every attempt, whatever happened to the order meanwhile', async () => {
    const night = await makeNight(db().sql)
    const { intent } = await bought(db().sql, night)
    const [first] = await claim()
    await finish(String(first?.id), null, 'no answer')
    await recordRefund(db().sql, intent, { amount: '10.00' })
    await waitOut()
    const again = (await claim()).find((mail) => mail.id === first?.id)
    // first_attempt_at too: from it on, the provider may have it.
    expect(again).toEqual({ ...first, attempts: 2 })
    for (const mail of await claim()) await finish(mail.id, 'p', null)
    await finish(String(first?.id), 'p', null)
  })

  it('never says that there are no tickets: a refund that lands first takes their mail’s place', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { amount: '100.00' })
    await waitOut()
    const mine = (await claim()).filter((mail) => mail.order.id === orderId)
    expect(mine).toMatchObject([{ kind: 'refund', amount: '100.00' }])
    const [row] = await db()
      .sql`select status from public.mail_outbox where order_id = ${orderId} and kind = 'tickets'`
    expect(row?.status).toBe('dropped')
  })

  it('sends the tickets after all when the refund that took their place comes back', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    const kinds = async () => {
      await waitOut()
      const mine = (await claim()).filter((mail) => mail.order.id === orderId)
      for (const { id } of mine) await finish(id, 'p', null)
      return mine.map((mail) => mail.kind).toSorted()
    }
    await recordRefund(db().sql, intent, { id: `re_${orderId}`, amount: '100.00' })
    expect(await kinds()).toEqual(['refund'])
    await recordRefund(db().sql, intent, {
      id: `re_${orderId}`,
      amount: '100.00',
      status: 'failed',
    })
    expect(await kinds()).toEqual(['refund_failed', 'tickets'])
    expect(await kinds()).toEqual([])
  })

  it('is sent twice at most where a mail server takes mails and never says so', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    const lose = async () => {
      await waitOut()
      const mail = (await claim()).find(({ order }) => order.id === orderId)
      return (await finish(String(mail?.id), null, 'smtp_answer_lost')).status
    }
    expect(await lose()).toBe('queued')
    expect(await lose()).toBe('failed')
    const people = await db().sql`select cause from public.needs_person where order_id = ${orderId}`
    expect([...people]).toEqual([{ cause: 'mail_failed' }])
  })

  it('has a week again once it is due anew', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    await db()
      .sql`update public.mail_outbox set status = 'dropped', created_at = now() - interval '9 days' where order_id = ${orderId}`
    await db().sql`select internal.settle_order(${orderId})`
    const mail = (await claim()).find(({ order }) => order.id === orderId)
    expect((await finish(String(mail?.id), null, 'down')).status).toBe('queued')
  })

  it('tells of a second refund in full after the first failed, and each once', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    const full = (id: string, status = 'succeeded') =>
      recordRefund(db().sql, intent, { id: `${id}_${orderId}`, amount: '100.00', status })
    await full('re_z')
    await full('re_z', 'failed')
    await full('re_a', 'pending')
    await full('re_a')
    await db().sql`select internal.settle_order(${orderId})`
    const causes = await db().sql`
      select cause from public.mail_outbox where order_id = ${orderId} and kind = 'refund' order by 1`
    expect(causes.map(({ cause }) => cause)).toEqual([`re_a_${orderId}`, `re_z_${orderId}`])
  })

  it('tells of one full refund when the rest of it follows a part', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordRefund(db().sql, intent, { amount: '40.00' })
    await recordRefund(db().sql, intent, { amount: '60.00' })
    await db().sql`select internal.settle_order(${orderId})`
    const mails = await db().sql`
      select kind, amount from public.mail_outbox where order_id = ${orderId} and kind like '%refund' order by kind desc`
    expect([...mails]).toEqual([
      { kind: 'refund', amount: '100.00' },
      { kind: 'partial_refund', amount: '40.00' },
    ])
  })

  it('keeps the tickets of a blocked order back until they stand again', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    await recordDispute(db().sql, intent, 'needs_response', 1)
    const mine = async () => {
      await waitOut()
      return (await claim()).filter((mail) => mail.order.id === orderId)
    }
    expect(await mine()).toEqual([])
    await recordDispute(db().sql, intent, 'won', 2)
    expect((await mine()).map((mail) => mail.kind)).toEqual(['tickets'])
  })

  it('hears of bounces and complaints, and shows them at the order', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    await waitOut()
    const mail = (await claim()).find((one) => one.order.id === orderId)
    await finish(String(mail?.id), 'provider-bounce', null)
    const heard = async (id: string, kind: string) =>
      (await db().sql`select public.record_mail_event(${id}, ${kind}) as answer`)[0]?.answer
    expect(await heard('provider-nobody', 'bounced')).toEqual({ order_id: null })
    expect(await heard('provider-bounce', 'delivered')).toEqual({ order_id: null })
    expect(await heard('provider-bounce', 'bounced')).toEqual({ order_id: orderId })
    expect(await heard('provider-bounce', 'complained')).toEqual({ order_id: orderId })
    const manager = await makeManager(db().sql)
    const [view] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.manager_order(${orderId}) as answer`,
    )
    expect(view?.answer).toMatchObject({
      mails: [
        { status: 'sent', bounced_at: expect.any(String), complained_at: expect.any(String) },
      ],
      needs_person: [{ cause: 'mail_bounced' }, { cause: 'mail_complained' }],
    })
  })

  it('does not know a mail that is not there', async () => {
    expect(await refusal(finish('00000000-0000-0000-0000-000000000000', 'p', null))).toMatchObject({
      message: 'not_found',
    })
  })
})

describe('orders to ask Stripe about', () => {
  const due = async () =>
    (await db().sql`select public.orders_to_reconcile(50) as orders`)[0]?.orders as {
      order_id: string
    }[]
  const age = (minutes: number) =>
    db().sql`update public.orders set created_at = created_at - ${`${minutes} minutes`}::interval,
      reconciled_at = reconciled_at - ${`${minutes} minutes`}::interval`

  it('are those whose pay page may have taken money, from two minutes on, each once a minute', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 4 })
    const waiting = await hold(db().sql, night)
    await db()
      .sql`select public.attach_checkout(${waiting.order_id}, 'cs_waiting', 'https://pay.test', 'ab')`
    const withoutPage = await hold(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
    expect(await due()).toEqual([])
    await age(3)
    expect(await due()).toEqual([
      {
        order_id: waiting.order_id,
        status: 'pending',
        hold_ended: false,
        stripe_checkout_session_id: 'cs_waiting',
      },
    ])
    expect(await due()).toEqual([])
    await age(2)
    expect((await due()).map((order) => order.order_id)).not.toContain(withoutPage.order_id)
  })
})
