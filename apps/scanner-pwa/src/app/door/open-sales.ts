// Sales at the door: the stock that this phone carries, kept up with each round of the sync loop, and what sells from it.
import { hear } from '@maguey/ui/hear.ts'
import type { DoorStore } from '#db/door-store.ts'
import type { RecordAct } from '#db/record-act.ts'
import type { DoorFacts } from '#features/scan/scan-pipeline.ts'
import { createAskStock } from '#features/sell/ask-stock.ts'
import { createDoorStock } from '#features/sell/door-stock.ts'
import type { DrawerCount } from '#features/sell/drawer-panel.tsx'
import {
  createSeller,
  type Sale,
  type Sold,
  type Undone,
  type Wish,
} from '#features/sell/sell-tickets.ts'
import type { Sync } from '#features/sync/start-sync.ts'
import type { Clock } from '#shared/clock.ts'
import type { ServerTime } from '#shared/server-time.ts'

type SalesParts = {
  apiUrl: string
  store: DoorStore
  sync: Pick<Sync, 'status' | 'accessToken'>
  time: ServerTime
  clock: Clock
  randomBytes: (length: number) => Uint8Array
  record: RecordAct
  /** Undefined while there is no night or gate. */
  facts: () => DoorFacts | undefined
  /** Heard at each sale, as at each green. */
  onSold: () => void
}

export function openSales(parts: SalesParts) {
  const { store, sync, facts } = parts
  const stock = createDoorStock({ store, ask: createAskStock(parts.apiUrl, sync.accessToken) })
  const seller = createSeller({ ...parts, stock })
  // A disk that fails here is found out by the log, which is the one that matters.
  const quietly = (work: Promise<unknown>) => hear(work.then(() => {}).catch(() => {}))
  const open = async () => {
    const { status, event } = store.state.getState()
    if (status !== 'ready' || !event) return undefined
    await stock.open(event.id)
    return event
  }
  store.state.subscribe(({ event }, before) => {
    if (!event) stock.close()
    if (event?.id !== before.event?.id) quietly(open())
  })
  sync.status.subscribe(({ phase, contact }, before) => {
    if (phase !== 'waiting' || before.phase === 'waiting' || contact !== 'reached') return
    quietly(open().then((event) => event && stock.follow(event)))
  })
  const here = () => {
    const place = facts()
    return place?.revoked ? undefined : place
  }
  const sales = {
    sell: async (wish: Wish): Promise<Sale> => {
      const sale = await seller.sell(wish, here)
      if (sale.kind === 'sold') parts.onSold()
      return sale
    },
    takeBack: (sold: Sold): Promise<Undone> => seller.takeBack(sold, facts),
    /** False if it could not be stored. */
    countDrawer: async (payload: DrawerCount): Promise<boolean> => {
      const place = facts()
      if (!place) return false
      const { event, gate, offline } = place
      const at = { eventId: event.id, gateId: gate.id, offline }
      return (await parts.record({ kind: 'drawer', payload }, at)).ok
    },
  }
  return { stock, sales }
}
