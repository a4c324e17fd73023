// Scanning in tests: scans on the wire, pushed and pulled as a phone does.
import { randomBytes, randomUUID } from 'node:crypto'
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { PushOutcome } from '@maguey/wire/scanner-push'
import type { JSONValue, Sql, TransactionSql } from 'postgres'
import { actAs } from './act-as.ts'
import type { Night, Phone } from './make-night.ts'

/** A full minute three hours ago, the tests' time base: scans must lie between pairing and receipt. */
export const TEN_MS = Math.floor((Date.now() - 3 * 3_600_000) / 60_000) * 60_000

export const newScanId = (): string => uuidV7({ nowMs: TEN_MS, randomBytes: (n) => randomBytes(n) })

export function scanOf(
  night: Night,
  ticketId: string,
  change: Partial<ScanRecord> = {},
): ScanRecord {
  const at = change.scanned_at ?? TEN_MS
  return {
    id: newScanId(),
    ticket_id: ticketId,
    event_id: night.eventId,
    gate_id: night.mainGate,
    direction: 'in',
    verdict: 'admit',
    scanned_at: at,
    device_time: at - 40,
    clock_offset_ms: 40,
    clock_uncertainty_ms: 15,
    cache_age_ms: 60_000,
    offline: false,
    override_reason: change.verdict === 'override' ? 'Knows the DJ' : null,
    override_by: change.verdict === 'override' ? randomUUID() : null,
    refers_to: change.verdict === 'override' ? newScanId() : null,
    after_ms: null,
    ...change,
  }
}

/** Accepts anything: the server must cope with whatever a broken phone sends. */
export async function push(
  sql: Sql,
  phone: Phone,
  scans: readonly JSONValue[],
): Promise<PushOutcome[]> {
  return actAs(sql, phone, (tx) => pushIn(tx, scans))
}

export async function pushIn(
  tx: TransactionSql,
  scans: readonly JSONValue[],
): Promise<PushOutcome[]> {
  const [row] = await tx`
    select public.scanner_push(array(select value from jsonb_array_elements(${tx.json(scans)}))) as answer`
  return row?.answer
}

export type PullOptions = { cursor?: string | null; limit?: number; report?: JSONValue }

export async function pull(sql: Sql, phone: Phone, night: Night, options: PullOptions = {}) {
  const [row] = await actAs(
    sql,
    phone,
    (tx) => tx`
      select public.scanner_pull(${night.eventId}, ${options.cursor ?? null}, ${options.limit ?? 5000},
        ${options.report === undefined ? null : tx.json(options.report)}) as answer`,
  )
  return row?.answer
}

export async function ticketRow(sql: Sql, ticketId: string) {
  const [row] = await sql`
    select presence, is_used, entry_scan_id, entered_at, status from public.tickets where ticket_id = ${ticketId}`
  return row
}
