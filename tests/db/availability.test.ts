// What the shop may show as available: the state of an event, and seat counts that are right to the last one.
import { describe, expect, it } from 'vitest'
import { actAs } from './support/act-as.ts'
import { makeNight, makePhone } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { buy, hold, lapse } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

const availability = async (event: string) => {
  const [row] = await actAs(
    db().sql,
    { role: 'anon' },
    (tx) => tx`select public.event_availability(${event}) as answer`,
  )
  return row?.answer
}

describe('availability', () => {
  it('is capacity less sold and held, and a used ticket stays sold', async () => {
    const night = await makeNight(db().sql)
    const phone = await makePhone(db().sql, night)
    const [ticket] = await buy(db().sql, night)
    await hold(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 3 }] })
    await push(db().sql, phone, [scanOf(night, String(ticket))])
    expect(await availability(night.slug)).toMatchObject({
      id: night.eventId,
      venue_capacity: 500,
      sold: 2,
      held: 3,
      available: 495,
      on_sale: 'open',
      currency: 'usd',
      ticket_types: [
        {
          code: 'VIP',
          name: 'VIP',
          price: '50.00',
          capacity: 100,
          sold: 2,
          available: 98,
          max_per_order: 10,
        },
        {
          code: 'GA',
          name: 'General',
          price: '25.00',
          capacity: 400,
          sold: 0,
          available: 397,
          max_per_order: 10,
        },
      ],
    })
  })

  it('does not count a hold that has lapsed, swept or not', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 2, generalCapacity: 0 })
    const order = await hold(db().sql, night)
    expect(await availability(night.slug)).toMatchObject({
      held: 2,
      available: 0,
      on_sale: 'sold_out',
    })
    await lapse(db().sql, order.order_id)
    expect(await availability(night.slug)).toMatchObject({ held: 0, available: 2, on_sale: 'open' })
  })

  it('of a type is never more than the venue has left', async () => {
    const night = await makeNight(db().sql, { venueCapacity: 12 })
    await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 9 }] })
    const answer = await availability(night.slug)
    expect(answer.available).toBe(3)
    expect(answer.ticket_types.map((type: { available: number }) => type.available)).toEqual([3, 3])
  })

  it.each([
    [{ status: 'cancelled' }, 'cancelled'],
    [{ salesStartInHours: 2 }, 'not_yet'],
    [{ salesEndInHours: -2 }, 'ended'],
    [{ doorsInHours: -10, endsInHours: -1 }, 'ended'],
    [{ doorsInHours: -10, endsInHours: -1, salesEndInHours: 5 }, 'ended'],
    [{ vipCapacity: 0, generalCapacity: 0 }, 'sold_out'],
    [{ venueCapacity: 0 }, 'sold_out'],
  ] as const)('of an event that is %j is %s', async (options, state) => {
    const night = await makeNight(db().sql, options)
    expect((await availability(night.slug)).on_sale).toBe(state)
  })

  it('is found by slug in any case, by id, and by name', async () => {
    const night = await makeNight(db().sql, { name: 'Perreo Fridays' })
    for (const name of [night.slug.toUpperCase(), night.eventId, 'Perreo Fridays']) {
      expect((await availability(name)).id).toBe(night.eventId)
    }
  })
})

describe('the list of nights', () => {
  it('has what is published and not over, next first', async () => {
    await db().sql`update public.events set status = 'draft'`
    const later = await makeNight(db().sql, { doorsInHours: 50, endsInHours: 60 })
    const next = await makeNight(db().sql)
    await makeNight(db().sql, { status: 'cancelled' })
    await makeNight(db().sql, { status: 'draft' })
    await makeNight(db().sql, { doorsInHours: -10, endsInHours: -1 })
    const [row] = await actAs(
      db().sql,
      { role: 'anon' },
      (tx) => tx`select public.event_list() as events`,
    )
    expect(row?.events.map((event: { slug: string }) => event.slug)).toEqual([
      next.slug,
      later.slug,
    ])
  })
})

describe('the first design’s jsonb', () => {
  it('is still a column that can be asked for, also by the public through the API', async () => {
    const night = await makeNight(db().sql)
    const { api, secrets } = db().database
    const url = `http://stack/rest/v1/events?select=name,ticket_types&slug=eq.${night.slug}`
    const response = await api.fetch(
      new Request(url, { headers: { apikey: secrets.publishableKey } }),
    )
    expect(await response.json()).toEqual([
      {
        name: night.name,
        ticket_types: [
          { name: 'VIP', price: 50, capacity: 100 },
          { name: 'General', price: 25, capacity: 400 },
        ],
      },
    ])
  })
})
