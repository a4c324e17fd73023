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

export async function readSnapshot(db: DoorDb): Promise<DoorSnapshot> {
  const [credential, revoked, choice, clock, settings, queued, setAside] = await Promise.all([
    readMeta(db, 'credential'),
    readMeta(db, 'revoked'),
    readMeta(db, 'choice'),
    readMeta(db, 'clock'),
    readSettings(db),
    countQueued(db),
    countSetAside(db),
  ])
  const event = choice && (await db.events.get(choice.eventId))
  const gate = event?.gates.find(({ id }) => id === choice?.gateId)
  const facts = { credential, revoked, choice, clock, settings, queued, setAside }
  return { status: 'ready', event, gate, ...facts }
}

/** A store that follows the database, in this tab and in others. */
export function followSnapshot(db: DoorDb): StoreApi<DoorSnapshot> {
  const store = createStore<DoorSnapshot>()(() => EMPTY_SNAPSHOT)
  liveQuery(() => readSnapshot(db)).subscribe({
    next: (snapshot) => store.setState(snapshot),
    error: () => store.setState({ status: 'broken' }),
  })
  return store
}
