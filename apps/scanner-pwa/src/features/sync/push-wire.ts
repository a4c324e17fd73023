// The wire of scanner_push: what a scan says on its way, and what the server says of each.
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import * as v from 'valibot'
import type { ScanRow } from '#db/rows.ts'
import type { ScanAnswer } from '#db/scan-queue.ts'

export function scanRecord(scan: ScanRow): ScanRecord {
  return {
    id: scan.id,
    ticket_id: scan.ticketId,
    event_id: scan.eventId,
    gate_id: scan.gateId,
    direction: scan.direction,
    verdict: scan.verdict,
    scanned_at: scan.scannedAtMs,
    device_time: scan.deviceTimeMs,
    clock_offset_ms: scan.clockOffsetMs,
    clock_uncertainty_ms: scan.clockUncertaintyMs,
    cache_age_ms: scan.cacheAgeMs,
    offline: scan.offline,
    override_reason: scan.overrideReason,
  }
}

const firstSchema = v.object({
  scan_id: v.string(),
  scanned_at: v.number(),
  gate: v.nullable(v.string()),
  device: v.nullable(v.string()),
})

export const pushAnswerSchema = v.array(
  v.object({
    id: v.string(),
    status: v.picklist(['stored', 'duplicate', 'rejected']),
    result: v.nullable(v.string()),
    first: v.nullable(firstSchema),
    error: v.nullable(v.string()),
  }),
)

/** A duplicate counts as accepted: the table has the scan, the earlier answer was lost on its way. */
export function scanAnswers(wire: v.InferOutput<typeof pushAnswerSchema>): ScanAnswer[] {
  return wire.map(({ id, status, result, first, error }) => ({
    id,
    accepted: status !== 'rejected',
    outcome: {
      result,
      error,
      first: first && {
        scanId: first.scan_id,
        atMs: first.scanned_at,
        gateName: first.gate,
        deviceName: first.device,
      },
    },
  }))
}
