// Guest lists in random histories: no share is spent twice, excess is always reported, and every count equals its facts.
import type { Sql } from 'postgres'
import { expect, test } from 'vitest'
import { testDatabase } from '../db/support/test-database.ts'
import { type ListDoor, type ListNight, openListNight, QUOTA } from './support/list-night.ts'
import { createRandom, type Random } from './support/world.ts'

const db = testDatabase()

async function step({ doors, nameIds, addName }: ListNight, random: Random): Promise<void> {
  const door = random.pick(doors)
  const roll = random.next()
  if (roll < 0.45) {
    const heads = random.chance(0.15) ? -random.int(1, 2) : random.int(1, 4)
    await door.tick(random.pick(nameIds), heads, random.chance(0.3))
  } else if (roll < 0.6) {
    // Two taps at once.
    const tap = () => door.tick(random.pick(nameIds), random.int(1, 3), false)
    await Promise.all([tap(), tap()])
  } else if (roll < 0.9) await door.sync()
  else if (roll < 0.96) door.online = !door.online
  else await addName()
}

async function allHeard(doors: readonly ListDoor[]): Promise<void> {
  for (const door of doors) door.online = true
  const isUnsent = () => doors.some(({ acts }) => acts.some(({ state }) => state === 'queued'))
  for (let round = 0; round < 60 && isUnsent(); round += 1)
    for (const door of doors) await door.sync()
  // Once more than any call is lost in a row.
  for (let round = 0; round < 12; round += 1) for (const door of doors) await door.sync()
}

type Fact = { entry_id: string; heads: number }

const factsOf = async (sql: Sql, eventId: string): Promise<Fact[]> => sql<Fact[]>`
  select payload ->> 'entry_id' as entry_id, (payload ->> 'heads')::int as heads from public.door_acts where event_id = ${eventId}`

const sum = (facts: readonly Fact[]) => facts.reduce((heads, fact) => heads + fact.heads, 0)

type Excess = { what: string; excess: number; list_id: string }

/** Every figure, counted again from the acts. */
async function figures(sql: Sql, played: ListNight) {
  const { night, nameIds, doors } = played
  const facts = await factsOf(sql, night.eventId)
  const entries = await sql<{ id: string; list_id: string; plus: number; arrived: number }[]>`
    select id, list_id, plus, arrived from public.list_entries where event_id = ${night.eventId}`
  const ofEntry = (id: string) => facts.filter((fact) => fact.entry_id === id)
  const [row] = await sql`
    select internal.people_inside(${night.eventId}) as people, internal.list_excess(${night.eventId}) as excess`
  const counted = entries.map(({ id }) => Math.max(0, sum(ofEntry(id))))
  const seen = doors.map(({ lists }) => nameIds.map((id) => lists.nameOf(id)?.standing.arrived))
  const arrived = new Map(entries.map((entry) => [entry.id, entry.arrived]))
  return {
    ...{ facts, entries, ofEntry, counted, seen, arrived },
    people: Number(row?.people),
    excess: row?.excess as Excess[],
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'night %i: no share is spent twice, and no figure differs from its facts',
  async (seed) => {
    const { sql } = db()
    const random = createRandom(seed)
    const played = await openListNight(sql, seed, 3)
    for (const door of played.doors) await door.sync()
    for (let nth = 0; nth < 120; nth += 1) await step(played, random)
    await allHeard(played.doors)

    const { facts, entries, ofEntry, counted, seen, arrived, people, excess } = await figures(
      sql,
      played,
    )
    expect(facts.length).toBe(played.doors.flatMap(({ acts }) => acts).length)
    expect(facts.length).toBeGreaterThan(10)
    expect(played.doors.flatMap(({ overspent }) => overspent)).toEqual([])
    // Counts are facts.
    expect(entries.map((entry) => entry.arrived)).toEqual(counted)
    expect(people).toBe(counted.reduce((heads, count) => heads + count, 0))
    for (const at of seen) expect(at).toEqual(played.nameIds.map((id) => arrived.get(id)))
    // Excess is reported, all of it.
    const over = (what: string) =>
      excess.filter((one) => one.what === what).reduce((heads, one) => heads + one.excess, 0)
    const overNames = entries.map(({ id, plus }) => Math.max(0, sum(ofEntry(id)) - 1 - plus))
    expect(over('name')).toBeGreaterThanOrEqual(overNames.reduce((a, b) => a + b, 0))
    const { overbooked } = played.listIds
    const onList = entries.filter((entry) => entry.list_id === overbooked)
    const came = onList.reduce((heads, { id }) => heads + sum(ofEntry(id)), 0)
    expect(over('quota')).toBeGreaterThanOrEqual(Math.max(0, came - QUOTA))
    // And nobody is beyond a quota but those on whom a doorman insisted.
    const insisted = played.doors.reduce((heads, door) => heads + door.insisted, 0)
    expect(came).toBeLessThanOrEqual(QUOTA + insisted)
  },
  120_000,
)
