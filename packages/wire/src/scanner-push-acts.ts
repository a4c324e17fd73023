// scanner_push_acts: a phone's acts in, what became of each out, in their order.
import * as v from 'valibot'
import type { ActContent } from './door-act.ts'
import { sqlFunction } from './sql-function.ts'
import { nullableText } from './values.ts'

/** One act on the wire. Times are integer milliseconds and mean what they mean of a scan (ticket-core's ScanRecord). */
export type DoorActRecord = ActContent & {
  /** UUIDv7, lower case, made on the phone: the idempotency key. */
  readonly id: string
  readonly event_id: string
  readonly gate_id: string | null
  readonly acted_at: number
  readonly device_time: number
  readonly clock_offset_ms: number
  readonly clock_uncertainty_ms: number
  readonly offline: boolean
}

const outcomeSchema = v.object({
  id: nullableText,
  status: v.picklist(['stored', 'duplicate', 'rejected']),
  /** A code of the error register when `status` is `rejected`. */
  error: nullableText,
})
export type ActOutcome = v.InferOutput<typeof outcomeSchema>

/** Refusals: `not_a_device`, `payload_too_large` (over 1,000 acts). */
export const scannerPushActs = sqlFunction({
  name: 'scanner_push_acts',
  args: (acts: readonly DoorActRecord[]) => ({ acts }),
  answer: v.array(outcomeSchema),
})
