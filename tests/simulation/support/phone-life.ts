// One run of the app on a simulated phone, from its start to a crash or an update: the app's own store, time, pipeline
// and sync loop.
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorDisk } from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import { createDoorStore, type DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import type { GuestLists } from '../../../apps/scanner-pwa/src/db/guest-lists.ts'
import type { GuestListDisk } from '../../../apps/scanner-pwa/src/db/guest-lists-db.ts'
import { createActRecorder } from '../../../apps/scanner-pwa/src/db/record-act.ts'
import type { TicketWord } from '../../../apps/scanner-pwa/src/db/rows.ts'
import type { PhoneCall } from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import type { DoorAnswer } from '../../../apps/scanner-pwa/src/features/scan/answer-scan.ts'
import {
  createScanPipeline,
  type ShownScan,
} from '../../../apps/scanner-pwa/src/features/scan/scan-pipeline.ts'
import type { AskStock } from '../../../apps/scanner-pwa/src/features/sell/door-stock.ts'
import type { Sold, Undone } from '../../../apps/scanner-pwa/src/features/sell/sell-tickets.ts'
import { createDoorSyncStore } from '../../../apps/scanner-pwa/src/features/sync/door-sync-store.ts'
import {
  createSyncEngine,
  type SyncEngine,
} from '../../../apps/scanner-pwa/src/features/sync/sync-engine.ts'
import type { SyncNetwork } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Clock } from '../../../apps/scanner-pwa/src/shared/clock.ts'
import {
  createServerTime,
  type ServerTime,
} from '../../../apps/scanner-pwa/src/shared/server-time.ts'
import { createPhoneLists, type KeptAct, type Tally, type Wish } from './phone-lists.ts'
import { createPhoneSales, type SaleWish } from './phone-sales.ts'
import type { Random } from './world.ts'

/** The newest word on a ticket that has reached the phone in this life. */
export type Heard = { revision: number; mayEnter: boolean; atMs: number }

/** What the screen showed, and what the phone knew at that moment. */
export type Seen = {
  phone: string
  atMs: number
  ticketId: string
  shown: ShownScan
  horizonMs: number | null
  whole: boolean
  heard: Heard | undefined
}

export type PhoneLife = {
  readonly store: DoorStore
  readonly engine: SyncEngine
  readonly time: ServerTime
  /** Mirrors the disk and starts to sync. */
  start: () => Promise<void>
  /** Undefined while there is no list. */
  scan: (
    ticketId: string,
    direction: 'in' | 'out',
  ) => Promise<Omit<Seen, 'phone' | 'atMs'> | undefined>
  /** Stores what somebody did about what was shown in this life. */
  answer: (
    ticketId: string,
    answer: DoorAnswer,
  ) => Promise<Omit<Seen, 'phone' | 'atMs'> | undefined>
  readonly lists: GuestLists
  /** Undefined if it was not kept. */
  act: (content: ActContent) => Promise<KeptAct | undefined>
  /** Undefined while there is no list. */
  tick: (wish: Wish) => Promise<Tally | undefined>
  /** Undefined if nothing was sold. */
  sell: (wish: SaleWish) => Promise<Sold | undefined>
  takeBack: (sold: Sold) => Promise<Undone>
  /** Ids of what it may sell at the door. */
  unsold: () => string[]
  /** Brings the guest lists up to date. */
  followLists: () => void
  /** Passes words to the app and records them for the checker. */
  hear: (words: readonly TicketWord[]) => void
}

type LifeParts = {
  name: string
  gateId: string
  nowMs: () => number
  clock: Clock
  random: Random
  /** A stream of its own, so that acts change nothing of what else happens. */
  acting: Random
  selling: Random
  disk: DoorDisk
  listDisk: GuestListDisk
  network: SyncNetwork
  call: PhoneCall
  stock: AskStock
  isAlive: () => boolean
  isRevoked: () => boolean
}

/** Never verified here: signatures are tested elsewhere. */
const KEYS = [{ kid: 'K1', publicKey: 'A'.repeat(43) }]

export function createPhoneLife(parts: LifeParts): PhoneLife {
  const { name, nowMs, clock, random, acting, disk, network, isAlive, isRevoked } = parts
  const store = createDoorStore(disk)
  const time = createServerTime(clock)
  const sales = createPhoneSales({
    ...{ store, time, clock, randomBytes: parts.selling.bytes, ask: parts.stock },
  })
  const engine = createSyncEngine({
    clock,
    random: random.next,
    network,
    store: createDoorSyncStore(store, time),
    onReport: sales.report,
  })
  const pipeline = createScanPipeline({
    store,
    time,
    clock,
    randomBytes: random.bytes,
    verifier: async () => ({ verify: async () => true }),
  })
  const heard = new Map<string, Heard>()
  const record = createActRecorder({ store, time, randomBytes: acting.bytes })
  const { listDisk, call } = parts
  const guests = createPhoneLists({ store, record, disk: listDisk, call, nowMs: clock.nowMs })

  return {
    ...{ store, engine, time, lists: guests.lists, unsold: sales.unsold },
    hear: (words) => {
      for (const { ticketId, revision, status, presence } of words) {
        if ((heard.get(ticketId)?.revision ?? 0) >= revision) continue
        const mayEnter = status === 'issued' && presence !== 'inside'
        heard.set(ticketId, { revision, mayEnter, atMs: nowMs() })
      }
    },
    start: async () => {
      const kept = await store.disk.readMeta('clock')
      await store.start((last) => {
        const scanned = last && {
          offsetMs: last.scannedAtMs - last.deviceTimeMs,
          uncertaintyMs: last.clockUncertaintyMs,
          measuredAtMs: last.deviceTimeMs,
        }
        time.restore([kept, scanned].filter((sample) => sample !== undefined))
      })
      await sales.open()
      // As in the app: a page that may not write doesn't sync either.
      store.state.subscribe(({ status }) => {
        if (status !== 'ready') engine.stop()
      })
      if (isAlive() && store.state.getState().status === 'ready') engine.start()
    },
    act: async (content) => {
      const here = place()
      const kept = here && (await record(content, here))
      return kept?.ok ? { id: kept.id, content } : undefined
    },
    tick: async (wish) => {
      const here = place()
      return here && (await guests.tick(wish, here))
    },
    sell: (wish) => sales.sell(wish, () => salePlace(wish.offline)),
    takeBack: (sold) => sales.takeBack(sold, () => salePlace(false)),
    followLists: () => {
      const { event, status } = store.state.getState()
      if (event && status === 'ready') guests.pull(event.id).catch(() => {})
    },
    scan: async (ticketId, direction) => {
      const now = standing(ticketId, direction)
      const text = `${ticketId}.GA.K1${'0'.repeat(103)}`
      return now && { ticketId, shown: await pipeline.scan(text, now.facts), ...now.before }
    },
    answer: async (ticketId, answer) => {
      const now = standing(ticketId, answer.about.direction)
      return now && { ticketId, shown: await pipeline.answer(answer, now.facts), ...now.before }
    },
  }

  function place() {
    const { event, status } = store.state.getState()
    if (!event || status !== 'ready') return undefined
    return { eventId: event.id, gateId: parts.gateId, offline: false }
  }

  /** As in the app, a revoked phone sells nothing. */
  function salePlace(offline: boolean) {
    const { event, status } = store.state.getState()
    const gate = event?.gates.find(({ id }) => id === parts.gateId)
    if (!event || !gate || status !== 'ready' || isRevoked()) return undefined
    return { event, gate, deviceName: name, offline }
  }

  /** Undefined without a list, or a disk that stores what is shown: then the app's screen accepts nothing. */
  function standing(ticketId: string, direction: 'in' | 'out') {
    const { event, status } = store.state.getState()
    const gate = event?.gates.find(({ id }) => id === parts.gateId)
    if (!event || !gate || status !== 'ready') return undefined
    const { horizonMs } = event
    // A list for which the server vouches nothing says no more than one in part.
    const whole = event.complete && horizonMs !== null
    const facts = { direction, deviceName: name, revoked: isRevoked(), offline: false }
    return {
      facts: { ...facts, gate, event: { ...event, keys: KEYS } },
      before: { horizonMs, whole, heard: heard.get(ticketId) },
    }
  }
}
