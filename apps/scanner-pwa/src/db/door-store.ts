// The phone's memory is the index, its disk the truth: tonight's list and the log of scans are mirrored at startup;
// a verdict looks up in memory and adds one record to the log.
import { DiskError, type DoorDisk } from './door-disk.ts'
import { createDoorMemory, type DoorMemory } from './door-memory.ts'
import { createLogMirror } from './log-mirror.ts'
import { nightsLongOver } from './nights-long-over.ts'
import type { MetaValues, ScanRow } from './rows.ts'
import { scanPart } from './store-scan.ts'
import { syncPart } from './store-sync.ts'

export function createDoorStore(disk: DoorDisk) {
  const memory = createDoorMemory(disk)
  return {
    disk: memory.disk,
    state: memory.state,
    ...lifePart(memory),
    ...scanPart(memory),
    ...syncPart(memory),
  }
}

export type DoorStore = ReturnType<typeof createDoorStore>

function lifePart(memory: DoorMemory) {
  const { disk, publish, onDisk } = memory
  return {
    /**
     * Takes over the writing and mirrors the log. Never rejects: the outcome is in `status`. `onMirrored` gets the last
     * scan before anything can be scanned.
     */
    start: async (onMirrored?: (lastScan: ScanRow | undefined) => void): Promise<void> => {
      try {
        await disk.claim()
        memory.log = createLogMirror()
        const { scans, settled } = await disk.readLog()
        for (const scan of scans) memory.log.add(scan)
        memory.log.settle(settled)
        const choice = await disk.readMeta('choice')
        if (choice) await memory.openNight(choice.eventId)
        onMirrored?.(memory.log.all().at(-1))
        publish('ready')
      } catch (error) {
        publish(error instanceof DiskError && error.trouble !== 'failed' ? error.trouble : 'broken')
      }
    },

    /** Stores what is known of the server's time; like every write it finds out whether the disk is still ours. */
    keepClock: (sample: MetaValues['clock']): Promise<void> =>
      onDisk(disk.writeMeta('clock', sample)),

    /** Another page of this phone has taken over scanning. */
    leave: (): void => publish('elsewhere'),

    /** Mirrors the list of this night; the previous one leaves memory. */
    open: async (eventId: string): Promise<void> => {
      if (memory.list?.eventId === eventId) return
      await onDisk(memory.openNight(eventId))
      publish()
    },

    /** Deletes guests and sent scans of nights that are long over. `nowMs` is the server's time. */
    dropNightsLongOver: async (nowMs: number): Promise<void> => {
      const gone = nightsLongOver(await onDisk(disk.readEvents()), memory.log.all(), nowMs)
      if (gone.eventIds.length + gone.scanIds.length === 0) return
      await onDisk(disk.forget(gone))
      memory.log.drop(gone.scanIds)
      if (memory.list && gone.eventIds.includes(memory.list.eventId)) memory.list = undefined
      publish()
    },

    /** Deletes everything that a revoked phone must not keep, except scans that no server has yet. */
    wipe: async (nowMs: number): Promise<void> => {
      const kept = new Set(memory.log.unsent().map(({ id }) => id))
      await onDisk(disk.wipe({ nowMs, keepScanIds: [...kept] }))
      memory.log.drop(memory.log.all().flatMap(({ id }) => (kept.has(id) ? [] : [id])))
      memory.list = undefined
      publish()
    },
  }
}
