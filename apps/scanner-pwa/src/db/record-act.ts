// How an act gets into the log: stamped with an id and the time as this phone knows it, then appended.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ActContent } from '@maguey/wire/door-act'
import { type ServerTime, stampOf } from '#shared/server-time.ts'
import type { DoorStore } from './door-store.ts'
import type { Appended } from './store-scan.ts'

export type ActPlace = { eventId: string; gateId: string; offline: boolean }

export type ActDeps = {
  store: Pick<DoorStore, 'appendAct'>
  time: Pick<ServerTime, 'read'>
  /** A CSPRNG. */
  randomBytes: (length: number) => Uint8Array
}

export type RecordAct = (content: ActContent, place: ActPlace) => Promise<Appended>

/** Never rejects; nothing that isn't stored may be shown as done. */
export function createActRecorder({ store, time, randomBytes }: ActDeps): RecordAct {
  return (content, { eventId, gateId, offline }) => {
    const now = time.read()
    return store.appendAct({
      ...content,
      ...{ id: uuidV7({ nowMs: now.nowMs, randomBytes }), eventId, gateId, offline },
      ...{ actedAtMs: now.nowMs, ...stampOf(now) },
    })
  }
}
