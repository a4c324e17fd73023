// Order numbers: what people read out to each other instead of an id.
import { describe, expect, it } from 'vitest'
import { makeNight } from './support/make-night.ts'
import { hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const NUMBER = /^MGY-[346789CDFHJKMNPQRTVWXY]{6}$/

describe('order numbers', () => {
  it('are given by the database, and no two are alike', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    await hold(sql, night, { customer: { email: 'a@example.com', name: 'A' } })
    await hold(sql, night, { customer: { email: 'b@example.com', name: 'B' } })
    const rows = await sql`select number from public.orders`
    expect(rows).toHaveLength(2)
    for (const { number } of rows) expect(number).toMatch(NUMBER)
    expect(rows[0]?.number).not.toBe(rows[1]?.number)
  })

  it('repeat only after 113 million: the step has no factor in common with their count', async () => {
    const [row] = await db().sql`
      select gcd(70071929::bigint, 113379904) as common, count(distinct internal.order_number(n)) as different, min(length(internal.order_number(n))) as shortest
      from generate_series(1, 50000) n`
    expect(row).toMatchObject({ common: '1', different: '50000', shortest: 10 })
    const [wrapped] = await db().sql`
      select internal.order_number(7) = internal.order_number(7 + 113379904::bigint) as again, internal.order_number(0) as first`
    expect(wrapped?.again).toBe(true)
  })

  it.each([
    ['mgy-7k3qxm', 'MGY-7K3QXM'],
    ['7k3 qxm', 'MGY-7K3QXM'],
    [' MGY 7K3-QXM ', 'MGY-7K3QXM'],
    ['MGY-7K3QX', null],
    ['ana@example.com', null],
    ['MGY-7K3Q0M', null],
  ])('are read as people type them: %s', async (typed, meant) => {
    const [row] = await db().sql`select internal.read_order_number(${typed}) as number`
    expect(row?.number).toBe(meant)
  })
})
