// What people decide at the door: an answer to a verdict, a green taken back, somebody refused by hand.
import type { RefusalCause } from '@maguey/wire/door-acts/refusal'
import type { RecordAct } from '#db/record-act.ts'
import type { DoorAnswer } from '#features/scan/answer-scan.ts'
import type { DoorFacts, ScanPipeline, ShownScan } from '#features/scan/scan-pipeline.ts'
import type { UndoOffersStore } from '#features/scan/undo-offers.ts'

type DecisionParts = {
  pipeline: Pick<ScanPipeline, 'answer'>
  undos: Pick<UndoOffersStore, 'take' | 'putBack'>
  recordAct: RecordAct
  /** Scans about which something was done: each is answered once, however often it is tapped. */
  answered: Set<string>
  show: (scan: ShownScan) => void
  /** Undefined while nothing can be decided. */
  facts: () => DoorFacts | undefined
}

export function createDecisions(parts: DecisionParts) {
  const { pipeline, undos, recordAct, answered, show, facts } = parts
  /** Stores what somebody did about a verdict, and shows that it is stored. */
  const keep = async (given: DoorAnswer): Promise<'kept' | 'not_kept'> => {
    const known = facts()
    const { scanId } = given.about
    if (!known) return 'not_kept'
    if (answered.has(scanId)) return 'kept'
    answered.add(scanId)
    const scan = await pipeline.answer(given, known)
    const failed = scan.kind === 'storage_failed'
    if (failed) answered.delete(scanId)
    show(scan)
    return failed ? 'not_kept' : 'kept'
  }
  return {
    answer: async (given: DoorAnswer): Promise<void> => {
      await keep(given)
    },
    /** Takes the last green back, if it is not too late. */
    undo: async (): Promise<void> => {
      const about = undos.take()
      if (about && (await keep({ what: 'undo', about })) === 'not_kept') undos.putBack(about)
    },
    /** Somebody was turned away by hand; false if that could not be stored. */
    refuse: async (payload: { cause: RefusalCause; words: string }): Promise<boolean> => {
      const known = facts()
      if (!known) return false
      const place = { eventId: known.event.id, gateId: known.gate.id, offline: known.offline }
      return (await recordAct({ kind: 'refusal', payload }, place)).ok
    },
  }
}
