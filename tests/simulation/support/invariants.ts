// What must hold on the server when all is over. Each finding is one line of text.
import { peopleCounted } from '@maguey/ticket-core/hand-count'
import { scanMoves } from '@maguey/ticket-core/scan-record'
import { verdictColour } from '@maguey/ticket-core/verdict'
import type { Live } from '@maguey/wire/event-live'
import type { Sql } from 'postgres'
import { actAs } from '../../db/support/act-as.ts'
import { cameOnLists, countedActs } from './acts-hold.ts'
import { answeredIn } from './decisions-hold.ts'
import type { MergedTicket } from './merged.ts'
import type { Seen } from './phone-life.ts'
import { MANAGER } from './sim-database.ts'
import { HOUSE_LIMIT, type SimNight } from './sim-night.ts'

type Tickets = ReadonlyMap<string, MergedTicket>

/** Every green is on the server exactly once, with its time. */
export async function greensAreKept(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  const greens = seen.flatMap((one) => {
    const { shown } = one
    if (shown.kind !== 'verdict' && shown.kind !== 'let_in') return []
    if (shown.kind === 'verdict' && verdictColour(shown.verdict.code) !== 'green') return []
    return [{ ...one, shown }]
  })
  const ids = greens.map(({ shown }) => shown.scanId)
  const rows = await sql`select id, scanned_at from public.scans where id = any(${ids})`
  const times = new Map(rows.map((row) => [row.id, Number(row.scanned_at)]))
  const twice = ids.filter((id, nth) => ids.indexOf(id) !== nth)
  return [
    ...twice.map((id) => `the scan ${id} was shown green twice`),
    ...greens.flatMap(({ shown, phone, ticketId }) => {
      const atMs = times.get(shown.scanId)
      if (atMs === shown.atMs) return []
      const what = atMs === undefined ? 'is not on the server' : `is there with another time`
      return [`a green of ${phone} for ${ticketId} (${shown.verdict.code}) ${what}`]
    }),
  ]
}

/** The facts: what counts is what was made before its phone was revoked. */
async function headsOf(sql: Sql, { eventId }: SimNight): Promise<(1 | -1)[]> {
  const rows = await sql`
    select (a.payload ->> 'heads')::int as heads from public.door_acts a join public.devices d on d.id = a.device_id
    where a.event_id = ${eventId} and a.kind = 'count' and (d.revoked_at is null or a.merged_at <= d.revoked_at)`
  return rows.map(({ heads }) => (heads > 0 ? 1 : -1))
}

/** The tables agree with ticket-core's merge, whatever the order of arrival; no double entry is missing or invented. */
export function mergeIsRight(tickets: Tickets): string[] {
  return [...tickets].flatMap(([ticketId, { stored, merged, scans }]) => {
    const found: string[] = []
    if (merged.entryId !== stored.entryId || merged.presence !== stored.presence) {
      found.push(
        `${ticketId}: the server says ${stored.presence} by ${stored.entryId}, the merge ${merged.presence} by ${merged.entryId}`,
      )
    }
    for (const { merge, result, first } of scans) {
      const should = merged.results.get(merge.id)
      if (should?.result !== result || should?.firstScanId !== first) {
        found.push(`${ticketId}: scan ${merge.id} is ${result}, by the merge ${should?.result}`)
      }
    }
    return found
  })
}

/** Counters equal a recount. */
export async function countersAreRight(sql: Sql, { eventId }: SimNight): Promise<string[]> {
  const [row] = await sql`
    select e.issued, (select count(*)::int from public.tickets t where t.event_id = e.id) as recounted
    from public.events e where e.id = ${eventId}`
  const differ = await sql`
    select coalesce(c.key, r.key) as key, c.entered, c.inside, r.entered as entered_anew, r.inside as inside_anew
    from (select * from public.event_counts where event_id = ${eventId} and (entered <> 0 or inside <> 0)) c
    full join (select * from internal.event_recount where event_id = ${eventId}) r on r.key = c.key
    where (c.entered, c.inside) is distinct from (r.entered, r.inside) order by 1`
  return [
    ...(row?.issued === row?.recounted
      ? []
      : [`issued says ${row?.issued}, a recount ${row?.recounted}`]),
    ...differ.map(
      (one) =>
        `event_counts says ${one.entered} in and ${one.inside} inside under ${one.key}, a recount ${one.entered_anew} and ${one.inside_anew}`,
    ),
  ]
}

/** What a manager sees follows from the merge. */
export async function liveIsRight(
  sql: Sql,
  night: SimNight,
  tickets: Tickets,
  raises: readonly number[],
): Promise<string[]> {
  const [row] = await actAs(
    sql,
    MANAGER,
    (tx) => tx`select public.event_live(${night.eventId}) as live`,
  )
  const live = row?.live as Live
  const answered = await answeredIn(sql, night)
  const all = [...tickets.values()]
  const entered = all.filter(({ merged }) => merged.entryId !== null)
  const scans = all.flatMap((ticket) => ticket.scans.map((scan) => ({ ...scan, ticket })))
  const resultsOf = (wanted: string) =>
    scans.filter(({ ticket, merge }) => ticket.merged.results.get(merge.id)?.result === wanted)
  const gateOf = ({ scans: its, merged }: MergedTicket) =>
    its.find(({ merge }) => merge.id === merged.entryId)?.gateId ?? null
  const hand = peopleCounted(await headsOf(sql, night))
  const acts = await countedActs(sql, night)
  const expected = {
    inside: all.filter(({ merged }) => merged.presence === 'inside').length,
    admitted: entered.length,
    exited: all.filter(({ merged }) => merged.presence === 'left').length,
    people_inside: Math.max(
      0,
      all.reduce((sum, ticket) => sum + peopleOf(ticket), 0) +
        (await strangersInside(sql, night)) +
        cameOnLists(acts) +
        (hand.came - hand.left),
    ),
    by_hand: hand,
    by_type: night.typeIds.map((id) => entered.filter(({ typeId }) => typeId === id).length),
    by_gate: night.gateIds.map((id) => entered.filter((ticket) => gateOf(ticket) === id).length),
    double_entries: Math.min(50, resultsOf('double_entry').length),
    refusals:
      resultsOf('refusal').filter(({ merge }) => !answered.has(merge.id)).length +
      acts.filter(({ kind }) => kind === 'refusal').length,
    capacity: raises.at(-1) ?? HOUSE_LIMIT,
  }
  const unknown = await sql`
    select count(*)::int as refused from public.scans s where s.event_id = ${night.eventId} and s.result = 'refusal'
      and not exists (select from public.tickets t where t.ticket_id = s.ticket_id)
      and s.id <> all (${[...answered]}::uuid[])`
  const told = {
    ...{ inside: live.inside, admitted: live.admitted, exited: live.exited },
    people_inside: live.people_inside,
    by_hand: live.by_hand,
    by_type: live.by_type.map(({ admitted }) => admitted),
    by_gate: live.by_gate.map(({ admitted }) => admitted),
    double_entries: live.double_entries.length,
    capacity: live.capacity,
    refusals:
      live.refusal_causes.reduce((sum, { total }) => sum + total, 0) - Number(unknown[0]?.refused),
  }
  return Object.entries(expected).flatMap(([name, value]) => {
    const said = told[name as keyof typeof told]
    if (JSON.stringify(said) === JSON.stringify(value)) return []
    return [`event_live says ${name} ${JSON.stringify(said)}, the merge ${JSON.stringify(value)}`]
  })
}

/** Whoever was let in is inside, whatever they showed: by the scans of what is none of the night's tickets. */
async function strangersInside(sql: Sql, { eventId }: SimNight): Promise<number> {
  const scans = await sql`
    select s.ticket_id, s.direction, s.verdict from public.scans s
    where s.event_id = ${eventId} and not s.after_revocation
      and not exists (select from public.tickets t where t.ticket_id = s.ticket_id and t.event_id = s.event_id)
      and not exists (select from public.scans u where u.verdict = 'undo' and u.refers_to = s.id and u.device_id = s.device_id
        and not u.after_revocation)`
  const inside = new Map<string, number>()
  for (const { ticket_id, direction, verdict } of scans) {
    const moves = scanMoves(verdict, direction)
    if (moves === null) continue
    inside.set(ticket_id, (inside.get(ticket_id) ?? 0) + (moves === 'in' ? 1 : -1))
  }
  return [...inside.values()].reduce((sum, people) => sum + Math.max(0, people), 0)
}

/** A ticket admitted twice is two people, until as many have left. */
function peopleOf({ merged, scans }: MergedTicket): number {
  const resultOf = ({ merge }: (typeof scans)[number]) => merged.results.get(merge.id)?.result ?? ''
  if (!scans.some((scan) => resultOf(scan) === 'double_entry')) {
    return merged.presence === 'inside' ? 1 : 0
  }
  const came = scans.filter((scan) =>
    ['entry', 'readmission', 'double_entry'].includes(resultOf(scan)),
  )
  const went = scans.filter((scan) => resultOf(scan) === 'exit')
  return Math.max(0, came.length - went.length)
}
