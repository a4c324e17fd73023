// What must hold when all is over, and at every sentence that was shown on the way. Each finding is one line of text.
import { type MergeScan, mergedTime, reconcile } from '@maguey/ticket-core/reconcile'
import { type ScanDirection, scanMoves } from '@maguey/ticket-core/scan-record'
import type { VerdictCode } from '@maguey/ticket-core/verdict'
import type { Sql } from 'postgres'
import type { SimNight } from './sim-night.ts'
import type { Seen, SimPhone } from './sim-phone.ts'

/** When something became so on the server, for the tickets of the night. */
export type History = {
  soldAtMs: Map<string, number>
  /** Refunded or void. */
  endedAtMs: Map<string, number>
  /** When the server first had an admission of the ticket, by whichever phone. */
  enteredAtMs: Map<string, { atMs: number; scanId: string }>
}

const GREEN: readonly VerdictCode[] = ['admit', 'readmit', 'admit_unsynced', 'exit']

const verdictOf = ({ shown }: Seen) => (shown.kind === 'verdict' ? shown : undefined)

/** Every green is on the server once, with its time. */
export async function greensAreKept(sql: Sql, seen: readonly Seen[]): Promise<string[]> {
  const greens = seen.flatMap((one) => {
    const shown = verdictOf(one)
    return shown && GREEN.includes(shown.verdict.code) ? [{ ...one, shown }] : []
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

/** The merge in the tables is ticket-core's, whatever the order of arrival; double entries are all there, none invented. */
export async function mergeIsRight(sql: Sql, night: SimNight): Promise<string[]> {
  const tickets = await sql`
    select ticket_id, entry_scan_id, presence from public.tickets where event_id = ${night.eventId}`
  const found: string[] = []
  for (const ticket of tickets) {
    const scans = await scansOf(sql, night, ticket.ticket_id)
    const merged = reconcile(
      scans.map(({ merge }) => merge),
      night,
    )
    if (merged.entryId !== ticket.entry_scan_id || merged.presence !== ticket.presence) {
      found.push(
        `${ticket.ticket_id}: the server says ${ticket.presence} by ${ticket.entry_scan_id}, the merge ${merged.presence} by ${merged.entryId}`,
      )
    }
    for (const { merge, result, first } of scans) {
      const should = merged.results.get(merge.id)
      if (should?.result !== result || should?.firstScanId !== first) {
        found.push(
          `${ticket.ticket_id}: scan ${merge.id} is ${result}, by the merge ${should?.result}`,
        )
      }
    }
  }
  return found
}

async function scansOf(sql: Sql, night: SimNight, ticketId: string) {
  const rows = await sql`
    select s.*, d.paired_at, d.revoked_at from public.scans s join public.devices d on d.id = s.device_id
    where s.ticket_id = ${ticketId} order by s.id`
  return rows.map((row) => {
    const uncertaintyMs = row.clock_uncertainty_ms
    const time = mergedTime(
      { scannedAtMs: Number(row.scanned_at), uncertaintyMs },
      { pairedAtMs: Number(row.paired_at), receivedAtMs: Number(row.received_at) },
    )
    const moves = scanMoves(row.verdict as VerdictCode, row.direction as ScanDirection)
    const isLate = row.revoked_at !== null && time.atMs > Number(row.revoked_at)
    const aside = row.event_id === night.eventId ? null : ('other_event' as const)
    const uncounted = moves === null ? null : isLate ? ('after_revocation' as const) : aside
    const merge: MergeScan = { id: row.id, uncertaintyMs, ...time, moves, uncounted }
    return { merge, result: row.result, first: row.first_scan_id }
  })
}

/** Counters are what a recount gives. */
export async function countersAreRight(sql: Sql, night: SimNight): Promise<string[]> {
  const [row] = await sql`
    select e.issued, (select count(*)::int from public.tickets t where t.event_id = e.id) as recounted
    from public.events e where e.id = ${night.eventId}`
  return row?.issued === row?.recounted
    ? []
    : [`issued says ${row?.issued}, a recount ${row?.recounted}`]
}

/** Every phone knows every ticket as the server does, and its list is whole. */
export async function phonesAgree(
  sql: Sql,
  night: SimNight,
  phones: readonly SimPhone[],
): Promise<string[]> {
  const rows = await sql`
    select ticket_id, status, presence, entry_scan_id from public.tickets where event_id = ${night.eventId}`
  return phones.flatMap((phone) => {
    const store = phone.store()
    if (!store) return [`${phone.name} is down after healing`]
    const { event, queued, setAside } = store.state.getState()
    const found: string[] = []
    if (!event?.complete) found.push(`${phone.name} has no whole list after healing`)
    if (queued + setAside > 0)
      found.push(`${phone.name} still has ${queued} queued and ${setAside} set aside`)
    for (const row of rows) {
      const known = store.ticketOf({
        kind: 'bare',
        ticketId: row.ticket_id,
        eventCode: night.code,
        eventDay: night.day,
      })
      const says = `${known?.status} ${known?.presence} ${known?.entry?.scanId ?? null}`
      const is = `${row.status} ${row.presence} ${row.entry_scan_id}`
      if (says !== is)
        found.push(`${phone.name} knows ${row.ticket_id} as ${says}, the server as ${is}`)
    }
    return found
  })
}

/** What was shown was true of a list as old and as whole as the phone said it was. */
export function sentencesWereTrue(
  seen: readonly Seen[],
  history: History,
  reentry: boolean,
): string[] {
  return seen.flatMap((one) => {
    const verdict = verdictOf(one)?.verdict.code
    const lie = verdict && lieOf(one, verdict, history, reentry)
    if (!lie) return []
    return [
      `${one.phone} showed ${verdict} for ${one.ticketId} by a list of ${one.horizonMs}, ${lie}`,
    ]
  })
}

function lieOf(
  { horizonMs, whole, ticketId, heard, atMs }: Seen,
  code: VerdictCode,
  { soldAtMs, endedAtMs, enteredAtMs }: History,
  reentry: boolean,
): string | undefined {
  const before = (ms: number | undefined) =>
    ms !== undefined && horizonMs !== null && ms < horizonMs
  const toldNo = heard && !heard.mayEnter && heard.atMs + 200 < atMs
  const lies: Partial<Record<VerdictCode, [boolean | undefined, string][]>> = {
    admit_unsynced: [
      [!whole, 'that was not whole'],
      [before(soldAtMs.get(ticketId)), 'but it had been sold before'],
    ],
    admit: [
      [!reentry && toldNo, 'but had heard before that it may not enter'],
      [whole && before(endedAtMs.get(ticketId)), 'but it had ended before'],
      [whole && !reentry && before(enteredAtMs.get(ticketId)?.atMs), 'but it had been used before'],
    ],
  }
  return lies[code]?.find(([isSo]) => isSo)?.[1]
}
