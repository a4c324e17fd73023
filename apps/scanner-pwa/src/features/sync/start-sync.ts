// Puts the sync loop together for the browser and keeps it awake: new scans, network back, page back in sight.
import type { SqlFunction } from '@maguey/wire/sql-function'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { GenericSchema, InferOutput } from 'valibot'
import type { DoorStore } from '#db/door-store.ts'
import type { Clock } from '#shared/clock.ts'
import { loadOnce } from '#shared/load-once.ts'
import type { ServerTime } from '#shared/server-time.ts'
import { callAsPhone, type PhoneDeps, troubleOf } from './call-as-phone.ts'
import { createDeviceSession } from './device-session.ts'
import { createDoorSyncStore } from './door-sync-store.ts'
import { runAsLeader } from './run-as-leader.ts'
import { createSupabaseNetwork } from './supabase-network.ts'
import { createSyncEngine, type SyncEngine } from './sync-engine.ts'
import type { WakeCause } from './sync-machine.ts'
import type { SyncTrouble } from './sync-ports.ts'
import { createSyncStatus } from './sync-status.ts'

export type SyncParts = {
  doorStore: DoorStore
  time: ServerTime
  clock: Clock
  appVersion: string
  /** Loads the library and makes the client, once. */
  client: () => Promise<SupabaseClient>
}

/** A push right after a scan would compete with the painting of its verdict. */
const LET_PAINT_MS = 250

type BatteryNavigator = Navigator & { getBattery?: () => Promise<{ level: number }> }

async function batteryLevel(): Promise<number | null> {
  try {
    return (await (navigator as BatteryNavigator).getBattery?.())?.level ?? null
  } catch {
    return null
  }
}

export type PhoneAnswer<T> = { ok: true; value: T } | { ok: false; trouble: SyncTrouble }

export function createSync({ doorStore, time, clock, appVersion, client }: SyncParts) {
  const channel =
    typeof BroadcastChannel === 'function' ? new BroadcastChannel('maguey-door-sync') : undefined
  let engine: SyncEngine | undefined
  const wake = (cause: WakeCause) => engine?.wake(cause)
  const status = createSyncStatus(channel, () => wake('asked'))
  const session = loadOnce(async () =>
    createDeviceSession(await client(), () => doorStore.disk.readMeta('credential')),
  ).get

  const phone: PhoneDeps = { client, session, isOffline: () => !navigator.onLine }
  const network = createSupabaseNetwork({
    ...phone,
    platform: async () => ({ battery: await batteryLevel(), appVersion }),
  })

  const store = createDoorSyncStore(doorStore, time)
  /** The sign-in lives in local storage, apart from the rest of what this phone knows. */
  const wipeAll = async (): Promise<void> => {
    await store.wipe()
    await (await session()).forget()
  }

  /** Starts the loop in this tab or waits for its turn; the result stops it. */
  const start = () =>
    runAsLeader(() => {
      engine = createSyncEngine({
        clock,
        random: Math.random,
        network,
        store: { ...store, wipe: wipeAll },
        onReport: status.report,
      })
      engine.start()
      const leaveWakers = wakeOnChanges(doorStore, wake, () =>
        status.report({ type: 'contact', trouble: 'no_answer' }),
      )
      return () => {
        leaveWakers()
        engine?.stop()
        engine = undefined
      }
    }, navigator.locks)

  /** A round now, in whichever tab leads. */
  const ask = () => (engine ? engine.wake('asked') : status.wakeLeader())

  /** One call as this phone, beside the loop. */
  const call = async <Input, const Schema extends GenericSchema>(
    sql: SqlFunction<Input, Schema>,
    input: NoInfer<Input>,
  ): Promise<PhoneAnswer<InferOutput<Schema>>> => {
    const answer = await callAsPhone(phone, sql, input)
    return answer.ok ? answer : { ok: false, trouble: troubleOf(answer.failure) }
  }

  return { start, ask, call, status: status.store, session }
}

export type Sync = ReturnType<typeof createSync>

function wakeOnChanges(
  { state }: DoorStore,
  wake: (cause: WakeCause) => void,
  onOffline: () => void,
): () => void {
  const leaveQueue = state.subscribe(({ queued }, before) => {
    if (queued > before.queued) setTimeout(() => wake('queued'), LET_PAINT_MS)
  })
  const online = () => wake('online')
  const shown = () => {
    if (document.visibilityState === 'visible') wake('asked')
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', onOffline)
  document.addEventListener('visibilitychange', shown)
  return () => {
    leaveQueue()
    window.removeEventListener('online', online)
    window.removeEventListener('offline', onOffline)
    document.removeEventListener('visibilitychange', shown)
  }
}
