// A phone in the simulation: successive runs of the app on a disk that outlives them, and briefly two at once when the
// app is updated.
import type { ActContent } from '@maguey/wire/door-act'
import type { DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import type { GuestLists } from '../../../apps/scanner-pwa/src/db/guest-lists.ts'
import type { PhoneCall } from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import type { AskStock } from '../../../apps/scanner-pwa/src/features/sell/door-stock.ts'
import type { Sold } from '../../../apps/scanner-pwa/src/features/sell/sell-tickets.ts'
import type { SyncNetwork } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import { decisionOn } from './decisions.ts'
import { type Body, bordersOf, type PhoneBend, type Step } from './phone-borders.ts'
import { createPhoneLife, type PhoneLife, type Seen } from './phone-life.ts'
import { createListDisk, type KeptAct, type Tally, type Wish } from './phone-lists.ts'
import type { SaleWish } from './phone-sales.ts'
import { emptyPlatter, wipePlatter } from './sim-disk.ts'
import type { SimNight } from './sim-night.ts'
import type { World } from './world.ts'

export type SimPhone = {
  readonly name: string
  readonly store: () => DoorStore | undefined
  scan: (ticketId: string, direction: 'in' | 'out') => Promise<void>
  readonly lists: () => GuestLists | undefined
  /** What is done by hand: somebody counted, refused, asked for their age; an incident. */
  act: (content: ActContent) => Promise<void>
  /** Lets heads of a name on a guest list in, or takes them back. */
  tick: (wish: Wish) => Promise<void>
  /** Sells at the door, and perhaps takes it back; undefined if nothing was shown as sold. */
  sell: (wish: SaleWish) => Promise<Sold | undefined>
  /** Ids of what it may sell. */
  readonly unsold: () => string[] | undefined
  boot: () => Promise<void>
  /** Off at once, and on again after `downMs`. */
  crash: (downMs: number) => void
  /** Off when it next reaches this step. */
  crashAt: (step: Step, downMs: number) => void
  /** A new page takes over; the old one continues for `lingerMs`, and may still be used. */
  update: (lingerMs: number) => Promise<void>
  sleep: (forMs: number) => void
  setClock: (byMs: number) => void
  wake: () => void
  /** The system deletes the app's database under it; false if that makes no sense right now. */
  loseDisk: () => boolean
  /** It lost its database and hasn't been paired since; its page may not have noticed yet. */
  isDiskLost: () => boolean
  /** A manager pairs it again. */
  pairAgain: () => Promise<void>
  /** The next writes fail, as on a full disk. */
  fillDisk: (writes: number) => void
  /** No pending faults any more, and the phone is on. */
  heal: () => Promise<void>
}

type PhoneParts = {
  world: World
  night: SimNight
  name: string
  gateId: string
  network: SyncNetwork
  call: PhoneCall
  stock: AskStock
  /** A sale was shown, or its undoing. */
  onSale: (sold: Sold, what: 'sold' | 'undone') => void
  onSeen: (seen: Seen) => void
  /** An act was kept, and felt in the hand. */
  onKept: (act: KeptAct) => void
  onTicked: (tally: Tally) => void
  /** Reintroduces a bug. */
  bend: PhoneBend
}

export function createSimPhone(parts: PhoneParts): SimPhone {
  const { world, night, name, gateId, network, call, stock, bend } = parts
  const { onSeen, onKept, onTicked, onSale } = parts
  const random = world.random.fork(name)
  const whims = world.random.fork(`${name} decides`)
  const acting = world.random.fork(`${name} acts`)
  const selling = world.random.fork(`${name} sells`)
  const platter = emptyPlatter()
  const listDisk = createListDisk()
  const choice = { eventId: night.eventId, gateId, direction: 'in' }
  platter.meta.set('choice', choice)
  const drift = 1 + (random.next() - 0.5) * 1e-4
  const pairedAtMs = world.nowMs()
  let wallOffsetMs = random.chance(0.3) ? random.int(-600_000, 600_000) : random.int(-800, 800)
  let born = 0
  let awakeAtMs = 0
  let badWrites = 0
  let trap: { step: Step; downMs: number } | undefined
  /** A deleted database's content is only in memory now, and nothing promises to keep it through a crash. */
  let diskLost = false
  let current: PhoneLife | undefined
  /** Running lives: the newest, and one that hasn't been closed yet. */
  let alive = new Map<number, PhoneLife | undefined>()
  let sleptMs = 0
  let sleeps = 0
  const isAsleep = () => world.nowMs() < awakeAtMs

  const off = () => {
    alive = new Map()
    current = undefined
    // Switching it on also wakes it.
    awakeAtMs = 0
    sleeps += 1
  }
  const crash = (downMs: number) => {
    if (diskLost || !current) return
    world.note(`${name} crashes`)
    off()
    world.after(downMs, boot)
  }
  /** True if the phone goes off here. */
  const passes = (step: Step): boolean => {
    if (trap?.step !== step || diskLost) return true
    const { downMs } = trap
    trap = undefined
    crash(downMs)
    return false
  }

  const body: Body = {
    ...{ name, world, random, platter, network, call, stock, bend, drift, passes },
    lives: () => alive,
    awakeAtMs: () => awakeAtMs,
    sleptMs: () => sleptMs,
    wallMs: () => Math.round(pairedAtMs + (world.nowMs() - pairedAtMs) * drift) + wallOffsetMs,
    takeFault: () => {
      if (badWrites === 0) return null
      badWrites -= 1
      return 'QuotaExceededError'
    },
  }

  const begin = async () => {
    born += 1
    const number = born
    alive.set(number, undefined)
    const life = createPhoneLife({
      ...{ name, gateId, random, acting, selling, nowMs: world.nowMs, listDisk },
      ...bordersOf(number, body),
      isAlive: () => alive.has(number),
      isRevoked: () => platter.meta.has('revoked'),
    })
    alive.set(number, life)
    current = life
    await life.start()
  }

  const show = (number: number, life: PhoneLife, seen: Omit<Seen, 'phone' | 'atMs'>) => {
    if (!alive.has(number)) return
    onSeen({ ...seen, phone: name, atMs: world.nowMs() })
    const decision = decisionOn(seen.shown, whims)
    if (passes('shown')) life.engine.wake('queued')
    if (!decision) return
    world.after(decision.afterMs, async () => {
      if (alive.get(number) !== life || isAsleep()) return
      const after = await life.answer(seen.ticketId, decision.answer)
      if (after) show(number, life, after)
    })
  }

  /** Whoever holds the phone doesn't know which page is the new one. */
  const atHand = async <T>(work: (life: PhoneLife) => Promise<T>): Promise<T | undefined> => {
    if (alive.size === 0 || isAsleep()) return undefined
    const [number, life] = acting.pick([...alive])
    const done = await (life && work(life))
    return alive.has(number) ? done : undefined
  }
  const felt = (act: KeptAct | undefined) => {
    if (!act) return
    onKept(act)
    if (passes('shown')) current?.engine.wake('queued')
  }

  const showSale = (sold: Sold, what: 'sold' | 'undone') => {
    onSale(sold, what)
    if (passes('shown')) current?.engine.wake('queued')
  }

  async function boot(): Promise<void> {
    if (!current) await begin()
  }

  const restart = async () => {
    off()
    await begin()
  }

  return {
    name,
    boot,
    crash,
    store: () => current?.store,
    scan: async (ticketId, direction) => {
      // Whoever holds the phone doesn't know which page is the new one.
      if (alive.size === 0 || isAsleep()) return
      const [number, life] = random.pick([...alive])
      if (!life) return
      const seen = await life.scan(ticketId, direction)
      if (seen) show(number, life, seen)
    },
    lists: () => current?.lists,
    act: async (content) => felt(await atHand((life) => life.act(content))),
    tick: async (wish) => {
      const tally = await atHand((life) => life.tick(wish))
      if (!tally) return
      onTicked(tally)
      felt(tally.kept)
    },
    sell: async (wish) => {
      const sale = await atHand(async (life) => ({ life, sold: await life.sell(wish) }))
      if (!sale?.sold) return undefined
      const { life, sold } = sale
      showSale(sold, 'sold')
      if (wish.undoAfterMs === undefined) return sold
      const isThere = () => [...alive.values()].includes(life)
      world.after(wish.undoAfterMs, async () => {
        if (!isThere() || isAsleep()) return
        const undone = await life.takeBack(sold)
        if (undone === 'undone' && isThere()) showSale(sold, 'undone')
      })
      return sold
    },
    unsold: () => current?.unsold(),
    crashAt: (step, downMs) => {
      trap = { step, downMs }
    },
    update: async (lingerMs) => {
      if (!current || alive.size > 1 || diskLost || isAsleep()) return
      world.note(`${name} is updated`)
      const old = born
      world.after(lingerMs, () => {
        alive.get(old)?.engine.stop()
        alive.delete(old)
      })
      await begin()
    },
    sleep: (forMs) => {
      if (!current || isAsleep()) return
      const slept = [...alive.values()]
      for (const life of slept) life?.time.setAway(true)
      awakeAtMs = world.nowMs() + forMs
      const nth = sleeps
      world.after(forMs, () => {
        if (nth !== sleeps) return
        sleptMs += forMs
        for (const life of slept) {
          life?.time.setAway(false)
          life?.engine.wake('asked')
        }
      })
    },
    setClock: (byMs) => {
      wallOffsetMs += byMs
    },
    wake: () => current?.engine.wake('online'),
    loseDisk: () => {
      // Without a list it has nothing to lose but its pairing.
      const hasList = current?.store.state.getState().event !== undefined
      if (!hasList || alive.size > 1 || platter.meta.has('revoked')) return false
      world.note(`${name} loses its database`)
      diskLost = true
      wipePlatter(platter)
      return true
    },
    isDiskLost: () => diskLost,
    pairAgain: async () => {
      diskLost = false
      platter.meta.delete('revoked')
      platter.meta.set('choice', choice)
      await listDisk.clear()
      await restart()
    },
    fillDisk: (writes) => {
      badWrites = writes
    },
    heal: async () => {
      trap = undefined
      badWrites = 0
      // The manager is on the way.
      if (diskLost) return
      if (current?.store.state.getState().status !== 'ready') await restart()
    },
  }
}
