// What the phone deletes by itself: the guests of past nights, and scans and acts of them that the server has.
import type { ActRow, EventRow, ScanRow } from './rows.ts'

/** Long enough to settle the last dispute at the door, short enough not to leave guest lists lying around. */
const KEEP_AFTER_CLOSING_MS = 24 * 3_600_000
/** For scans and acts of a night that this phone no longer knows. */
const KEEP_SENT_MS = 7 * 24 * 3_600_000

/** What no server has is kept, whatever their age. `nowMs` is the server's time. */
export function nightsLongOver(
  events: readonly EventRow[],
  { scans, acts }: { scans: readonly ScanRow[]; acts: readonly ActRow[] },
  nowMs: number,
): { eventIds: string[]; scanIds: string[]; actIds: string[] } {
  const over = new Set(
    events
      .filter(({ admitsUntilMs }) => admitsUntilMs + KEEP_AFTER_CLOSING_MS < nowMs)
      .map(({ id }) => id),
  )
  const known = new Set(events.map(({ id }) => id))
  const isGone = ({ eventId, state }: ScanRow | ActRow, atMs: number) =>
    state === 'sent' && (over.has(eventId) || (!known.has(eventId) && atMs + KEEP_SENT_MS < nowMs))
  return {
    eventIds: [...over],
    scanIds: scans.filter((scan) => isGone(scan, scan.scannedAtMs)).map(({ id }) => id),
    actIds: acts.filter((act) => isGone(act, act.actedAtMs)).map(({ id }) => id),
  }
}
