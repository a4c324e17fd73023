// The scan as it travels from the phone to the table: immutable, and its `id` is the idempotency key on every leg.
import type { ScanCode } from './verdict.ts'

export type ScanDirection = 'in' | 'out'

/** One scan on the wire (`scanner_push`). All `…_at`/`…_time`/`…_ms` are integer milliseconds; instants count from the Unix epoch. */
export type ScanRecord = {
  /** UUIDv7, lower case, made on the phone. */
  readonly id: string
  /** Canonical ticket id. */
  readonly ticket_id: string
  readonly event_id: string
  readonly gate_id: string | null
  readonly direction: ScanDirection
  /** What the phone showed, or what was done about it. */
  readonly verdict: ScanCode
  /** Device time corrected by the measured offset. */
  readonly scanned_at: number
  /** What the phone's own clock said. */
  readonly device_time: number
  /** Server clock minus device clock, as measured at the last sync. */
  readonly clock_offset_ms: number
  /** Half the round trip of that measurement. */
  readonly clock_uncertainty_ms: number
  /** Age of the ticket list that the verdict was decided on; null when there was none. */
  readonly cache_age_ms: number | null
  readonly offline: boolean
  /** Why a manager overruled the verdict; null unless `verdict` is `override`. */
  readonly override_reason: string | null
  /** The manager whose PIN overruled the verdict; null unless `verdict` is `override`. */
  readonly override_by: string | null
  /** The scan that this one answers, overrules or takes back; null for what was read. */
  readonly refers_to: string | null
  /** How long after that scan, by the phone's monotonic clock. */
  readonly after_ms: number | null
}

/** A wrong green can be taken back for this long. */
export const UNDO_WITHIN_MS = 10_000

const ADMITTING: ReadonlySet<ScanCode> = new Set<ScanCode>([
  'admit',
  'readmit',
  'admit_unsynced',
  'override',
  'let_in',
])

/** True when a scan with this verdict let somebody in, and so takes part in the merge as an admission. */
export function scanAdmits(verdict: ScanCode, direction: ScanDirection): boolean {
  return direction === 'in' && ADMITTING.has(verdict)
}

/**
 * Whom a scan moves. Every admission moves somebody in; out goes only who was seen to leave: a refusal moves nobody,
 * in whatever direction the phone was set.
 */
export function scanMoves(verdict: ScanCode, direction: ScanDirection): 'in' | 'out' | null {
  if (scanAdmits(verdict, direction)) return 'in'
  return direction === 'out' && verdict === 'exit' ? 'out' : null
}
