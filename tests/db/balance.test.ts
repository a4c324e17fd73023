// The provider's balance beside our facts: agreement to the cent, and each way in which they can differ.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller } from './support/act-as.ts'
import { makeManager, makeNight, type Night } from './support/make-night.ts'
import { bought, recordDispute, recordRefund } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller & { userId: string }

beforeAll(async () => {
  manager = await makeManager(db().sql)
  await db().sql`select public.begin_balance_reading()`
})

type Part = 'payment' | 'refund' | 'dispute'
type Entry = { part: Part; payment_intent: string; amount: string; fee?: string }

async function book(entries: (Entry & { order_id?: string; currency?: string })[]) {
  const booked = Math.floor(Date.now() / 1000) - 3600
  const rows = entries.map((entry) => ({
    ...{ id: `txn_${randomUUID()}`, fee: '0', currency: 'usd', order_id: null, booked },
    ...entry,
  }))
  const [row] = await db().sql`
    select public.record_balance(${db().sql.json(rows)}, ${Math.ceil(Date.now() / 1000)}) as added`
  return row?.added
}

async function balanceOf(night: Night, { settled = true } = {}) {
  // As a minute later: what is newer than the reading is no gap yet.
  if (settled) {
    await db().sql`update public.payments set created_at = created_at - interval '1 minute'`
    await db().sql`update public.refunds set changed_at = changed_at - interval '1 minute'`
    await db().sql`update public.disputes set told_at = now() - interval '1 minute'`
    await db().sql`update public.stripe_events set received_at = received_at - interval '1 minute'`
  }
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`select public.night_takings(${night.eventId}) as answer`,
  )
  return row?.answer
}

describe('the balance of a night', () => {
  it('agrees with sales, refunds, failed refunds and disputes, and sums the fees', async () => {
    const night = await makeNight(db().sql)
    const orders = []
    for (let n = 0; n < 4; n += 1) orders.push(await bought(db().sql, night))
    const [kept, back, failed, fought] = orders.map(({ intent }) => intent) as [
      string,
      string,
      string,
      string,
    ]
    await recordRefund(db().sql, back, { amount: '30.00' })
    await recordRefund(db().sql, failed, { amount: '50.00', status: 'failed' })
    await recordDispute(db().sql, fought, 'lost')
    const paid = [kept, back, failed, fought].map(
      (payment_intent): Entry => ({ part: 'payment', payment_intent, amount: '100', fee: '3.20' }),
    )
    await book([
      ...paid,
      { part: 'refund', payment_intent: back, amount: '-30' },
      { part: 'refund', payment_intent: failed, amount: '-50' },
      { part: 'refund', payment_intent: failed, amount: '50' },
      { part: 'dispute', payment_intent: fought, amount: '-100', fee: '15' },
    ])
    const { net, owed, balance } = await balanceOf(night)
    expect(balance).toMatchObject({
      ...{ expected: '270.00', booked: '270.00', fees: '27.80', fresh: '0', gaps: [] },
      ...{ to_send: '0', unmatched: '0', inquiries: '0', gap_count: 0 },
    })
    expect([net, owed]).toEqual(['270.00', '50.00'])
  })

  it('names each gap with its order', async () => {
    const night = await makeNight(db().sql)
    const unbooked = await bought(db().sql, night)
    const other = await bought(db().sql, night)
    const converted = await bought(db().sql, night)
    await recordRefund(db().sql, other.intent, { amount: '30.00' })
    await book([
      { part: 'payment', payment_intent: other.intent, amount: '100' },
      { part: 'refund', payment_intent: other.intent, amount: '-35' },
      { part: 'payment', payment_intent: converted.intent, amount: '88.12', currency: 'eur' },
      { part: 'payment', payment_intent: 'pi_stray', amount: '40', order_id: unbooked.orderId },
    ])
    const { balance } = await balanceOf(night)
    const gaps = balance.gaps.map((gap: Record<string, string>) => [
      gap.order_id,
      gap.part,
      gap.reason,
      gap.ours,
      gap.booked,
    ])
    expect(gaps).toHaveLength(4)
    expect(gaps).toEqual(
      expect.arrayContaining([
        [unbooked.orderId, 'payment', 'not_booked', '100.00', '0'],
        [unbooked.orderId, 'payment', 'not_known', '0', '40.00'],
        [other.orderId, 'refund', 'amount', '-30.00', '-35.00'],
        [converted.orderId, 'payment', 'currency', '100.00', '88.12'],
      ]),
    )
  })

  it('calls nothing a gap that is newer than the reading', async () => {
    const night = await makeNight(db().sql)
    await book([])
    await bought(db().sql, night)
    const { balance } = await balanceOf(night, { settled: false })
    expect(balance).toMatchObject({ gaps: [], fresh: '100.00', expected: '100.00', booked: '0' })
  })

  it('adds up whatever differs: converted money and gaps apart', async () => {
    const night = await makeNight(db().sql)
    const converted = await bought(db().sql, night)
    const short = await bought(db().sql, night)
    await book([
      { part: 'payment', payment_intent: converted.intent, amount: '88.12', currency: 'eur' },
      { part: 'payment', payment_intent: short.intent, amount: '90' },
    ])
    expect((await balanceOf(night)).balance).toMatchObject({
      ...{ expected: '200.00', booked: '90.00', fresh: '0' },
      ...{ converted: '100.00', difference: '-10.00' },
    })
  })

  it('calls a refund that is on its way no gap, booked or not, and one that failed since neither', async () => {
    const night = await makeNight(db().sql)
    const early = await bought(db().sql, night)
    const late = await bought(db().sql, night)
    const failed = await bought(db().sql, night)
    for (const { intent } of [early, late])
      await recordRefund(db().sql, intent, { amount: '30.00', status: 'pending' })
    const refund = { id: `re_${randomUUID()}`, amount: '40.00' }
    await recordRefund(db().sql, failed.intent, refund)
    await book([
      ...[early, late, failed].map(
        ({ intent }): Entry => ({ part: 'payment', payment_intent: intent, amount: '100' }),
      ),
      { part: 'refund', payment_intent: early.intent, amount: '-30' },
      { part: 'refund', payment_intent: failed.intent, amount: '-40' },
    ])
    expect((await balanceOf(night)).balance).toMatchObject({ gaps: [], fresh: '-30.00' })
    await recordRefund(db().sql, failed.intent, { ...refund, status: 'failed' })
    // Learnt by asking, without an event.
    await db().sql`delete from public.stripe_events where order_id = ${failed.orderId}`
    const { balance } = await balanceOf(night, { settled: false })
    expect(balance).toMatchObject({ gaps: [], fresh: '10.00', difference: '0' })
  })

  it('says what lies between it and the takings', async () => {
    const night = await makeNight(db().sql)
    const asked = await bought(db().sql, night)
    const inquired = await bought(db().sql, night)
    await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.request_refund(${asked.orderId}, 'Ill', ${randomUUID()}, null, 20)`,
    )
    await recordDispute(db().sql, inquired.intent, 'warning_needs_response')
    const stray = `pi_${randomUUID()}`
    await db().sql`
      insert into public.payments (order_id, stripe_payment_intent_id, amount, mismatch)
      values (${asked.orderId}, ${stray}, 70, 'amount')`
    await db().sql`select internal.settle_order(${asked.orderId})`
    const { net, owed, balance } = await balanceOf(night)
    expect(balance).toMatchObject({
      ...{ expected: '270.00', to_send: '20.00', unmatched: '70.00', inquiries: '100.00' },
    })
    expect([net, owed]).toEqual(['80.00', '70.00'])
  })

  it('adds no money of another currency to its sums, and names it', async () => {
    const night = await makeNight(db().sql)
    const { orderId, intent } = await bought(db().sql, night)
    const stray = `pi_${randomUUID()}`
    await db().sql`
      insert into public.payments (order_id, stripe_payment_intent_id, amount, currency, mismatch)
      values (${orderId}, ${stray}, 33.33, 'eur', 'currency')`
    await db().sql`select internal.settle_order(${orderId})`
    await book([
      { part: 'payment', payment_intent: intent, amount: '100' },
      { part: 'payment', payment_intent: stray, amount: '33.33', currency: 'eur' },
    ])
    const { owed, balance } = await balanceOf(night)
    expect({ owed, ...balance }).toMatchObject({
      ...{ expected: '100.00', booked: '100.00', difference: '0', converted: '0', unmatched: '0' },
      owed: '0',
      gaps: [expect.objectContaining({ payment_intent: stray, reason: 'currency' })],
    })
  })

  it('takes each transaction once', async () => {
    const entry = { id: 'txn_once', part: 'payment' as const, payment_intent: 'pi_x', amount: '1' }
    expect([await book([entry]), await book([entry])]).toEqual([1, 0])
  })
})

describe('reading it', () => {
  it('begins with the first order, however late its payment is heard of', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    await db()
      .sql`update public.orders set created_at = now() - interval '5 days' where id = ${orderId}`
    await db().sql`delete from public.balance_reading`
    const [row] = await db().sql`select public.begin_balance_reading() as span`
    expect(row?.span.from).toBeLessThanOrEqual(Date.now() / 1000 - 5 * 86_400)
  })

  it('begins at most every five minutes, and for a manager every five seconds', async () => {
    const begin = async () =>
      (await db().sql`select public.begin_balance_reading() as span`)[0]?.span
    const ask = async () =>
      (await actAs(db().sql, manager, (tx) => tx`select public.ask_for_balance() as span`))[0]?.span
    await db().sql`update public.balance_reading set next_at = now()`
    expect(await begin()).toMatchObject({ from: expect.any(Number), until: expect.any(Number) })
    expect(await begin()).toBeNull()
    expect(await ask()).toBeNull()
    await db().sql`update public.balance_reading set next_at = next_at - interval '6 seconds'`
    expect(await ask()).not.toBeNull()
    expect(await ask()).toBeNull()
  })
})
