// Assembles the sync loop for the browser and wakes it: new scans, network back, page visible again.
import type { SqlFunction } from '@maguey/wire/sql-function'
import type { GenericSchema, InferOutput } from 'valibot'
import type { DoorStore } from '#db/door-store.ts'
import type { Clock } from '#shared/clock.ts'
import type { ServerTime } from '#shared/server-time.ts'
import { createDoorSyncStore } from './door-sync-store.ts'
import { createLineNetwork } from './line-network.ts'
import type { PhoneAnswer, PhoneLine, TicketSaid } from './phone-line.ts'
import { runAsLeader } from './run-as-leader.ts'
import { createSyncEngine, type SyncEngine } from './sync-engine.ts'
import type { WakeCause } from './sync-state.ts'
import { createSyncStatus } from './sync-status.ts'

export type SyncParts = {
  doorStore: DoorStore
  time: ServerTime
  clock: Clock
  /** Loads the line at the first call; after a failed load it tries again. */
  line: () => Promise<PhoneLine>
}

/** A push right after a scan would compete with the painting of its verdict. */
const LET_PAINT_MS = 250

export function createSync({ doorStore, time, clock, line }: SyncParts) {
  const channel =
    typeof BroadcastChannel === 'function' ? new BroadcastChannel('maguey-door-sync') : undefined
  let engine: SyncEngine | undefined
  const wake = (cause: WakeCause) => engine?.wake(cause)
  const status = createSyncStatus(channel, () => wake('asked'))
  const network = createLineNetwork(line)
  const store = createDoorSyncStore(doorStore, time)
  /** The sign-in is in local storage, apart from the phone's other data. */
  const wipeAll = async (): Promise<void> => {
    await store.wipe()
    await (await line()).forgetSession()
  }

  /** Starts the loop in this tab or waits for its turn; the returned function stops it. */
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

  /** Requests a round now, in whichever tab leads. */
  const ask = () => (engine ? engine.wake('asked') : status.wakeLeader())

  /** One call as this phone, outside of the loop. Never rejects. */
  const call = async <Input, const Schema extends GenericSchema>(
    sql: SqlFunction<Input, Schema>,
    input: NoInfer<Input>,
  ): Promise<PhoneAnswer<InferOutput<Schema>>> => {
    const opened = await line().catch(() => undefined)
    return opened ? await opened.call(sql, input) : { ok: false, trouble: 'no_answer' }
  }

  /** The server's word on one ticket. Never rejects. */
  const askTicket = async (eventId: string, ticketId: string): Promise<TicketSaid> => {
    const opened = await line().catch(() => undefined)
    return opened ? await opened.askTicket(eventId, ticketId) : 'silent'
  }

  /** For the HTTP API. Never rejects. */
  const accessToken = async (): Promise<string | null> => {
    const opened = await line().catch(() => undefined)
    return opened ? await opened.accessToken() : null
  }

  return { start, ask, call, askTicket, accessToken, status: status.store }
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
