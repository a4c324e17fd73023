// What must hold of the decisions at the door when all is over: each is on the server once, and counts for what it was.
import type { Sql } from 'postgres'
import { MANAGER_ID, REASON } from './decisions.ts'
import type { Seen } from './phone-life.ts'
import type { SimNight } from './sim-night.ts'

/** The refusals of this night that something answers or overrules, and was not taken back or made after a revocation. */
export async function answeredIn(sql: Sql, { eventId }: SimNight): Promise<ReadonlySet<string>> {
  const rows = await sql`
    select s.refers_to from public.scans s where s.event_id = ${eventId} and s.refers_to is not null
      and s.verdict in ('override', 'let_in', 'turned_away') and not s.after_revocation and not exists (
        select from public.scans u where u.verdict = 'undo' and u.refers_to = s.id and u.device_id = s.device_id and not u.after_revocation)`
  return new Set(rows.map((row) => String(row.refers_to)))
}

/** The scans of this night that were taken back by whichever phone. */
export async function undoneIn(sql: Sql, { eventId }: SimNight): Promise<ReadonlySet<string>> {
  const rows = await sql`
    select refers_to from public.scans where event_id = ${eventId} and verdict = 'undo'`
  return new Set(rows.map((row) => String(row.refers_to)))
}

export async function decisionsHold(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  return [
    ...(await undosHold(sql, seen)),
    ...(await overridesHold(sql, seen)),
    ...(await yesesHold(sql, seen)),
  ]
}

/** No admission that was taken back counts. To the server, a phone that was paired anew meanwhile is another one. */
async function undosHold(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  const undone = seen.flatMap(({ shown }) => (shown.kind === 'undone' ? shown.scanId : []))
  const rows = await sql`
    select s.id, s.result, t.entry_scan_id = s.id as is_entry, s.verdict, count(*)::int as undos,
      bool_or(u.device_id = s.device_id and not u.after_revocation) as may
    from public.scans u join public.scans s on s.id = u.refers_to
    left join public.tickets t on t.ticket_id = s.ticket_id and t.event_id = s.event_id
    where u.verdict = 'undo' and u.refers_to = any(${undone}) group by s.id, t.id`
  const told = new Map(rows.map((row) => [String(row.id), row]))
  return undone.flatMap((id) => {
    const row = told.get(id)
    if (!row) return [`the undo of ${id} is not on the server`]
    if (row.undos !== 1) return [`${id} was taken back ${row.undos} times`]
    const counts = ['entry', 'readmission', 'double_entry', 'exit'].includes(row.result)
    if (row.may && (counts || row.is_entry)) return [`${id} was taken back and is ${row.result}`]
    return []
  })
}

/** An override is on the server once, with who and why. */
async function overridesHold(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  const shown = seen.flatMap((one) =>
    one.shown.kind === 'verdict' && one.shown.verdict.code === 'override' ? one.shown.scanId : [],
  )
  const rows = await sql`
    select s.id from public.scans s join public.scans r on r.id = s.refers_to and r.ticket_id = s.ticket_id
    where s.id = any(${shown}) and s.verdict = 'override' and s.override_by = ${MANAGER_ID} and s.override_reason = ${REASON}
      and s.override_allowed and r.result = 'refusal'`
  const kept = new Set(rows.map((row) => String(row.id)))
  return shown.flatMap((id) =>
    kept.has(id) ? [] : [`the override ${id} is not on the server whole`],
  )
}

/** A yes is on the server with the amber that it answers; an amber without one let nobody in. */
async function yesesHold(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  const shown = seen.flatMap(({ shown: one }) => (one.kind === 'let_in' ? one.scanId : []))
  const rows = await sql`
    select s.id from public.scans s join public.scans r on r.id = s.refers_to and r.ticket_id = s.ticket_id
    where s.id = any(${shown}) and s.verdict = 'let_in' and r.verdict = 'unverified' and r.result = 'refusal'`
  const kept = new Set(rows.map((row) => String(row.id)))
  return shown.flatMap((id) => (kept.has(id) ? [] : [`the yes ${id} is not on the server`]))
}
