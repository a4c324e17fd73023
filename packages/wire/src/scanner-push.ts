// scanner_push: a phone's scans in, the authoritative outcome of each out, in their order.
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import * as v from 'valibot'
import { sqlFunction } from './sql-function.ts'
import { ms, nullableText } from './values.ts'

/** The merge's result for a stored scan; the last two are stored but not counted. */
export const scanResult = v.picklist([
  'entry',
  'readmission',
  'double_entry',
  'exit',
  'refusal',
  'undo',
  'undone',
  'unknown_ticket',
  'after_revocation',
  'other_event',
])
export type ScanResult = v.InferOutput<typeof scanResult>

/** The admission that a double entry repeats. */
const firstSchema = v.object({
  scan_id: v.string(),
  scanned_at: ms,
  gate: nullableText,
  device: nullableText,
})

const outcomeSchema = v.object({
  id: nullableText,
  status: v.picklist(['stored', 'duplicate', 'rejected']),
  result: v.nullable(scanResult),
  first: v.nullable(firstSchema),
  /** A code of the error register when `status` is `rejected`. */
  error: nullableText,
  /** The ticket after the merge, see `readTicketWord`; null when the answer doesn't include it. */
  word: v.nullable(v.array(v.unknown())),
  /** False when a double entry's order lies within the two scans' uncertainty. */
  certain: v.boolean(),
})
export type PushOutcome = v.InferOutput<typeof outcomeSchema>

/** Refusals: `not_a_device`, `payload_too_large` (over 1,000 scans). */
export const scannerPush = sqlFunction({
  name: 'scanner_push',
  args: (scans: readonly ScanRecord[]) => ({ scans }),
  answer: v.array(outcomeSchema),
})
