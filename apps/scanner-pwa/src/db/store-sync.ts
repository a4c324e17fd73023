// The store's part for sync: takes in pages and words, hands out scans, and records what became of each.
import { DiskError } from './door-disk.ts'
import type { DoorMemory } from './door-memory.ts'
import type { PulledPage } from './pulled-page.ts'
import type { ScanOutcome, ScanRow, SettledAct, SettledScan, TicketWord } from './rows.ts'

/** The server's answer to one scan; `word` is null if it says nothing about the ticket. */
export type ScanAnswer = {
  id: string
  accepted: boolean
  outcome: ScanOutcome
  word: TicketWord | null
}

/** Results with which a scan doesn't count, so that no word will ever include it. */
const UNCOUNTED: readonly (string | null)[] = ['after_revocation', 'other_event']

export function syncPart(memory: DoorMemory) {
  const { disk, publish, onDisk } = memory
  /** What is left of a lost list must not begin the list of the database that replaces it. */
  const isLost = () => memory.state.getState().status === 'lost'
  return {
    /** Scans waiting to be sent, oldest first. */
    takeBatch: (limit: number): ScanRow[] => memory.log.inState('queued', limit),

    /** Rejects when the disk fails: the caller pulls the same page again. */
    applyPage: async (page: PulledPage): Promise<{ complete: boolean }> => {
      // Another night was chosen while the page was on its way.
      if (memory.list?.eventId !== page.event.id) return { complete: false }
      if (isLost()) throw new DiskError('lost', 'Deleted')
      const applied = await onDisk(memory.list.applyPage(page))
      publish()
      return applied
    },

    /** Words that arrived outside of a pull. In memory at once, on the disk when it resolves. */
    hear: async (eventId: string, words: readonly TicketWord[]): Promise<void> => {
      if (memory.list?.eventId !== eventId || isLost()) return
      const kept = memory.list.hear(words)
      publish()
      await onDisk(kept)
    },

    /** A manager has raised the limit of people inside. */
    hearLimit: (eventId: string, capacity: number): void => {
      if (memory.list?.eventId !== eventId) return
      memory.list.hearLimit(capacity)
      publish()
    },

    /** Marks each answered scan as sent, or sets it aside if the server refused it. Unknown ids are ignored. */
    settle: async (answers: readonly ScanAnswer[]): Promise<void> => {
      const { log, list } = memory
      const known = answers.filter(({ id }) => log.has(id))
      const settled = known.map((answer) => settledScan(memory, answer))
      const ofThisNight = known.filter(({ id }) => log.get(id)?.eventId === list?.eventId)
      const words = isLost() ? [] : ofThisNight.flatMap(({ word }) => word ?? [])
      const segment = list?.news(words) ?? null
      await onDisk(disk.settle(settled, segment))
      if (segment) list?.list.take(segment.words, segment.epoch, 'heard')
      log.settle(settled)
      publish()
    },

    /** Puts refused scans and acts back into the queue, in case the cause on the server has been fixed. */
    requeueSetAside: async (): Promise<void> => {
      const scans = memory.log.inState('set_aside').map(({ id }): SettledScan => {
        return { id, state: 'queued', outcome: null, unheardUpTo: null }
      })
      const acts = memory.acts.inState('set_aside').map(({ id }): SettledAct => {
        return { id, state: 'queued', error: null }
      })
      if (scans.length > 0) await onDisk(disk.settle(scans, null))
      memory.log.settle(scans)
      if (acts.length > 0) await onDisk(disk.settleActs(acts))
      memory.acts.settle(acts)
      if (scans.length + acts.length > 0) publish()
    },
  }
}

function settledScan({ log, list }: DoorMemory, answer: ScanAnswer): SettledScan {
  const { id, accepted, outcome, word } = answer
  const known = list?.list.get(log.get(id)?.ticketId ?? '')
  const isTold = word !== null || UNCOUNTED.includes(outcome.result)
  const unheardUpTo = accepted && !isTold ? (known?.revision ?? -1) : null
  return { id, state: accepted ? 'sent' : 'set_aside', outcome, unheardUpTo }
}
