// Implements the sync loop's store on top of the door's.
import type { DoorStore } from '#db/door-store.ts'
import type { ServerTime } from '#shared/server-time.ts'
import type { SyncStore } from './sync-ports.ts'

export function createDoorSyncStore(store: DoorStore, time: ServerTime): SyncStore {
  const { disk, state } = store
  const keepClock = () => {
    const { offsetMs, uncertaintyMs, deviceTimeMs } = time.read()
    return store.keepClock({ offsetMs, uncertaintyMs, measuredAtMs: deviceTimeMs })
  }
  return {
    takeBatch: async (limit) => store.takeBatch(limit),
    takeActs: async (limit) => store.takeActs(limit),
    countQueued: async () => state.getState().queued,
    requeue: store.requeueSetAside,
    settle: store.settle,
    settleActs: store.settleActs,
    applyPage: store.applyPage,
    bansWanted: store.bansWanted,
    keepBans: store.keepBans,
    applyNudge: store.hear,
    applyLimit: store.hearLimit,
    saveClock: async (sample) => {
      time.hear(sample)
      await keepClock()
    },
    pullTarget: async () => {
      const choice = await disk.readMeta('choice')
      if (!choice) {
        // A night is open but its choice is gone, so the disk may be a different one: a write finds out.
        if (state.getState().event) await keepClock()
        return undefined
      }
      await store.open(choice.eventId)
      const { event, queued, setAside } = state.getState()
      const { nowMs, offsetMs } = time.read()
      const horizonMs = event?.horizonMs
      return {
        eventId: choice.eventId,
        cursor: event?.cursor ?? null,
        report: {
          // What was set aside isn't on the server either.
          queueLength: queued + setAside,
          listAgeMs: !horizonMs ? null : Math.max(0, nowMs - horizonMs),
          gateId: choice.gateId,
          clockOffsetMs: offsetMs,
        },
      }
    },
    markRevoked: async () => {
      if (await disk.readMeta('revoked')) return
      await disk.writeMeta('revoked', { atMs: time.read().nowMs, wiped: false })
    },
    wipe: () => store.wipe(time.read().nowMs),
  }
}
