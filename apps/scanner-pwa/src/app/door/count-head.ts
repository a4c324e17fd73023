// Counts one person by hand: kept first, then felt in the hand. What can't be kept is shown as a failed scan is.
import type { RecordAct } from '#db/record-act.ts'
import type { DoorFacts, ShownScan } from '#features/scan/scan-pipeline.ts'

type CountParts = {
  record: RecordAct
  /** Undefined while there is no night or gate. */
  facts: () => DoorFacts | undefined
  show: (scan: ShownScan) => void
  time: { read: () => { nowMs: number } }
  vibrates: () => boolean
}

/** Felt apart without looking: one beat for somebody in, two for somebody out. */
const BEATS_MS = { 1: [35], [-1]: [25, 60, 25] } as const

export function createCountHead({ record, facts, show, time, vibrates }: CountParts) {
  return async (heads: 1 | -1): Promise<void> => {
    const known = facts()
    if (!known) return
    const place = { eventId: known.event.id, gateId: known.gate.id, offline: known.offline }
    const kept = await record({ kind: 'count', payload: { heads } }, place)
    if (!kept.ok) show({ kind: 'storage_failed', reason: kept.reason, atMs: time.read().nowMs })
    else if (vibrates() && typeof navigator.vibrate === 'function') {
      navigator.vibrate([...BEATS_MS[heads]])
    }
  }
}
