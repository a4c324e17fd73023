// The seed: tonight is on at the moment of seeding, every state of the shop is there, and seeding again adds nothing.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase({ seed: true })

const events = async () =>
  (await db().sql`select public.event_list() as events`)[0]?.events as Record<string, unknown>[]

describe('the seed', () => {
  it('has a night whose doors are open now, with VIP and General as promised', async () => {
    const [night] = await db().sql`
      select e.id, e.slug, e.timezone, e.currency, e.image_url, e.event_day from public.events e
      where e.status = 'published' and e.doors_open_at <= now() and e.ends_at > now() + interval '5 hours'`
    expect(night).toMatchObject({
      slug: expect.stringMatching(/^perreo-fridays-\d{8}$/),
      timezone: 'America/Los_Angeles',
      currency: 'usd',
      image_url: '/images/perreo-fridays.webp',
    })
    const types = await db()
      .sql`select code, price, capacity from public.ticket_types where event_id = ${night?.id} order by sort`
    expect([...types]).toEqual([
      { code: 'VIP', price: '50.00', capacity: 100 },
      { code: 'GA', price: '25.00', capacity: 400 },
    ])
    const gates = await db()
      .sql`select name, admits from public.gates where event_id = ${night?.id} order by sort`
    expect([...gates]).toEqual([
      { name: 'Main', admits: null },
      { name: 'VIP', admits: ['VIP'] },
    ])
  })

  it('shows every state: open, sold-out type, not yet, cancelled, draft', async () => {
    const list = await events()
    expect(new Set(list.map((event) => event.on_sale))).toEqual(new Set(['open', 'not_yet']))
    const types = list.flatMap((event) => event.ticket_types as { available: number }[])
    expect(types.some((type) => type.available === 0)).toBe(true)
    const rows = await db().sql`select distinct status from public.events order by status`
    expect(rows.map((row) => row.status)).toEqual(['cancelled', 'draft', 'published'])
  })

  it('run again changes nothing', async () => {
    const before = await db().sql`select slug from public.events order by slug`
    const seats = await events()
    await db()
      .sql.unsafe(readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8'))
      .simple()
    expect([...(await db().sql`select slug from public.events order by slug`)]).toEqual([...before])
    expect(await events()).toEqual(seats)
  })

  it('run on the next day adds that night only', async () => {
    const before = await db().sql`select count(*)::int as count from public.events`
    await db().sql`
      update public.events set event_day = event_day - 1, slug = slug || '-yesterday', event_date = event_date - interval '1 day',
        doors_open_at = doors_open_at - interval '1 day', ends_at = ends_at - interval '1 day' where doors_open_at <= now()`
    await db()
      .sql.unsafe(readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8'))
      .simple()
    const after = await db().sql`select count(*)::int as count from public.events`
    expect(after[0]?.count).toBe(before[0]?.count + 1)
  })
})
