// What the worker does: mails with leases and retries, and orders that Stripe must be asked about.
import { describe, expect, it } from 'vitest'
import { refusal } from './support/act-as.ts'
import { makeNight } from './support/make-night.ts'
import { buy, fulfil, hold } from './support/sell.ts'
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
/** Lets pauses and leases pass. */
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

  it('tries again with growing pauses, gives up after ten, and a sent mail stays sent', async () => {
    const night = await makeNight(db().sql)
    await buy(db().sql, night)
    const pauses: number[] = []
    let id = ''
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const [mail] = await claim()
      id = String(mail?.id)
      expect(mail?.attempts).toBe(attempt)
      expect((await finish(id, null, 'down')).status).toBe(attempt < 10 ? 'queued' : 'failed')
      const [row] = await db().sql`
        select extract(epoch from next_attempt_at - now())::int as pause, last_error from public.mail_outbox where id = ${id}`
      pauses.push(row?.pause)
      expect(row?.last_error).toBe('down')
      await waitOut()
    }
    const due = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]
    pauses.forEach((pause, i) => {
      expect(pause).toBeLessThanOrEqual(due[i] ?? 0)
      expect(pause).toBeGreaterThan((due[i] ?? 0) / 2)
    })
    expect(await claim()).toEqual([])
    const [sent] = await db().sql`select id from public.mail_outbox where status = 'sent' limit 1`
    expect(await finish(String(sent?.id), null, 'late failure')).toMatchObject({ status: 'sent' })
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

  it('are those that wait for payment or refund for two minutes, each once a minute', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 4 })
    const waiting = await hold(db().sql, night)
    await db()
      .sql`select public.attach_checkout(${waiting.order_id}, 'cs_waiting', 'https://pay.test', 'ab')`
    const withoutPage = await hold(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
    const late = await hold(db().sql, night)
    await db().sql`select public.release_hold(${late.order_id})`
    await buy(db().sql, night)
    expect((await fulfil(db().sql, night, late)).outcome).toBe('refund_pending')
    expect(await due()).toEqual([])
    await age(3)
    const first = await due()
    expect(first).toHaveLength(2)
    expect(first).toContainEqual(
      expect.objectContaining({
        order_id: waiting.order_id,
        status: 'pending',
        stripe_checkout_session_id: 'cs_waiting',
      }),
    )
    expect(first).toContainEqual(
      expect.objectContaining({
        order_id: late.order_id,
        status: 'refund_pending',
        stripe_payment_intent_id: `pi_${late.order_id}`,
      }),
    )
    expect(first.map((order) => order.order_id)).not.toContain(withoutPage.order_id)
    expect(await due()).toEqual([])
    await age(2)
    expect(await due()).toHaveLength(2)
  })
})
