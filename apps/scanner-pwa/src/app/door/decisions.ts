// What people decide at the door: an answer to a verdict, a green taken back, somebody refused by hand.
import type { RefusalCause } from '@maguey/wire/door-acts/refusal'
import type { RecordAct } from '#db/record-act.ts'
import type { DoorAnswer } from '#features/scan/answer-scan.ts'
import type { DoorFacts, ScanPipeline, ShownScan } from '#features/scan/scan-pipeline.ts'
import type { UndoOffersStore } from '#features/scan/undo-offers.ts'

type DecisionParts = {
  pipeline: Pick<ScanPipeline, 'answer'>
  undos: Pick<UndoOffersStore, 'take'>
  recordAct: RecordAct
  show: (scan: ShownScan) => void
  /** Undefined while nothing can be decided. */
  facts: () => DoorFacts | undefined
}

export function createDecisions({ pipeline, undos, recordAct, show, facts }: DecisionParts) {
  /** Stores what somebody did about a verdict, and shows that it is stored. */
  const answer = async (given: DoorAnswer): Promise<void> => {
    const known = facts()
    if (known) show(await pipeline.answer(given, known))
  }
  return {
    answer,
    /** Takes the last green back, if it is not too late. */
    undo: async (): Promise<void> => {
      const about = undos.take()
      if (about) await answer({ what: 'undo', about })
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
