// State shared by the store's parts: the mirrors of the logs and of the list, what the screens observe of them, and
// what a disk failure means for the whole door.
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ActMirror, createActMirror } from './act-mirror.ts'
import { DiskError, type DoorDisk } from './door-disk.ts'
import { type ListKeeper, openList } from './list-keeper.ts'
import { createLogMirror, type LogMirror } from './log-mirror.ts'
import { makingRoom } from './make-room.ts'
import { type OpenBans, readBans } from './open-bans.ts'
import { rescue } from './rescue.ts'
import type { EventRow } from './rows.ts'

/**
 * `broken`: the browser can't store anything (full, private mode). `lost`: this phone's data is gone and it must be
 * paired again. `elsewhere`: another page of this phone is scanning. In all three, this page admits nobody.
 */
export type StoreStatus = 'loading' | 'ready' | 'broken' | 'lost' | 'elsewhere'

export type StoreState = {
  status: StoreStatus
  /** The list of the open night; undefined until its first page is here. */
  event: EventRow | undefined
  /** Tickets that pulls have brought. */
  listed: number
  /** Scans and acts that wait to be sent, and those that the server refused. */
  queued: number
  setAside: number
  /** Let in at the open night less let out, by scans and counts that the server doesn't have. */
  unsentPeople: number
  /** People whom this phone has counted by hand at the open night: came less left. */
  handCount: number
}

export type DoorMemory = {
  readonly disk: DoorDisk
  readonly state: StoreApi<StoreState>
  log: LogMirror
  acts: ActMirror
  list: ListKeeper | undefined
  /** The house list's hashes for the open night; undefined until they are here. */
  bans: OpenBans | undefined
  /** The disk was lost, and what was on no server may be in this memory only. */
  unsaved: boolean
  /** Writes and reads that the disk hasn't answered yet. */
  readonly underWay: Set<Promise<unknown>>
  /** Updates what the screens observe. */
  publish: (status?: StoreStatus) => void
  /** Passes a failure on to the caller too; here it becomes the state of the whole door. */
  onDisk: <T>(work: Promise<T>) => Promise<T>
  openNight: (eventId: string) => Promise<void>
}

const EMPTY: StoreState = {
  ...{ status: 'loading', event: undefined, listed: 0 },
  ...{ queued: 0, setAside: 0, unsentPeople: 0, handCount: 0 },
}

export function createDoorMemory(bareDisk: DoorDisk): DoorMemory {
  const state = createStore<StoreState>()(() => EMPTY)
  const disk = makingRoom(bareDisk, () => memory)
  const memory: DoorMemory = {
    disk,
    state,
    log: createLogMirror(),
    acts: createActMirror(),
    list: undefined,
    bans: undefined,
    unsaved: false,
    underWay: new Set(),
    publish: (status) => {
      const event = memory.list?.event()
      const listed = memory.list?.list.pulledCount() ?? 0
      const hand = event ? memory.acts.counted(event.id) : { came: 0, left: 0 }
      const [scans, acts] = [memory.log.counts(), memory.acts.counts()]
      state.setState({
        ...(status && { status }),
        ...{ event, listed },
        queued: scans.queued + acts.queued,
        setAside: scans.setAside + acts.setAside,
        handCount: hand.came - hand.left,
        unsentPeople: event
          ? memory.log.unsentPeople(event.id) + memory.acts.unsentPeople(event.id)
          : 0,
      })
    },
    onDisk: async (work) => {
      memory.underWay.add(work)
      try {
        return await work.finally(() => memory.underWay.delete(work))
      } catch (error) {
        await takeTrouble(memory, error)
        throw error
      }
    },
    openNight: async (eventId) => {
      const events = await disk.readEvents()
      const event = events.find(({ id }) => id === eventId)
      // Both are read before either is used: nobody is let in in between.
      const bans = await readBans(disk, eventId)
      memory.list = await openList(disk, eventId, event)
      memory.bans = bans
    },
  }
  return memory
}

/** What a failure of the disk means for the door; of one that concerns a single write, nothing. */
export async function takeTrouble(memory: DoorMemory, error: unknown): Promise<void> {
  if (!(error instanceof DiskError) || error.trouble === 'failed') return
  if (error.trouble === 'lost') memory.unsaved = true
  memory.publish(error.trouble)
  if (error.trouble === 'lost') await rescue(memory)
}
