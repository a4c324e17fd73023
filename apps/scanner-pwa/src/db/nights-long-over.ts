// What the phone deletes by itself: the guests of past nights, and scans of them that the server has.
import type { EventRow, ScanRow } from './rows.ts'

/** Long enough to settle the last dispute at the door, short enough not to leave guest lists lying around. */
const KEEP_AFTER_CLOSING_MS = 24 * 3_600_000
/** For scans of a night that this phone no longer knows. */
const KEEP_SCAN_MS = 7 * 24 * 3_600_000

/** Scans that no server has are kept, whatever their age. `nowMs` is the server's time. */
export function nightsLongOver(
  events: readonly EventRow[],
  scans: readonly ScanRow[],
  nowMs: number,
): { eventIds: string[]; scanIds: string[] } {
  const over = new Set(
    events
      .filter(({ admitsUntilMs }) => admitsUntilMs + KEEP_AFTER_CLOSING_MS < nowMs)
      .map(({ id }) => id),
  )
  const known = new Set(events.map(({ id }) => id))
  const isOver = ({ eventId, scannedAtMs }: ScanRow) =>
    over.has(eventId) || (!known.has(eventId) && scannedAtMs + KEEP_SCAN_MS < nowMs)
  const gone = scans.filter((scan) => scan.state === 'sent' && isOver(scan))
  return { eventIds: [...over], scanIds: gone.map(({ id }) => id) }
}
