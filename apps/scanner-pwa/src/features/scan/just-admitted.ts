// A code seen again just after this phone admitted its guest: neither an accusation nor a second entry.
import { scanAdmits } from '@maguey/ticket-core/scan-record'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { ScanRow } from '#db/rows.ts'

/** Long enough for a lingering hand or a phone being handed back; after that, a used ticket is a used ticket. */
const JUST_NOW_MS = 10_000

const leftBefore = (exit: ScanRow, scan: ScanRow): boolean =>
  exit.verdict === 'exit' && exit.scannedAtMs < scan.scannedAtMs

/** This phone's own recent admission, if it explains this refusal. */
export function justAdmitted(
  verdict: Verdict,
  ownScans: readonly ScanRow[],
  nowMs: number,
): ScanRow | undefined {
  if (verdict.code !== 'already_used') return undefined
  const undone = new Set(
    ownScans.flatMap(({ verdict: code, refersTo }) =>
      code === 'undo' && refersTo ? refersTo : [],
    ),
  )
  return ownScans.find((scan) => {
    if (undone.has(scan.id)) return false
    const agoMs = nowMs - scan.scannedAtMs
    if (!scanAdmits(scan.verdict, scan.direction) || agoMs < 0 || agoMs > JUST_NOW_MS) return false
    // Somebody else may turn out to have been first: then it is a double entry, and must not be quiet.
    const isEntry = verdict.scanId === scan.id
    if (isEntry || scan.verdict === 'readmit' || scan.verdict === 'override') return true
    // Let in by hand after this phone saw them leave: back again, so that the entry is an earlier one.
    return (
      scan.verdict === 'let_in' &&
      ownScans.some((exit) => leftBefore(exit, scan) && !undone.has(exit.id))
    )
  })
}
