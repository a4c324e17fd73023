// What ticket-core's merge makes of the scans in the tables: a second implementation to check the SQL against.
import { type MergeScan, mergedTime, reconcile } from '@maguey/ticket-core/reconcile'
import { type ScanDirection, scanMoves } from '@maguey/ticket-core/scan-record'
import type { ScanCode } from '@maguey/ticket-core/verdict'
import type { Sql } from 'postgres'
import type { SimNight } from './sim-night.ts'

export type MergedScan = {
  merge: MergeScan
  gateId: string | null
  verdict: ScanCode
  /** As stored in the tables. */
  result: string
  first: string | null
}

export type MergedTicket = {
  typeId: string
  /** As stored in the tables. */
  stored: { presence: string; entryId: string | null }
  scans: readonly MergedScan[]
  merged: ReturnType<typeof reconcile>
}

/** Every ticket of the night, by id. */
export async function mergeNight(sql: Sql, night: SimNight): Promise<Map<string, MergedTicket>> {
  const tickets = await sql`
    select ticket_id, ticket_type_id, entry_scan_id, presence from public.tickets where event_id = ${night.eventId} order by ticket_id`
  const rows = await sql`
    select s.*, d.paired_at, d.revoked_at from public.scans s join public.devices d on d.id = s.device_id
    where s.ticket_id = any(${tickets.map((ticket) => ticket.ticket_id)}) order by s.id`
  const scans = new Map<string, Row[]>()
  for (const row of rows) scans.set(row.ticket_id, [...(scans.get(row.ticket_id) ?? []), row])
  return new Map(
    tickets.map((ticket) => {
      const its = (scans.get(ticket.ticket_id) ?? []).map((row) => mergedScan(row, night))
      const merged = reconcile(
        its.map(({ merge }) => merge),
        night,
      )
      const stored = { presence: ticket.presence, entryId: ticket.entry_scan_id }
      return [ticket.ticket_id, { typeId: ticket.ticket_type_id, stored, scans: its, merged }]
    }),
  )
}

type Row = Record<string, unknown>

function mergedScan(row: Row, night: SimNight): MergedScan {
  const uncertaintyMs = Number(row.clock_uncertainty_ms)
  const time = mergedTime(
    { scannedAtMs: Number(row.scanned_at), uncertaintyMs },
    { pairedAtMs: Number(row.paired_at), receivedAtMs: Number(row.received_at) },
  )
  const verdict = row.verdict as ScanCode
  const moves = scanMoves(verdict, row.direction as ScanDirection)
  const isLate = row.revoked_at !== null && time.atMs > Number(row.revoked_at)
  const aside = row.event_id === night.eventId ? null : ('other_event' as const)
  const undoes = verdict === 'undo' ? String(row.refers_to) : null
  const uncounted =
    moves === null && undoes === null ? null : isLate ? ('after_revocation' as const) : aside
  return {
    merge: {
      id: String(row.id),
      ...{ uncertaintyMs, ...time, moves, undoes, uncounted },
      by: String(row.device_id),
    },
    ...{ verdict, result: String(row.result) },
    gateId: row.gate_id as string | null,
    first: row.first_scan_id as string | null,
  }
}
