// Reading back Stripe's events: how far, how often, and which of them are new.
import { describe, expect, it } from 'vitest'
import { actAs } from './support/act-as.ts'
import { record } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const asFunctions = async (sql: string) => {
  const [row] = await actAs(db().sql, { role: 'service_role' }, (tx) => tx.unsafe(sql))
  return row?.answer
}
const begin = () => asFunctions('select public.begin_stripe_catch_up() as answer')
const finish = (seconds: number) =>
  asFunctions(`select public.finish_stripe_catch_up(${Math.floor(seconds)}) as answer`)
const again = () => db().sql`update public.stripe_catch_up set next_at = now()`
const nowSeconds = async () =>
  Number((await db().sql`select extract(epoch from now()) as at`)[0]?.at)

describe('catching up', () => {
  it('goes a day back at first, then on from where it ended and ten minutes more, never backwards', async () => {
    const now = await nowSeconds()
    const first = await begin()
    expect(first.from).toBeCloseTo(now - 86_400 - 600, -2)
    expect(first.until).toBeCloseTo(now - 60, -2)
    await finish(now - 3600)
    await finish(now - 7200)
    await again()
    expect((await begin()).from).toBeCloseTo(now - 3600 - 600, -2)
  })

  it('is done by one worker at a time, every five minutes', async () => {
    await again()
    const both = await Promise.all([begin(), begin()])
    expect(both.filter((span) => span !== null)).toHaveLength(1)
    expect(await begin()).toBeNull()
  })

  it('after a month without a word begins where Stripe’s list does', async () => {
    await db()
      .sql`update public.stripe_catch_up set next_at = now(), heard_until = now() - interval '90 days'`
    expect((await begin()).from).toBeCloseTo((await nowSeconds()) - 30 * 86_400, -2)
  })

  it('knows the events that were written down', async () => {
    await record(db().sql, { kind: 'ignored' }, { id: 'evt_known' })
    expect(
      await asFunctions(
        `select public.unheard_stripe_events(array['evt_b', 'evt_known', 'evt_a']) as answer`,
      ),
    ).toEqual(['evt_b', 'evt_a'])
  })
})
