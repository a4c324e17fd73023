// The seed: tonight's night admits guests at whatever hour it is run, every shop state exists, reseeding adds nothing.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase({ seed: true })

const seed = readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8')
const rolledBack = new Error('rolled back')

const events = async () =>
  (await db().sql`select public.event_list() as events`)[0]?.events as Record<string, unknown>[]

describe('the seed', () => {
  it('has a night whose doors are open now, with VIP and General as promised', async () => {
    const [night] = await db().sql`
      select e.id, e.slug, e.timezone, e.currency, e.image_url, e.event_day from public.events e
      where e.status = 'published' and e.admits_from <= now() and e.ends_at > now() + interval '5 hours'`
    expect(night).toMatchObject({
      slug: expect.stringMatching(/^perreo-(mon|tues|wednes|thurs|fri|satur|sun)days-\d{8}$/),
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
    await db().sql.unsafe(seed).simple()
    expect([...(await db().sql`select slug from public.events order by slug`)]).toEqual([...before])
    expect(await events()).toEqual(seats)
  })

  it('run on the next day adds that night only', async () => {
    const before = await db().sql`select count(*)::int as count from public.events`
    await db().sql`
      update public.events set event_day = event_day - 1, slug = slug || '-yesterday', event_date = event_date - interval '1 day',
        doors_open_at = doors_open_at - interval '1 day', ends_at = ends_at - interval '1 day',
        admits_from = admits_from - interval '1 day' where admits_from is not null`
    await db().sql.unsafe(seed).simple()
    const after = await db().sql`select count(*)::int as count from public.events`
    expect(after[0]?.count).toBe(before[0]?.count + 1)
  })
})

/** Time zone of Los Angeles: UTC is 8 hours ahead in winter, 7 in summer. */
describe.each([
  ['2026-11-27T10:12:00-08:00', 'Perreo Fridays', '2026-11-27'],
  ['2026-11-28T04:59:00-08:00', 'Perreo Fridays', '2026-11-27'],
  ['2026-11-28T05:00:00-08:00', 'Perreo Saturdays', '2026-11-28'],
  ['2026-12-01T23:59:00-08:00', 'Perreo Tuesdays', '2026-12-01'],
  ['2026-07-05T22:30:00-07:00', 'Perreo Sundays', '2026-07-05'],
  ['2026-03-08T12:00:00-07:00', 'Perreo Sundays', '2026-03-08'],
  ['2026-11-02T00:30:00-08:00', 'Perreo Sundays', '2026-11-01'],
])('run at %s', (at, name, day) => {
  it(`is ${name}, tonight at ten in Los Angeles, and a phone may scan now and for hours`, async () => {
    await db()
      .sql.begin(async (tx) => {
        await tx`delete from public.events where true`
        await tx`select set_config('maguey.seed_now', ${at}, true)`
        await tx.unsafe(seed).simple()
        const nights = await tx`
          select name, event_day::text as day, to_char(doors_open_at at time zone timezone, 'YYYY-MM-DD HH24:MI') as doors,
            admits_from <= ${at}::timestamptz as admits, ends_at >= ${at}::timestamptz + interval '7 hours' as lasts,
            trim(to_char(event_day, 'Day')) || 's' as weekday
          from public.events where image_url like '%perreo%' order by event_day`
        expect(nights[0]).toMatchObject({
          name,
          day,
          doors: `${day} 22:00`,
          admits: true,
          lasts: true,
        })
        for (const night of nights) expect(night.name).toBe(`Perreo ${night.weekday}`)
        throw rolledBack
      })
      .catch((error) => expect(error).toBe(rolledBack))
  })
})
