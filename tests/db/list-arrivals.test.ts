// Arrivals on guest lists: what the acts of several phones come to, in whatever order they are heard, and what is too much.
import { randomUUID } from 'node:crypto'
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorActRecord } from '@maguey/wire/scanner-push-acts'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { actOf, pushActs } from './support/act.ts'
import { type Caller, callAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { TEN_MS } from './support/scan.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

type ListWish = { quota?: number | null; overbook?: boolean; promoter?: string | null }

async function makeList(night: Night, names: Record<string, number>, wish: ListWish = {}) {
  const id = randomUUID()
  await db().sql`
    insert into public.guest_lists (id, event_id, promoter_id, name, quota, overbook, most_plus)
    values (${id}, ${night.eventId}, ${wish.promoter ?? null}, ${id.slice(0, 8)}, ${wish.quota ?? null}, ${wish.overbook ?? false}, 30)`
  const entries: Record<string, string> = {}
  for (const [name, plus] of Object.entries(names)) {
    entries[name] = randomUUID()
    await db().sql`
      insert into public.list_entries (id, event_id, list_id, name, name_key, plus)
      values (${entries[name]}, ${night.eventId}, ${id}, ${name}, internal.name_key(${name}), ${plus})`
  }
  return { id, of: (name: string) => String(entries[name]) }
}

const came = (entryId: string, heads: number, paid = '0.00'): ActContent => ({
  kind: 'list_arrival',
  payload: { entry_id: entryId, heads, paid },
})
const at = (minute: number) => ({ acted_at: TEN_MS + minute * 60_000 })

async function arrivedOf(entryId: string) {
  const [row] = await db()
    .sql`select arrived, revision from public.list_entries where id = ${entryId}`
  return { arrived: Number(row?.arrived), revision: Number(row?.revision) }
}
const excess = (night: Night) => callAs(db().sql, manager, 'list_excess($1)', night.eventId)

async function people(night: Night): Promise<number> {
  const [row] = await db().sql`select internal.people_inside(${night.eventId}) as people`
  return row?.people
}

async function doors() {
  const night = await makeNight(db().sql)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  return { night, main, vip }
}

describe('arrivals on a name', () => {
  it('are counted once, in parts, and taken back by their opposite', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 })
    const two = actOf(night, came(list.of('Ana'), 2))
    await pushActs(db().sql, main, [two, two])
    await pushActs(db().sql, vip, [actOf(night, came(list.of('Ana'), 1), at(3))])
    expect(await arrivedOf(list.of('Ana'))).toMatchObject({ arrived: 3 })
    expect(await people(night)).toBe(3)
    const before = await arrivedOf(list.of('Ana'))
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), -1), at(4))])
    const after = await arrivedOf(list.of('Ana'))
    expect(after.arrived).toBe(2)
    expect(after.revision).toBeGreaterThan(before.revision)
    expect(await people(night)).toBe(2)
    expect(await excess(night)).toEqual([])
  })

  it('are the moves that the record of the night counts', async () => {
    const { night, main } = await doors()
    const list = await makeList(night, { Ana: 3 })
    await pushActs(db().sql, main, [
      actOf(night, came(list.of('Ana'), 3)),
      actOf(night, came(list.of('Ana'), -1), at(2)),
    ])
    const moves = await db().sql`
      select change from internal.head_moves(${night.eventId}) order by at`
    expect(moves.map(({ change }) => change)).toEqual([3, -1])
    expect(await people(night)).toBe(2)
  })

  it('of another night, or of a name that is not there, tick nobody; the people are counted', async () => {
    const { night, main } = await doors()
    const other = await makeNight(db().sql)
    const list = await makeList(other, { Eva: 0 })
    await pushActs(db().sql, main, [
      actOf(night, came(randomUUID(), 2)),
      actOf(night, came(list.of('Eva'), 1), at(1)),
    ])
    expect(await people(night)).toBe(3)
    expect(await arrivedOf(list.of('Eva'))).toMatchObject({ arrived: 0 })
    expect(await people(other)).toBe(0)
  })

  it('made after the phone was revoked count nothing', async () => {
    const { night, main } = await doors()
    const list = await makeList(night, { Ana: 3 })
    await db()
      .sql`update public.devices set revoked_at = ${new Date(TEN_MS)} where id = ${main.deviceId}`
    await pushActs(db().sql, main, [
      actOf(night, came(list.of('Ana'), 1), at(-1)),
      actOf(night, came(list.of('Ana'), 2), at(1)),
    ])
    expect(await arrivedOf(list.of('Ana'))).toMatchObject({ arrived: 1 })
    expect(await people(night)).toBe(1)
  })
})

describe('what two phones let in beyond a list', () => {
  it('is found with both doors and minutes, whoever is heard first', async () => {
    for (const order of ['main first', 'vip first'] as const) {
      const { night, main, vip } = await doors()
      const list = await makeList(night, { Ana: 3 })
      const first = () => pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 3))])
      const late = actOf(night, came(list.of('Ana'), 2), { gate_id: night.vipGate, ...at(7) })
      const second = () => pushActs(db().sql, vip, [late])
      for (const push of order === 'main first' ? [first, second] : [second, first]) await push()
      expect(await excess(night), order).toMatchObject([
        {
          ...{ act_id: late.id, what: 'name', name: 'Ana', allowed: 4, excess: 1, heads: 2 },
          ...{ gate: 'VIP', device: 'VIP phone' },
          before: [{ heads: 3, gate: 'Main', device: 'Main phone' }],
        },
      ])
    }
  })

  it('is found for a quota too, and no more once it was taken back', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3, Eva: 3 }, { quota: 6, overbook: true })
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 4))])
    await pushActs(db().sql, vip, [actOf(night, came(list.of('Eva'), 4), at(2))])
    expect(await excess(night)).toMatchObject([
      { what: 'quota', name: 'Eva', allowed: 6, excess: 2, before: [{ name: 'Ana' }] },
    ])
    await pushActs(db().sql, vip, [actOf(night, came(list.of('Eva'), -2), at(3))])
    expect(await excess(night)).toEqual([])
  })

  it('is told once, where some were taken back and others came', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 4, overbook: true })
    const again = actOf(night, came(list.of('Ana'), 2), at(4))
    await pushActs(db().sql, main, [
      actOf(night, came(list.of('Ana'), 6)),
      actOf(night, came(list.of('Ana'), -2), at(2)),
    ])
    expect(await excess(night)).toEqual([])
    await pushActs(db().sql, vip, [again])
    expect(await excess(night)).toMatchObject([
      { act_id: again.id, what: 'name', excess: 2 },
      { act_id: again.id, what: 'quota', excess: 2 },
    ])
  })

  it('is all of it, for a name that was taken off meanwhile', async () => {
    const { night, main } = await doors()
    const list = await makeList(night, { Ana: 3 })
    await db().sql`update public.list_entries set removed_at = now() where id = ${list.of('Ana')}`
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 2))])
    expect(await excess(night)).toMatchObject([{ allowed: 0, excess: 2 }])
  })

  it('adds up: arrivals and excess are the same in any order and batches, and equal a recount', async () => {
    const { night, main, vip } = await doors()
    const phones = [main, vip] as const
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.constantFrom('Ana', 'Eva'),
            heads: fc.integer({ min: -2, max: 3 }).filter((heads) => heads !== 0),
            minute: fc.integer({ min: 0, max: 90 }),
            phone: fc.integer({ min: 0, max: 1 }),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        async (steps, shuffle) => {
          const list = await makeList(night, { Ana: 1, Eva: 0 }, { quota: 2, overbook: true })
          const acts = steps.map(({ name, heads, minute, phone }) => ({
            phone,
            act: actOf(night, came(list.of(name), heads), at(minute)),
          }))
          const shuffled = acts
            .map((one, nth) => ({ one, by: shuffle[nth] ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ one }) => one)
          for (const { phone, act } of shuffled)
            await pushActs(db().sql, phones[phone] as Phone, [act])
          const sum = (name: string) =>
            steps.filter((step) => step.name === name).reduce((n, { heads }) => n + heads, 0)
          for (const name of ['Ana', 'Eva'])
            expect((await arrivedOf(list.of(name))).arrived).toBe(Math.max(0, sum(name)))
          const found = (await excess(night)).filter(
            (one: { list_id: string }) => one.list_id === list.id,
          )
          const over = (what: string, name?: string) =>
            found
              .filter(
                (one: { what: string; name: string }) =>
                  one.what === what && (name ?? one.name) === one.name,
              )
              .reduce((n: number, one: { excess: number }) => n + one.excess, 0)
          expect(over('name', 'Ana')).toBe(Math.max(0, sum('Ana') - 2))
          expect(over('name', 'Eva')).toBe(Math.max(0, sum('Eva') - 1))
          expect(over('quota')).toBe(Math.max(0, sum('Ana') + sum('Eva') - 2))
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('shares of a quota', () => {
  const share = (phone: Phone, night: Night, listId: string, wish: number) =>
    callAs(db().sql, phone, 'scanner_share($1, $2, $3)', night.eventId, listId, wish)
  const lists = (phone: Phone, night: Night, cursor: string | null = null, limit = 2000) =>
    callAs(db().sql, phone, 'scanner_lists($1, $2, $3)', night.eventId, cursor, limit)

  it('are a part for each phone, with one left to borrow, and never more than the quota', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 30, overbook: true })
    const grantedOf = async (phone: Phone) => (await lists(phone, night)).lists[0].granted
    expect(await grantedOf(main)).toBe(10)
    expect(await grantedOf(vip)).toBe(10)
    expect(await grantedOf(main)).toBe(10)
    expect(await share(main, night, list.id, 15)).toEqual({ granted: 15, unheld: 5 })
    expect(await share(main, night, list.id, 15)).toEqual({ granted: 15, unheld: 5 })
    expect(await share(vip, night, list.id, 99)).toEqual({ granted: 15, unheld: 0 })
    expect((await lists(main, night)).lists[0].wanted).toBe(true)
    expect(await share(main, night, list.id, 4)).toEqual({ granted: 4, unheld: 11 })
    expect(await share(vip, night, list.id, 20)).toEqual({ granted: 20, unheld: 6 })
  })

  it('can’t be given back below what was spent', async () => {
    const { night, main } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 12, overbook: true })
    await lists(main, night)
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 3))])
    expect(await share(main, night, list.id, 0)).toMatchObject({ granted: 3 })
  })

  it('add up to the quota at most, whoever borrows at the same moment', async () => {
    const night = await makeNight(db().sql)
    const phones = await Promise.all(Array.from({ length: 6 }, () => makePhone(db().sql, night)))
    const list = await makeList(night, { Ana: 3 }, { quota: 40, overbook: true })
    await withPool(db().url, 20, (pool) =>
      Promise.all(
        phones.flatMap((phone) =>
          [9, 3, 14].map((wish) =>
            callAs(pool, phone, 'scanner_share($1, $2, $3)', night.eventId, list.id, wish),
          ),
        ),
      ),
    )
    const [row] = await db().sql`
      select sum(granted)::int as granted from public.list_shares where list_id = ${list.id}`
    expect(row?.granted).toBeLessThanOrEqual(40)
  })

  it('of a revoked phone come back, less what it spent', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 9, overbook: true })
    await lists(main, night)
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 1), at(-200))])
    await db().sql`update public.devices set revoked_at = now() where id = ${main.deviceId}`
    expect(await share(vip, night, list.id, 99)).toEqual({ granted: 8, unheld: 0 })
    expect((await refusal(share(main, night, list.id, 5)))?.message).toBe('not_found')
  })

  it('leave out what a phone without one had let in, which its own then counts', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 9, overbook: true })
    await pushActs(db().sql, main, [actOf(night, came(list.of('Ana'), 4))])
    expect(await share(vip, night, list.id, 99)).toEqual({ granted: 5, unheld: 0 })
    expect((await lists(main, night)).lists[0].granted).toBe(4)
  })

  it('are wanted by no phone that was revoked', async () => {
    const { night, main, vip } = await doors()
    const list = await makeList(night, { Ana: 3 }, { quota: 9, overbook: true })
    await share(vip, night, list.id, 99)
    expect((await lists(main, night)).lists[0].wanted).toBe(true)
    await db().sql`update public.devices set revoked_at = now() where id = ${vip.deviceId}`
    expect((await lists(main, night)).lists[0].wanted).toBe(false)
  })

  it('come with the names, page by page, and then only with what changed', async () => {
    const { night, main } = await doors()
    const list = await makeList(night, { Ana: 0, Eva: 1, Leo: 2 })
    const first = await lists(main, night, null, 2)
    expect([first.rows.length, first.more]).toEqual([2, true])
    const second = await lists(main, night, first.cursor, 2)
    expect([second.rows.length, second.more]).toEqual([1, false])
    expect(second.horizon_ms).toBeGreaterThan(0)
    const names = [...first.rows, ...second.rows].map((row) => row[2]).sort()
    expect(names).toEqual(['Ana', 'Eva', 'Leo'])
    expect((await lists(main, night, second.cursor)).rows).toEqual([])
    await pushActs(db().sql, main, [actOf(night, came(list.of('Eva'), 2))] as DoorActRecord[])
    const next = await lists(main, night, second.cursor)
    expect(next.rows.map((row: unknown[]) => [row[2], row[5]])).toEqual([['Eva', 2]])
    expect((await lists(main, night, 'other-epoch.9.x')).rows).toHaveLength(3)
  })

  it('and names are told before a longer transaction ends, and again after it', async () => {
    const { night, main } = await doors()
    await makeList(night, { Ana: 0 })
    const { cursor } = await lists(main, night)
    await withPool(db().url, 1, async (pool) => {
      await pool.begin(async (tx) => {
        await tx`update public.events set description = 'held back' where id = ${night.eventId}`
        await makeList(night, { Late: 0 })
        const during = await lists(main, night, cursor)
        expect(during.rows.map((row: unknown[]) => row[2])).toEqual(['Late'])
      })
    })
    const after = await lists(main, night, cursor)
    expect(after.rows.map((row: unknown[]) => row[2])).toEqual(['Late'])
  })
})

it('a promoter is paid by head for each arrival, with its door and minute', async () => {
  const { night, main } = await doors()
  const promoter = randomUUID()
  await db().sql`
    insert into public.promoters (id, name, code, commission_per, commission_amount, commission_currency)
    values (${promoter}, 'Rocío', 'HEADS1', 'head', 3, 'usd')`
  const list = await makeList(night, { Ana: 3, Eva: 0 }, { promoter })
  await pushActs(db().sql, main, [
    actOf(night, came(list.of('Ana'), 3, '10.00')),
    actOf(night, came(list.of('Ana'), -1, '10.00'), at(1)),
    // Taken back though nobody had come: that takes nothing from anybody else's heads.
    actOf(night, came(list.of('Eva'), -2, '10.00'), at(2)),
  ])
  const lines = await callAs(db().sql, manager, 'promoter_lines($1, $2)', promoter, night.eventId)
  expect(lines).toMatchObject([
    {
      ...{ kind: 'arrival', what: 'Ana', heads: 3, amount: '30.00', commission: '9.00' },
      ...{ gate: 'Main', device: 'Main phone' },
    },
    { heads: -1, commission: '-3.00' },
  ])
  expect(Date.parse(lines[0].entered_at)).toBe(TEN_MS)
  const { nights } = await callAs(db().sql, manager, 'promoter_statement($1)', promoter)
  expect(nights).toMatchObject([{ list_heads: 2, sold: 0, commission: '6.00' }])
})
