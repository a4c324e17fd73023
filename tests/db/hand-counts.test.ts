// Heads counted by hand: facts that add up, in the people inside and against the limit.
import { beforeAll, describe, expect, it } from 'vitest'
import { actOf, counted, pushActs } from './support/act.ts'
import { actAs, type Caller, callAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { pull, push, scanOf, TEN_MS } from './support/scan.ts'
import { buy } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller & { userId: string }

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

async function doors(options: Parameters<typeof makeNight>[1] = {}) {
  const night = await makeNight(db().sql, options)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  return { night, main, vip }
}

const live = (night: Night) => callAs(db().sql, manager, 'event_live($1)', night.eventId)
const recount = (night: Night) => db().sql`
  select coalesce(c.key, r.key) as key from (select * from public.event_counts where event_id = ${night.eventId} and (entered <> 0 or inside <> 0)) c
  full join (select * from internal.event_recount where event_id = ${night.eventId}) r on r.key = c.key
  where (c.entered, c.inside) is distinct from (r.entered, r.inside)`

describe('heads counted by hand', () => {
  it('are people inside, with the guests, whichever phone counted them and in whatever order', async () => {
    const { night, main, vip } = await doors()
    const [ticket] = await buy(db().sql, night)
    const later = actOf(night, counted(-1), { acted_at: TEN_MS + 60_000 })
    await pushActs(db().sql, main, [later])
    await pushActs(db().sql, main, [actOf(night, counted(1)), actOf(night, counted(1))])
    await pushActs(db().sql, vip, [actOf(night, counted(1), { gate_id: night.vipGate })])
    await push(db().sql, main, [scanOf(night, String(ticket))])
    expect(await live(night)).toMatchObject({
      ...{ inside: 1, people_inside: 3, by_hand: { came: 3, left: 1 } },
    })
    expect([...(await recount(night))]).toEqual([])
  })

  it('sent twice count once', async () => {
    const { night, main } = await doors()
    const act = actOf(night, counted(1))
    await pushActs(db().sql, main, [act, act])
    await pushActs(db().sql, main, [act])
    expect(await live(night)).toMatchObject({ by_hand: { came: 1, left: 0 }, people_inside: 1 })
  })

  it('never show fewer than nobody, and nothing of them is lost', async () => {
    const { night, main } = await doors()
    await pushActs(db().sql, main, [actOf(night, counted(-1)), actOf(night, counted(-1))])
    expect(await live(night)).toMatchObject({ people_inside: 0, by_hand: { came: 0, left: 2 } })
    await pushActs(
      db().sql,
      main,
      [1, 2, 3].map(() => actOf(night, counted(1))),
    )
    expect(await live(night)).toMatchObject({ people_inside: 1, by_hand: { came: 3, left: 2 } })
  })

  it('after the revocation of their phone count nothing', async () => {
    const { night, main } = await doors()
    const at = new Date(TEN_MS + 60_000)
    await db().sql`update public.devices set revoked_at = ${at} where id = ${main.deviceId}`
    await pushActs(db().sql, main, [
      actOf(night, counted(1)),
      actOf(night, counted(1), { acted_at: TEN_MS + 120_000 }),
    ])
    expect(await live(night)).toMatchObject({ people_inside: 1, by_hand: { came: 1, left: 0 } })
    expect([...(await recount(night))]).toEqual([])
  })

  it('from many phones at once add up, and the counters equal a recount', async () => {
    const { night, main, vip } = await doors()
    const acts = (gate: string) =>
      Array.from({ length: 40 }, (_, nth) =>
        actOf(night, counted(nth % 4 === 0 ? -1 : 1), { gate_id: gate }),
      )
    await withPool(db().url, 4, (pool) =>
      Promise.all([
        pushActs(pool, main, acts(night.mainGate)),
        pushActs(pool, vip, acts(night.vipGate)),
        pushActs(pool, main, acts(night.vipGate)),
        pushActs(pool, vip, acts(night.mainGate)),
      ]),
    )
    expect(await live(night)).toMatchObject({ by_hand: { came: 120, left: 40 } })
    expect([...(await recount(night))]).toEqual([])
  })

  it('are told to phones with the next pull, against the limit', async () => {
    const { night, main, vip } = await doors({ venueCapacity: 10 })
    await pushActs(
      db().sql,
      main,
      Array.from({ length: 9 }, () => actOf(night, counted(1))),
    )
    expect((await pull(db().sql, vip, night)).event.crowd).toEqual({ people: 9, capacity: 10 })
  })
})

describe('the limit of tonight', () => {
  const raise = (night: Night, people: number | null, who: Caller = manager) =>
    callAs(db().sql, who, 'raise_limit($1, $2)', night.eventId, people)

  it('is raised by a manager, for the live page and the phones, and stands in the log', async () => {
    const { night, main } = await doors({ venueCapacity: 500 })
    expect(await live(night)).toMatchObject({ capacity: 500, house_limit: 500 })
    expect(await raise(night, 550)).toEqual({ capacity: 550 })
    expect(await live(night)).toMatchObject({ capacity: 550, house_limit: 500 })
    expect((await pull(db().sql, main, night)).event.crowd.capacity).toBe(550)
    const [logged] = await db().sql`
      select actor, detail from public.audit_log where action = 'raise_limit' and event_id = ${night.eventId}`
    expect(logged).toMatchObject({ actor: manager.userId, detail: { from: 500, to: 550 } })
  })

  it('can be taken back to the house’s own, never below it, and follows the house’s when that is more', async () => {
    const { night } = await doors({ venueCapacity: 500 })
    await raise(night, 550)
    for (const people of [499, 0, -1, 1_000_001, null]) {
      expect(await refusal(raise(night, people))).toMatchObject({ message: 'invalid_request' })
    }
    await db().sql`update public.events set venue_capacity = 600 where id = ${night.eventId}`
    expect(await live(night)).toMatchObject({ capacity: 600, house_limit: 600 })
    expect(await raise(night, 600)).toEqual({ capacity: 600 })
  })

  it('puts no more tickets on sale', async () => {
    const { night } = await doors({ venueCapacity: 10, vipCapacity: 10, generalCapacity: 0 })
    await raise(night, 100)
    const [row] = await db().sql`
      select public.event_availability(${night.slug}) as answer`
    expect(row?.answer).toMatchObject({ venue_capacity: 10 })
  })

  it('is nobody else’s to raise', async () => {
    const { night, main } = await doors()
    const desk = await makeManager(db().sql, 'front_desk')
    expect(await refusal(raise(night, 600, desk))).toMatchObject({ message: 'not_allowed' })
    expect(await refusal(raise(night, 600, main))).toMatchObject({ message: 'not_staff' })
    expect(
      await refusal(actAs(db().sql, manager, (tx) => tx`delete from public.limit_raises`)),
    ).toMatchObject({ code: '42501' })
  })
})
