// The guest lists of a simulated night: one that is overbooked, one that is not, and names that are added late.
import type { Sql } from 'postgres'
import { type SimNight, uuidFrom } from './sim-night.ts'
import type { Random } from './world.ts'

export const QUOTA = 30

export type SimLists = {
  overbooked: string
  plain: string
  /** Of all names so far. */
  nameIds: string[]
}

export async function makeSimLists(
  sql: Sql,
  { eventId }: SimNight,
  random: Random,
): Promise<SimLists> {
  const lists: SimLists = {
    ...{ overbooked: uuidFrom(random), plain: uuidFrom(random), nameIds: [] },
  }
  await sql`
    insert into public.guest_lists (id, event_id, name, quota, overbook, most_plus)
    values (${lists.overbooked}, ${eventId}, 'Overbooked', ${QUOTA}, true, 9), (${lists.plain}, ${eventId}, 'Plain', 100, false, 9)`
  for (let nth = 0; nth < 12; nth += 1) {
    lists.nameIds.push(await addName(sql, { eventId }, lists, random))
  }
  return lists
}

export async function addName(
  sql: Sql,
  { eventId }: Pick<SimNight, 'eventId'>,
  { overbooked, plain, nameIds }: SimLists,
  random: Random,
): Promise<string> {
  const id = uuidFrom(random)
  const name = `Guest ${nameIds.length}`
  const list = random.chance(0.7) ? overbooked : plain
  await sql`
    insert into public.list_entries (id, event_id, list_id, name, name_key, plus)
    values (${id}, ${eventId}, ${list}, ${name}, ${name.toLowerCase()}, ${random.int(0, 6)})`
  return id
}
