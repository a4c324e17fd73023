// A code seen again just after this phone let its guest in: no accusation, and no second entry.
import { scanAdmits } from '@maguey/ticket-core/scan-record'
import type { Verdict } from '@maguey/ticket-core/verdict'
import type { ScanRow } from '#db/rows.ts'

/** Long enough for a hand that lingers or a phone that is handed back; then a used ticket is a used ticket. */
const JUST_NOW_MS = 10_000

/** The admission that explains this refusal, if it is this phone's own of a moment ago. */
export function justAdmitted(
  verdict: Verdict,
  ownScans: readonly ScanRow[],
  nowMs: number,
): ScanRow | undefined {
  if (verdict.code !== 'already_used') return undefined
  return ownScans.find((scan) => {
    const agoMs = nowMs - scan.scannedAtMs
    if (!scanAdmits(scan.verdict, scan.direction) || agoMs < 0 || agoMs > JUST_NOW_MS) return false
    // Meanwhile somebody else may turn out to have been first: then it is a double entry, and must not be quiet.
    const isEntry = verdict.scanId === scan.id
    return isEntry || scan.verdict === 'readmit' || scan.verdict === 'override'
  })
}
