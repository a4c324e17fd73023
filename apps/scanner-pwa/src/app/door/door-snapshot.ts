// Everything that the door's screens must know of the phone's database, read at once and followed.
import { liveQuery } from 'dexie'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DoorDb } from '#db/door-db.ts'
import { DEFAULT_SETTINGS, readMeta, readSettings } from '#db/meta.ts'
import type { EventRow, GateRow, MetaValues, Settings } from '#db/rows.ts'
import { countQueued, countSetAside } from '#db/scan-queue.ts'

export type DoorSnapshot = {
  /** `broken`: the browser keeps nothing for us (full, private mode), so nobody may be let in by this phone. */
  status: 'loading' | 'ready' | 'broken'
  credential: MetaValues['credential'] | undefined
  revoked: MetaValues['revoked'] | undefined
  choice: MetaValues['choice'] | undefined
  /** The list of the chosen event; undefined until its first page is here. */
  event: EventRow | undefined
  gate: GateRow | undefined
  clock: MetaValues['clock'] | undefined
  settings: Settings
  queued: number
  setAside: number
}

export const EMPTY_SNAPSHOT: DoorSnapshot = {
  status: 'loading',
  credential: undefined,
  revoked: undefined,
  choice: undefined,
  event: undefined,
  gate: undefined,
  clock: undefined,
  settings: DEFAULT_SETTINGS,
  queued: 0,
  setAside: 0,
}

type Queue = Pick<DoorSnapshot, 'queued' | 'setAside'>
type Facts = Omit<DoorSnapshot, 'status' | keyof Queue>

async function readFacts(db: DoorDb): Promise<Facts> {
  const [credential, revoked, choice, clock, settings] = await Promise.all([
    readMeta(db, 'credential'),
    readMeta(db, 'revoked'),
    readMeta(db, 'choice'),
    readMeta(db, 'clock'),
    readSettings(db),
  ])
  const event = choice && (await db.events.get(choice.eventId))
  const gate = event?.gates.find(({ id }) => id === choice?.gateId)
  return { credential, revoked, choice, clock, settings, event, gate }
}

async function readQueue(db: DoorDb): Promise<Queue> {
  const [queued, setAside] = await Promise.all([countQueued(db), countSetAside(db)])
  return { queued, setAside }
}

/**
 * A store that follows the database, in this tab and in others. Facts and queue are followed apart: a scan changes the
 * queue only, and reading everything again would stand between the guest and the verdict.
 */
export function followSnapshot(db: DoorDb): StoreApi<DoorSnapshot> {
  const store = createStore<DoorSnapshot>()(() => EMPTY_SNAPSHOT)
  let facts: Facts | undefined
  let queue: Queue | undefined
  const publish = () => {
    if (facts && queue) store.setState({ status: 'ready', ...facts, ...queue })
  }
  const error = () => store.setState({ status: 'broken' })
  liveQuery(() => readFacts(db)).subscribe({
    next: (read) => {
      facts = read
      publish()
    },
    error,
  })
  liveQuery(() => readQueue(db)).subscribe({
    next: (read) => {
      queue = read
      publish()
    },
    error,
  })
  return store
}
