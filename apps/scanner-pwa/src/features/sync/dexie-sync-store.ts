// The sync loop's store on the phone's database.
import { applyNudge } from '#db/apply-nudge.ts'
import { applyPage } from '#db/apply-page.ts'
import type { DoorDb } from '#db/door-db.ts'
import { readMeta, writeMeta } from '#db/meta.ts'
import { requeueSetAside } from '#db/recent-scans.ts'
import { countQueued, countSetAside, settleScans, takeBatch } from '#db/scan-queue.ts'
import { wipeDoor } from '#db/wipe-door.ts'
import type { Clock } from '#shared/clock.ts'
import { surerSample } from './server-clock.ts'
import type { SyncStore } from './sync-ports.ts'

export function createDexieSyncStore(db: DoorDb, clock: Clock): SyncStore {
  return {
    takeBatch: (limit) => takeBatch(db, limit),
    countQueued: () => countQueued(db),
    requeue: () => requeueSetAside(db),
    settle: (answers) => settleScans(db, answers),
    applyPage: (page) => applyPage(db, page, clock.nowMs()),
    applyNudge: async (eventId, tickets) => {
      await applyNudge(db, eventId, tickets)
    },
    saveClock: async (fresh) => {
      await writeMeta(db, 'clock', surerSample(await readMeta(db, 'clock'), fresh))
    },
    pullTarget: async () => {
      const choice = await readMeta(db, 'choice')
      if (!choice) return undefined
      const [event, queued, setAside, measured] = await Promise.all([
        db.events.get(choice.eventId),
        countQueued(db),
        countSetAside(db),
        readMeta(db, 'clock'),
      ])
      const pulledAtMs = event?.pulledAtMs ?? null
      return {
        eventId: choice.eventId,
        cursor: event?.cursor ?? null,
        report: {
          // What was set aside is not on the server either.
          queueLength: queued + setAside,
          listAgeMs: pulledAtMs === null ? null : Math.max(0, clock.nowMs() - pulledAtMs),
          gateId: choice.gateId,
          clockOffsetMs: measured?.offsetMs ?? null,
        },
      }
    },
    markRevoked: async () => {
      if (!(await readMeta(db, 'revoked'))) {
        await writeMeta(db, 'revoked', { atMs: clock.nowMs(), wiped: false })
      }
    },
    wipe: () => wipeDoor(db, clock.nowMs()),
  }
}
