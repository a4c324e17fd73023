// The store's part for acts: one append for each, then out with the scans.
import { DiskError, type LoggedSale } from './door-disk.ts'
import type { DoorMemory } from './door-memory.ts'
import type { ActRow, LoggedAct } from './rows.ts'
import type { Appended } from './store-scan.ts'

/** The server's answer to one act. */
export type ActAnswer = { id: string; accepted: boolean; error: string | null }

export function actPart(memory: DoorMemory) {
  const { disk, publish, onDisk } = memory
  return {
    /** Never rejects. Resolves once the act is durable, or reports that nothing was stored. */
    appendAct: async (act: LoggedAct): Promise<Appended> => {
      try {
        await onDisk(disk.appendAct(act))
        memory.acts.add(act)
        publish()
        return { ok: true }
      } catch (error) {
        return { ok: false, reason: error instanceof DiskError ? error.reason : 'unknown' }
      }
    },

    /** A sale and the scans that admit its guests, or its undoing, as one. Never rejects. */
    appendSale: async (sale: LoggedSale): Promise<Appended> => {
      try {
        await onDisk(disk.appendSale(sale))
        for (const scan of sale.scans) memory.log.add(scan)
        memory.acts.add(sale.act)
        publish()
        return { ok: true }
      } catch (error) {
        return { ok: false, reason: error instanceof DiskError ? error.reason : 'unknown' }
      }
    },

    /** This phone's acts of a night, oldest first. */
    actsOf: (eventId: string): ActRow[] =>
      memory.acts.all().filter((act) => act.eventId === eventId),

    /** Acts waiting to be sent, oldest first. */
    takeActs: (limit: number): ActRow[] => memory.acts.inState('queued', limit),

    /** Marks each answered act as sent, or sets it aside if the server refused it. Unknown ids are ignored. */
    settleActs: async (answers: readonly ActAnswer[]): Promise<void> => {
      const settled = answers
        .filter(({ id }) => memory.acts.has(id))
        .map(({ id, accepted, error }) => {
          return { id, state: accepted ? ('sent' as const) : ('set_aside' as const), error }
        })
      if (settled.length === 0) return
      await onDisk(disk.settleActs(settled))
      memory.acts.settle(settled)
      publish()
    },
  }
}
