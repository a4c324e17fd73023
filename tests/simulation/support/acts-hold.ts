// What must hold of the acts when all is over: each is on the server once, no share was spent twice, what went beyond a list
// is told, and every figure of the night's record is what a recount says.
import type { ActContent } from '@maguey/wire/door-act'
import type { Sql } from 'postgres'
import { callAs } from '../../db/support/act-as.ts'
import { type RawAct, readActs } from '../../db/support/recount-acts.ts'
import { recountRecord, unordered } from '../../db/support/recount-record.ts'
import type { Night } from './night.ts'
import { MANAGER } from './sim-database.ts'
import { QUOTA } from './sim-lists.ts'
import type { SimNight } from './sim-night.ts'

/** Those that count: made before their phone was revoked. */
export const countedActs = async (sql: Sql, { eventId }: SimNight): Promise<RawAct[]> =>
  (await readActs(sql, eventId)).filter(({ afterRevocation }) => !afterRevocation)

/** Of each name never fewer than nobody. */
export function cameOnLists(acts: readonly RawAct[]): number {
  const heads = new Map<unknown, number>()
  for (const { kind, payload } of acts) {
    if (kind !== 'list_arrival') continue
    heads.set(payload.entry_id, (heads.get(payload.entry_id) ?? 0) + Number(payload.heads))
  }
  return [...heads.values()].reduce((sum, came) => sum + Math.max(0, came), 0)
}

export async function actsHold(sql: Sql, night: Night): Promise<string[]> {
  return [
    ...(await actsAreKept(sql, night.kept)),
    ...night.overspent,
    ...(await quotaHolds(sql, night)),
    ...(await recordIsRight(sql, night.tonight)),
    ...(await phonesKnowLists(sql, night)),
  ]
}

/** Every act that a phone kept is on the server exactly once, as it was made. */
async function actsAreKept(sql: Sql, kept: ReadonlyMap<string, ActContent>): Promise<string[]> {
  const rows = await sql`
    select id, kind, payload from public.door_acts where id = any(${[...kept.keys()]})`
  const stored = new Map(rows.map(({ id, kind, payload }) => [String(id), { kind, payload }]))
  const told = (act: object | undefined) => JSON.stringify(unordered(act ?? null))
  return [...kept].flatMap(([id, act]) => {
    if (told(stored.get(id)) === told(act)) return []
    return [`an act (${id}) was ${told(act)}, and is ${told(stored.get(id))} on the server`]
  })
}

/**
 * Nobody is beyond a quota but those on whom a doorman insisted, and those whom a phone let in whose share was given to
 * others meanwhile: it was revoked, or had lost its data and was paired anew.
 */
async function quotaHolds(sql: Sql, { tonight, lists, insisted, devices, keptAs }: Night) {
  const current = [...devices.values()].map(({ deviceId }) => deviceId)
  const earlier = [...keptAs].flatMap(([id, deviceId]) => (current.includes(deviceId) ? [] : [id]))
  const [row] = await sql`
    select coalesce(sum(a.heads), 0)::int as came,
      coalesce(sum(greatest(0, a.heads)) filter (where d.revoked_at is not null or d.id <> all (${current}::uuid[]) or a.id = any (${earlier}::uuid[])), 0)::int as given
    from internal.list_arrivals a join public.list_entries e on e.id = a.entry_id join public.devices d on d.id = a.device_id
    where a.event_id = ${tonight.eventId} and e.list_id = ${lists.overbooked}`
  const most = QUOTA + insisted + Number(row?.given)
  return Number(row?.came) <= most
    ? []
    : [`${row?.came} came in on a list of ${QUOTA}, ${insisted} of them on a doorman's word`]
}

/** Sales are left out: these tickets were never bought. */
async function recordIsRight(sql: Sql, { eventId }: SimNight): Promise<string[]> {
  const { parts } = await callAs(sql, MANAGER, 'night_record($1)', eventId)
  const { tickets: _, ...counted } = await recountRecord(sql, eventId)
  return Object.entries(counted).flatMap(([part, figures]) => {
    const [said, is] = [parts[part], figures].map((one) => JSON.stringify(unordered(one)))
    return said === is ? [] : [`the record says of ${part} ${said}, a recount ${is}`]
  })
}

/** A phone that is still paired knows of each name how many came in. */
async function phonesKnowLists(sql: Sql, { tonight, phones, revoked }: Night) {
  const rows = await sql`
    select id, name, arrived from public.list_entries where event_id = ${tonight.eventId}`
  return phones
    .filter(({ name }) => !revoked.has(name))
    .flatMap((phone) =>
      rows.flatMap(({ id, name, arrived }) => {
        const knows = phone.lists()?.nameOf(id)?.standing.arrived
        return knows === arrived
          ? []
          : [`${phone.name} knows of ${knows} of ${name}, the server of ${arrived}`]
      }),
    )
}
