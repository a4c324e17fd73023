// Receipts and credit notes: one for each fact, numbers without gaps, tax that adds up to the cent.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import taxVectors from '../vectors/tax.json' with { type: 'json' }
import { actAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight } from './support/make-night.ts'
import { fulfil, hold } from './support/sell.ts'
import { bought, boughtLate, recordRefund } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

type Receipt = {
  kind: string
  number: string
  amount: string
  tax_amount: string
  issuer_name: string
  issuer_address: string
  corrects: string | null
  about: { name: string; lines: { name: string }[] }
}

async function receiptsOf(orderId: string): Promise<Receipt[]> {
  const [row] = await db().sql`
    select internal.receipts_of_order(o) as answer from public.orders o where o.id = ${orderId}`
  return row?.answer.receipts
}

const taxedNight = async (percent = 16) => {
  const night = await makeNight(db().sql)
  await db().sql`
    update public.events set tax_name = 'IVA', tax_percent = ${percent} where id = ${night.eventId}`
  return night
}

it.each(taxVectors)('there is $tax tax in $amount at $percent % ($currency)', async (vector) => {
  const [row] = await db().sql`
    select internal.tax_in(${vector.amount}::numeric, ${vector.percent}::numeric, ${vector.currency})::text as tax`
  expect(row?.tax).toBe(vector.tax)
})

describe('a paid order', () => {
  it('has one receipt, however often it is settled, which keeps the names of that day', async () => {
    await db().sql`update public.settings set club_name = 'La Penca', address = 'Calle 5, Oaxaca'`
    const night = await taxedNight()
    const { orderId } = await bought(db().sql, night)
    await db().sql`select internal.settle_order(${orderId})`
    const [first, ...others] = await receiptsOf(orderId)
    await db().sql`update public.settings set club_name = 'Another', address = 'Elsewhere'`
    await db().sql`
      update public.events set name = 'Another night', event_date = event_date + interval '1 hour' where id = ${night.eventId}`
    await db().sql`update public.ticket_types set name = 'Gold' where id = ${night.vip}`
    expect(others).toEqual([])
    expect(first).toMatchObject({
      kind: 'receipt',
      number: expect.stringMatching(/^R20\d\d-\d{6}$/),
      amount: '100.00',
      tax_amount: '13.79',
      about: { name: night.name, lines: [{ name: 'VIP', quantity: 2 }] },
    })
    expect(await receiptsOf(orderId)).toEqual([
      { ...first, issuer_name: 'La Penca', issuer_address: 'Calle 5, Oaxaca' },
    ])
  })

  it('keeps its tax when that of the night changes', async () => {
    const night = await taxedNight()
    const { orderId, intent } = await bought(db().sql, night)
    await db().sql`update public.events set tax_percent = 21 where id = ${night.eventId}`
    await recordRefund(db().sql, intent, { amount: '100.00' })
    expect((await receiptsOf(orderId)).map(({ tax_amount }) => tax_amount)).toEqual([
      '13.79',
      '13.79',
    ])
  })

  it('has a credit note for each refund, whose tax adds up to the receipt’s', async () => {
    const { orderId, intent } = await bought(db().sql, await taxedNight())
    for (const amount of ['33.33', '33.33', '33.34'])
      await recordRefund(db().sql, intent, { amount })
    const [receipt, ...notes] = await receiptsOf(orderId)
    expect(notes.map(({ kind, corrects }) => [kind, corrects])).toEqual(
      Array(3).fill(['credit_note', receipt?.number]),
    )
    const cents = notes.map(({ tax_amount }) => Math.round(Number(tax_amount) * 100))
    // 13.79, of which 9.20 is left after the first, 4.60 after the second.
    expect(cents).toEqual([459, 460, 460])
  })

  it('has its amount restored when a refund fails after its credit note', async () => {
    const { orderId, intent } = await bought(db().sql, await taxedNight())
    const refund = { id: `re_${randomUUID()}`, amount: '50.00' }
    await recordRefund(db().sql, intent, refund)
    await recordRefund(db().sql, intent, { ...refund, status: 'failed' })
    await recordRefund(db().sql, intent, { amount: '20.00', status: 'failed' })
    const receipts = await receiptsOf(orderId)
    expect(receipts.map(({ kind, amount, tax_amount }) => [kind, amount, tax_amount])).toEqual([
      ['receipt', '100.00', '13.79'],
      ['credit_note', '50.00', '6.89'],
      ['restored', '50.00', '6.89'],
    ])
    expect(receipts[2]?.corrects).toBe(receipts[1]?.number)
  })
})

it('what sold nothing has no receipt: paid too late, or free', async () => {
  const late = await boughtLate(db().sql, await makeNight(db().sql, { vipCapacity: 2 }))
  const night = await taxedNight()
  await db().sql`update public.ticket_types set price = 0 where event_id = ${night.eventId}`
  const free = await hold(db().sql, night)
  await fulfil(db().sql, night, free, { payment: { payment_intent: null } })
  const [order] = await db().sql`select status from public.orders where id = ${free.order_id}`
  expect(order?.status).toBe('completed')
  for (const orderId of [late.orderId, String(free.order_id)])
    expect(await receiptsOf(orderId)).toEqual([])
})

describe('numbers', () => {
  it('go on after the 999,999th', async () => {
    const night = await taxedNight()
    const first = await bought(db().sql, night)
    await receiptsOf(first.orderId)
    const second = await bought(db().sql, night)
    let numbers: string[] = []
    await db()
      .sql.begin(async (tx) => {
        await tx`update public.receipts set serial = 999999 where order_id = ${first.orderId}`
        await tx`select internal.number_receipts(${second.orderId}, 1)`
        const rows = await tx`
          select number from public.receipts where order_id in ${tx([first.orderId, second.orderId])} order by serial`
        numbers = rows.map(({ number }) => String(number).replace(/^R\d+-/, ''))
        throw new Error('forget it')
      })
      .catch((error: Error) => expect(error.message).toBe('forget it'))
    expect(numbers).toEqual(['999999', '1000000'])
  })

  it('have no gaps when many are issued at once, and a failure takes none', async () => {
    const night = await taxedNight()
    const orders: string[] = []
    for (let n = 0; n < 12; n += 1) orders.push((await bought(db().sql, night)).orderId)
    await db()
      .sql.begin(async (tx) => {
        await tx`select internal.number_receipts()`
        throw new Error('after all not')
      })
      .catch(() => {})
    await Promise.all([
      ...orders.map((orderId) => receiptsOf(orderId)),
      ...orders.map(() => db().sql`select public.issue_receipts(3)`),
    ])
    await db().sql`select public.issue_receipts()`
    const rows = await db().sql`
      select series, year, array_agg(serial order by serial) as serials from public.receipts group by 1, 2`
    for (const { serials } of rows)
      expect(serials).toEqual(Array.from(serials as number[], (_, n) => n + 1))
    const [left] = await db()
      .sql`select count(*)::int as n from public.receipts where serial is null`
    expect(left?.n).toBe(0)
  })

  it('are shown to the customer with the link, to staff, and to nobody else', async () => {
    const night = await taxedNight()
    const { orderId } = await bought(db().sql, night)
    const wrong = db().sql`select public.order_receipts(${orderId}, 'ab')`
    expect(await refusal(wrong)).toMatchObject({ message: 'order_not_found' })
    const manager = await makeManager(db().sql)
    const [row] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.desk_receipts(${orderId}) as answer`,
    )
    expect(row?.answer.receipts).toHaveLength(1)
  })
})
