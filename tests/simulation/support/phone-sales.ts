// Sales at the door of one run of the app on a simulated phone: the app's own stock and seller.
import type { DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import {
  type AskStock,
  createDoorStock,
} from '../../../apps/scanner-pwa/src/features/sell/door-stock.ts'
import {
  createSeller,
  type Here,
  type Sold,
  type Undone,
} from '../../../apps/scanner-pwa/src/features/sell/sell-tickets.ts'
import type { SyncReport } from '../../../apps/scanner-pwa/src/features/sync/sync-actions.ts'
import {
  reduceStatus,
  type SyncStatus,
} from '../../../apps/scanner-pwa/src/features/sync/sync-status.ts'
import type { Clock } from '../../../apps/scanner-pwa/src/shared/clock.ts'
import type { ServerTime } from '../../../apps/scanner-pwa/src/shared/server-time.ts'
import { DOOR_TYPE } from './sim-night.ts'

export type SaleWish = {
  quantity: number
  paid: 'cash' | 'terminal'
  /** As far as the phone knows. */
  offline: boolean
  /** When the guest changes their mind; some do when it is too late. */
  undoAfterMs: number | undefined
}

export type PhoneSales = {
  /** Mirrors what the disk has. */
  open: () => Promise<void>
  /** As in the app, which asks for stock after a round of the loop that reached the server. */
  report: (report: SyncReport) => void
  /** Undefined if nothing was sold. */
  sell: (wish: SaleWish, here: Here) => Promise<Sold | undefined>
  takeBack: (sold: Sold, here: Here) => Promise<Undone>
  /** Ids of what it may sell. */
  unsold: () => string[]
}

type SalesParts = {
  store: DoorStore
  time: ServerTime
  clock: Clock
  randomBytes: (length: number) => Uint8Array
  ask: AskStock
}

export function createPhoneSales({ ask, ...parts }: SalesParts): PhoneSales {
  const { store } = parts
  const stock = createDoorStock({ store, ask })
  const seller = createSeller({ ...parts, stock })
  let status: SyncStatus = { phase: 'idle', contact: 'unknown' }

  const open = async () => {
    const { status: disk, event } = store.state.getState()
    if (disk !== 'ready' || !event) return undefined
    await stock.open(event.id)
    return event
  }
  store.state.subscribe(({ event }) => {
    if (!event) stock.close()
  })
  return {
    open: async () => void (await open()),
    report: (report) => {
      const before = status
      status = reduceStatus(status, report)
      if (status.phase !== 'waiting' || before.phase === 'waiting') return
      if (status.contact !== 'reached') return
      // A disk that fails here is found out by the log.
      open()
        .then((event) => event && stock.follow(event))
        .catch(() => {})
    },
    sell: async ({ quantity, paid }, here) => {
      const sale = await seller.sell({ typeCode: DOOR_TYPE, quantity, paid }, here)
      return sale.kind === 'sold' ? sale : undefined
    },
    takeBack: (sold, here) => seller.takeBack(sold, here),
    unsold: () => {
      const { event } = store.state.getState()
      // What is not sold at the door any more stays on the disk of a phone that was off meanwhile.
      if (!event?.door?.types.some(({ code }) => code === DOOR_TYPE)) return []
      return stock.unsold(event.id, DOOR_TYPE).map(({ ticket_id }) => ticket_id)
    },
  }
}
