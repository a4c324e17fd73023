// Everything that the door's screens need to know about the phone, as one observable snapshot: the few single values on
// the disk, followed across tabs, and what the store has in memory.
import { hear } from '@maguey/ui/hear.ts'
import { liveQuery } from 'dexie'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DoorDb } from '#db/door-db.ts'
import type { StoreState } from '#db/door-memory.ts'
import type { DoorStore } from '#db/door-store.ts'
import { DEFAULT_SETTINGS, readMeta, readSettings } from '#db/meta.ts'
import type { GateRow, MetaValues, Settings } from '#db/rows.ts'

type KeptFacts = {
  credential: MetaValues['credential'] | undefined
  revoked: MetaValues['revoked'] | undefined
  choice: MetaValues['choice'] | undefined
  settings: Settings
}

export type DoorSnapshot = StoreState & KeptFacts & { gate: GateRow | undefined }

const NOTHING_KEPT: KeptFacts = {
  credential: undefined,
  revoked: undefined,
  choice: undefined,
  settings: DEFAULT_SETTINGS,
}

async function readKept(db: DoorDb): Promise<KeptFacts> {
  const [credential, revoked, choice, settings] = await Promise.all([
    readMeta(db, 'credential'),
    readMeta(db, 'revoked'),
    readMeta(db, 'choice'),
    readSettings(db),
  ])
  return { credential, revoked, choice, settings }
}

function snapshotOf(state: StoreState, kept: KeptFacts | undefined, broken: boolean): DoorSnapshot {
  const { choice } = kept ?? NOTHING_KEPT
  const event = state.event?.id === choice?.eventId ? state.event : undefined
  const gate = event?.gates.find(({ id }) => id === choice?.gateId)
  const known = broken ? 'broken' : state.status
  const status = kept === undefined && known === 'ready' ? 'loading' : known
  return { ...state, ...(kept ?? NOTHING_KEPT), event, gate, status }
}

/** Combines both in one store; opens the chosen night as soon as it is known. */
export function followSnapshot(db: DoorDb, door: DoorStore): StoreApi<DoorSnapshot> {
  let kept: KeptFacts | undefined
  let broken = false
  const read = () => snapshotOf(door.state.getState(), kept, broken)
  const store = createStore<DoorSnapshot>()(read)
  const publish = () => store.setState(read(), true)
  const openChosen = () => {
    const eventId = kept?.choice?.eventId
    // A disk failure shows in the store's status, and at the next scan.
    if (eventId !== undefined && door.state.getState().status === 'ready') {
      door.open(eventId).catch(publish)
    }
  }
  door.state.subscribe(({ status }, before) => {
    publish()
    if (status !== before.status) openChosen()
  })
  liveQuery(() => readKept(db)).subscribe({
    next: (now) => {
      // Only a revocation takes a pairing away, and it leaves word of itself. A phone that goes on to pairing without a
      // word would not say that it has lost its list and that nobody may be let in.
      const isLost = kept?.credential !== undefined && !now.credential && !now.revoked
      if (isLost) hear(door.lose())
      kept = now
      broken = false
      publish()
      openChosen()
    },
    error: () => {
      broken = true
      publish()
    },
  })
  return store
}
