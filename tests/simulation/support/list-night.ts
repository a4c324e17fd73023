// A night of guest lists played by several doors at once: the phone's own code over the real SQL, with calls that are lost on
// their way there or back, doors that are offline for a while, doormen who let in more than the phone likes, and late names.
import { randomUUID } from 'node:crypto'
import type { ActContent } from '@maguey/wire/door-act'
import type { JSONValue, Sql } from 'postgres'
import { GuestLists } from '../../../apps/scanner-pwa/src/db/guest-lists.ts'
import type { GuestListDisk, KeptNight } from '../../../apps/scanner-pwa/src/db/guest-lists-db.ts'
import type { ActRow } from '../../../apps/scanner-pwa/src/db/rows.ts'
import {
  ListsFeed,
  type PhoneCall,
} from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import { createTickName } from '../../../apps/scanner-pwa/src/features/lists/tick-name.ts'
import { actAnswer, actRecord } from '../../../apps/scanner-pwa/src/features/sync/door-wire.ts'
import { actAs } from '../../db/support/act-as.ts'
import { makeNight, makePhone, type Night, type Phone } from '../../db/support/make-night.ts'
import { createRandom, type Random } from './world.ts'

export const QUOTA = 12
const BASE_MS = Date.now() - 3 * 3_600_000

export type ListDoor = {
  name: string
  acts: ActRow[]
  lists: GuestLists
  /** Heads of the overbooked list that its doorman let in although the phone asked. */
  insisted: number
  /** Where the phone let somebody in without asking, beyond its share. */
  overspent: string[]
  sync: () => Promise<void>
  tick: (nameId: string, heads: number, anyway: boolean) => Promise<void>
  online: boolean
}

export type ListNight = {
  night: Night
  listIds: { overbooked: string; plain: string }
  nameIds: string[]
  doors: ListDoor[]
  addName: () => Promise<void>
}

/** What a phone keeps of lists, in memory: its loss is no loss, as the acts are kept elsewhere. */
function memoryDisk(): GuestListDisk {
  let night: KeptNight | undefined
  const rows = new Map<string, Awaited<ReturnType<GuestListDisk['read']>>['rows'][number]>()
  return {
    read: async () => ({ night, rows: [...rows.values()] }),
    keep: async (kept, page, anew) => {
      night = kept
      if (anew) rows.clear()
      for (const row of page) rows.set(row[0], row)
    },
    forgetOthers: async () => {},
    clear: async () => {
      night = undefined
      rows.clear()
    },
  }
}

async function answerOf(sql: Sql, phone: Phone, expression: string, values: JSONValue[]) {
  const [row] = await actAs(sql, phone, (tx) =>
    tx.unsafe(`select public.${expression} as answer`, values as never[]),
  )
  return row?.answer
}

function noteOverspent({ name, overspent }: ListDoor, spent: number, granted: number): void {
  if (spent > granted) overspent.push(`${name} spent ${spent} of ${granted}`)
}

/** The answer may be lost: then the same acts go out again. */
async function pushQueued(sql: Sql, phone: Phone, acts: readonly ActRow[], lost: () => boolean) {
  const queued = acts.filter(({ state }) => state === 'queued')
  if (queued.length === 0) return
  const sent = 'array(select value from jsonb_array_elements($1::jsonb))'
  const records = queued.map(actRecord) as unknown as JSONValue
  const outcomes = await answerOf(sql, phone, `scanner_push_acts(${sent})`, [records])
  if (lost()) return
  const heard = new Set(outcomes.flatMap(actAnswer).map(({ id }: { id: string }) => id))
  for (const act of queued) if (heard.has(act.id)) act.state = 'sent'
}

function makeDoor(sql: Sql, night: Night, phone: Phone, name: string, random: Random): ListDoor {
  const acts: ActRow[] = []
  const lists = new GuestLists(memoryDisk(), { actsOf: () => acts })
  let minute = 0
  const lost = () => random.chance(0.15)
  /** Lost on its way there, or on its way back after its work was done. */
  const call: PhoneCall = async (sqlFunction, input) => {
    if (!door.online || lost()) return { ok: false }
    const args = Object.values(sqlFunction.args(input))
    const names = Object.keys(sqlFunction.args(input))
    const list = names.map((argument, nth) => `${argument} => $${nth + 1}`).join(', ')
    const value = await answerOf(sql, phone, `${sqlFunction.name}(${list})`, args as JSONValue[])
    return lost() ? { ok: false } : { ok: true, value: value as never }
  }
  const feed = new ListsFeed(lists, call)
  const record = async (content: ActContent) => {
    minute += 1
    const at = BASE_MS + minute * 30_000 + random.int(0, 9_000)
    const id = randomUUID()
    acts.push({
      ...content,
      ...{
        id,
        eventId: night.eventId,
        gateId: night.mainGate,
        offline: !door.online,
      },
      ...{ actedAtMs: at, deviceTimeMs: at, clockOffsetMs: 0, clockUncertaintyMs: 10 },
      ...{ state: 'queued', error: null },
    } as ActRow)
    return { ok: true as const, id }
  }
  const tickName = createTickName({ lists, feed, record, nowMs: () => BASE_MS, bansLike: () => [] })
  const door: ListDoor = {
    ...{ name, acts, lists, online: true, insisted: 0, overspent: [] },
    sync: async () => {
      if (!door.online) return
      if (!lost()) await pushQueued(sql, phone, acts, lost)
      await feed.pull(night.eventId)
    },
    tick: async (nameId, heads, anyway) => {
      const place = { eventId: night.eventId, gateId: night.mainGate, offline: !door.online }
      const before = lists.nameOf(nameId)
      if (!before) return
      // As a doorman does: asks, and then perhaps insists.
      const first = await tickName({ nameId, heads, anyway: false, place })
      const { id, overbook, granted } = lists.nameOf(nameId)?.list ?? before.list
      if (first.kind === 'ticked' && overbook && heads > 0)
        noteOverspent(door, lists.spentOf(id), granted ?? 0)
      if (first.kind !== 'asked' || !anyway) return
      await tickName({ nameId, heads, anyway, place })
      door.insisted += overbook ? heads : 0
    },
  }
  return door
}

export async function openListNight(sql: Sql, seed: number, phones: number): Promise<ListNight> {
  const random = createRandom(seed)
  const night = await makeNight(sql)
  const listIds = { overbooked: randomUUID(), plain: randomUUID() }
  const nameIds: string[] = []
  await sql`
    insert into public.guest_lists (id, event_id, name, quota, overbook, most_plus)
    values (${listIds.overbooked}, ${night.eventId}, 'Overbooked', ${QUOTA}, true, 9), (${listIds.plain}, ${night.eventId}, 'Plain', 20, false, 9)`
  const addName = async () => {
    const id = randomUUID()
    const name = `Guest ${nameIds.length}`
    nameIds.push(id)
    await sql`
      insert into public.list_entries (id, event_id, list_id, name, name_key, plus)
      values (${id}, ${night.eventId}, ${random.chance(0.7) ? listIds.overbooked : listIds.plain}, ${name}, ${name.toLowerCase()}, ${random.int(0, 4)})`
  }
  for (let nth = 0; nth < 8; nth += 1) await addName()
  const doors: ListDoor[] = []
  for (let nth = 0; nth < phones; nth += 1) {
    const phone = await makePhone(sql, night, { name: `Phone ${nth + 1}` })
    doors.push(makeDoor(sql, night, phone, `Phone ${nth + 1}`, random.fork(`door ${nth}`)))
  }
  return { night, listIds, nameIds, doors, addName }
}
