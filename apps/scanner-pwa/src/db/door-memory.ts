// What the store's parts share: the mirrors of the log and of tonight's list, what the screens follow of them, and what
// a disk in trouble means for the whole door.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { DiskError, type DoorDisk } from './door-disk.ts'
import { type ListKeeper, openList } from './list-keeper.ts'
import { createLogMirror, type LogMirror } from './log-mirror.ts'
import { makingRoom } from './make-room.ts'
import type { EventRow } from './rows.ts'

/**
 * `broken`: the browser stores nothing (full, private mode). `lost`: this phone's data is gone and it must be paired
 * again. `elsewhere`: another page of this phone scans. In all three, this page lets nobody in.
 */
export type StoreStatus = 'loading' | 'ready' | 'broken' | 'lost' | 'elsewhere'

export type StoreState = {
  status: StoreStatus
  /** The list of the night that is open; undefined until its first page is here. */
  event: EventRow | undefined
  /** Tickets that pulls have brought. */
  listed: number
  queued: number
  setAside: number
}

export type DoorMemory = {
  readonly disk: DoorDisk
  readonly state: StoreApi<StoreState>
  log: LogMirror
  list: ListKeeper | undefined
  /** Tells the screens what is so now. */
  publish: (status?: StoreStatus) => void
  /** The caller hears of a failure too; here it becomes the state of the whole door. */
  onDisk: <T>(work: Promise<T>) => Promise<T>
  openNight: (eventId: string) => Promise<void>
}

const EMPTY: StoreState = { status: 'loading', event: undefined, listed: 0, queued: 0, setAside: 0 }

export function createDoorMemory(bareDisk: DoorDisk): DoorMemory {
  const state = createStore<StoreState>()(() => EMPTY)
  const disk = makingRoom(bareDisk, () => memory)
  const memory: DoorMemory = {
    disk,
    state,
    log: createLogMirror(),
    list: undefined,
    publish: (status) => {
      const event = memory.list?.event()
      const listed = memory.list?.list.pulledCount() ?? 0
      state.setState({ ...(status && { status }), event, listed, ...memory.log.counts() })
    },
    onDisk: async (work) => {
      try {
        return await work
      } catch (error) {
        await takeTrouble(memory, error)
        throw error
      }
    },
    openNight: async (eventId) => {
      const events = await disk.readEvents()
      const event = events.find(({ id }) => id === eventId)
      memory.list = await openList(disk, eventId, event)
    },
  }
  return memory
}

async function takeTrouble(memory: DoorMemory, error: unknown): Promise<void> {
  if (!(error instanceof DiskError) || error.trouble === 'failed') return
  memory.publish(error.trouble)
  if (error.trouble === 'lost') await rescue(memory)
}

/** The database was deleted under us: what only this memory still has is put into the new one, for a later pairing. */
async function rescue({ disk, log }: DoorMemory): Promise<void> {
  try {
    await disk.claim()
    for (const { state, outcome, unheardUpTo, ...scan } of log.unsent()) await disk.append(scan)
  } catch {
    // The screen already says that it is lost.
  }
}
