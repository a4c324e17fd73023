// The phone's memory is the index, its disk the truth: tonight's list and the logs of scans and acts are mirrored at startup;
// a verdict looks up in memory and adds one record to the log.
import { createActMirror } from './act-mirror.ts'
import { DiskError, type DoorDisk } from './door-disk.ts'
import { createDoorMemory, type DoorMemory, takeTrouble } from './door-memory.ts'
import { createLogMirror } from './log-mirror.ts'
import { isFull } from './make-room.ts'
import { nightsLongOver } from './nights-long-over.ts'
import { unsentWrites } from './rescue.ts'
import type { MetaValues, ScanRow } from './rows.ts'
import { actPart } from './store-acts.ts'
import { banPart } from './store-bans.ts'
import { scanPart } from './store-scan.ts'
import { syncPart } from './store-sync.ts'

export function createDoorStore(disk: DoorDisk) {
  const memory = createDoorMemory(disk)
  return {
    disk: memory.disk,
    state: memory.state,
    ...lifePart(memory),
    ...scanPart(memory),
    ...actPart(memory),
    ...banPart(memory),
    ...syncPart(memory),
  }
}

export type DoorStore = ReturnType<typeof createDoorStore>

/** What a full disk can give up is known only from the log and the list, so they are mirrored before it is asked again. */
async function claim(memory: DoorMemory): Promise<void> {
  try {
    await memory.disk.claim()
  } catch (error) {
    if (!isFull(error)) throw error
    await mirror(memory)
    await memory.disk.claim()
  }
}

async function mirror(memory: DoorMemory): Promise<void> {
  memory.log = createLogMirror()
  memory.acts = createActMirror()
  memory.list = undefined
  memory.bans = undefined
  const { scans, settled, acts, settledActs } = await memory.disk.readLog()
  for (const scan of scans) memory.log.add(scan)
  memory.log.settle(settled)
  for (const act of acts) memory.acts.add(act)
  memory.acts.settle(settledActs)
  const choice = await memory.disk.readMeta('choice')
  if (choice) await memory.openNight(choice.eventId)
}

/** After a loss, what the rescue couldn't write is only in the mirrors of before, and goes to the disk first. */
async function mirrorAfter(memory: DoorMemory, before: Pick<DoorMemory, 'log' | 'acts'>) {
  const writes = memory.unsaved ? unsentWrites({ disk: memory.disk, ...before }) : []
  for (const write of writes) await write()
  await mirror(memory)
  memory.unsaved = false
}

function lifePart(memory: DoorMemory) {
  const { disk, publish, onDisk } = memory
  return {
    /**
     * Takes over the writing and mirrors the log. Never rejects: the outcome is in `status`. `onMirrored` gets the last
     * scan before anything can be scanned.
     */
    start: async (onMirrored?: (lastScan: ScanRow | undefined) => void): Promise<void> => {
      const { log, acts } = memory
      try {
        await claim(memory)
        await mirrorAfter(memory, { log, acts })
        onMirrored?.(memory.log.all().at(-1))
        publish('ready')
      } catch (error) {
        if (memory.unsaved) Object.assign(memory, { log, acts })
        publish(error instanceof DiskError && error.trouble !== 'failed' ? error.trouble : 'broken')
      }
    },

    /** Stores what is known of the server's time; like every write it finds out whether the disk is still ours. */
    keepClock: (sample: MetaValues['clock']): Promise<void> =>
      onDisk(disk.writeMeta('clock', sample)),

    /** Another page of this phone has taken over scanning. */
    leave: (): void => publish('elsewhere'),

    /** Whoever follows the database has seen that it was deleted under us. */
    lose: async (): Promise<void> => {
      if (memory.state.getState().status === 'ready')
        await takeTrouble(memory, new DiskError('lost', 'Deleted'))
    },

    /** Mirrors the list of this night; the previous one leaves memory. */
    open: async (eventId: string): Promise<void> => {
      if (memory.list?.eventId === eventId) return
      await onDisk(memory.openNight(eventId))
      publish()
    },

    /** Deletes guests, sent scans and sent acts of nights that are long over. `nowMs` is the server's time. */
    dropNightsLongOver: async (nowMs: number): Promise<void> => {
      const logged = { scans: memory.log.all(), acts: memory.acts.all() }
      const gone = nightsLongOver(await onDisk(disk.readEvents()), logged, nowMs)
      if (gone.eventIds.length + gone.scanIds.length + gone.actIds.length === 0) return
      await onDisk(disk.forget(gone))
      memory.log.drop(gone.scanIds)
      memory.acts.drop(gone.actIds)
      if (memory.list && gone.eventIds.includes(memory.list.eventId)) {
        memory.list = undefined
        memory.bans = undefined
      }
      publish()
    },

    /** Deletes everything that a revoked phone must not keep, except scans and acts that no server has yet. */
    wipe: async (nowMs: number): Promise<void> => {
      // By name, not all but what is unsent: what is being written meanwhile is in neither list yet.
      const scanIds = sentOf(memory.log)
      const actIds = sentOf(memory.acts)
      await onDisk(disk.wipe({ nowMs, scanIds, actIds }))
      memory.log.drop(scanIds)
      memory.acts.drop(actIds)
      memory.list = undefined
      memory.bans = undefined
      publish()
    },
  }
}

type Mirror = { all: () => readonly { id: string }[]; unsent: () => readonly { id: string }[] }

function sentOf(mirror: Mirror): string[] {
  const unsent = new Set(mirror.unsent().map(({ id }) => id))
  return mirror.all().flatMap(({ id }) => (unsent.has(id) ? [] : [id]))
}
