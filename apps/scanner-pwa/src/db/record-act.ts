// How an act gets into the log: stamped with an id and the time as this phone knows it, then appended.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { ActContent } from '@maguey/wire/door-act'
import { type ServerTime, stampOf } from '#shared/server-time.ts'
import type { DoorStore } from './door-store.ts'

export type ActPlace = { eventId: string; gateId: string; offline: boolean }

export type ActDeps = {
  store: Pick<DoorStore, 'appendAct'>
  time: Pick<ServerTime, 'read'>
  /** A CSPRNG. */
  randomBytes: (length: number) => Uint8Array
}

export type Recorded = { ok: true; id: string } | { ok: false; reason: string }

export type RecordAct = (content: ActContent, place: ActPlace) => Promise<Recorded>

/** Never rejects; nothing that isn't stored may be shown as done. */
export function createActRecorder({ store, time, randomBytes }: ActDeps): RecordAct {
  return async (content, { eventId, gateId, offline }) => {
    const now = time.read()
    const id = uuidV7({ nowMs: now.nowMs, randomBytes })
    const kept = await store.appendAct({
      ...content,
      ...{ id, eventId, gateId, offline },
      ...{ actedAtMs: now.nowMs, ...stampOf(now) },
    })
    return kept.ok ? { ok: true, id } : kept
  }
}
