// A phone in the simulation: successive runs of the app on a disk that outlives them, and briefly two at once when the
// app is updated.
import type { DoorDisk } from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import type { DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import type { SyncNetwork } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Clock } from '../../../apps/scanner-pwa/src/shared/clock.ts'
import { decisionOn } from './decisions.ts'
import { createPhoneLife, type PhoneLife, type Seen } from './phone-life.ts'
import { createSimDisk, emptyPlatter, wipePlatter } from './sim-disk.ts'
import type { SimNight } from './sim-night.ts'
import type { World } from './world.ts'

/** Points at which a battery may die: around each write, each sentence and each call. */
export type Step = 'writing' | 'written' | 'shown' | 'asking' | 'answered' | 'told'
export const STEPS: readonly Step[] = ['writing', 'written', 'shown', 'asking', 'answered', 'told']

export type SimPhone = {
  readonly name: string
  readonly store: () => DoorStore | undefined
  scan: (ticketId: string, direction: 'in' | 'out') => Promise<void>
  /** Counts somebody by hand. */
  count: (heads: 1 | -1) => Promise<void>
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

export type PhoneBend = {
  disk?: (disk: DoorDisk, world: World) => DoorDisk
  network?: (network: SyncNetwork, world: World) => SyncNetwork
}

type PhoneParts = {
  world: World
  night: SimNight
  name: string
  gateId: string
  network: SyncNetwork
  onSeen: (seen: Seen) => void
  /** A count was kept, and felt in the hand. */
  onCounted: (actId: string, heads: 1 | -1) => void
  /** Reintroduces a bug. */
  bend: PhoneBend
}

export function createSimPhone(parts: PhoneParts): SimPhone {
  const { world, night, name, gateId, network, onSeen, onCounted, bend } = parts
  const random = world.random.fork(name)
  const whims = world.random.fork(`${name} decides`)
  const counting = world.random.fork(`${name} counts`)
  const platter = emptyPlatter()
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

  /** A phone runs callbacks only while it is on; those due during its sleep run when it wakes. */
  const later = (life: number, delayMs: number, run: () => void): (() => void) => {
    let cancelled = false
    const fire = () => {
      if (cancelled || !alive.has(life)) return
      if (isAsleep()) world.after(awakeAtMs - world.nowMs(), fire)
      else run()
    }
    world.after(delayMs, fire)
    return () => {
      cancelled = true
    }
  }

  const clockOf = (life: number): Clock => {
    const bootedAtMs = world.nowMs()
    const sleptBeforeMs = sleptMs
    return {
      nowMs: () => Math.round(pairedAtMs + (world.nowMs() - pairedAtMs) * drift) + wallOffsetMs,
      monotonicMs: () => (world.nowMs() - bootedAtMs - (sleptMs - sleptBeforeMs)) * drift,
      after: (delayMs, run) => later(life, delayMs, run),
    }
  }

  const diskOf = (life: number): DoorDisk => {
    const disk = createSimDisk(platter, `${name} ${life}`, {
      fault: () => {
        if (badWrites === 0) return null
        badWrites -= 1
        return 'QuotaExceededError'
      },
      // A crash before this point loses the write; a crash after it, before the app learns of it, does not.
      afterWrite: (keep) => {
        world.after(random.int(1, 12), () => {
          if (!alive.has(life) || !passes('writing')) return
          const tell = keep()
          if (passes('written')) tell()
        })
      },
    })
    return bend.disk?.(disk, world) ?? disk
  }

  /** Answers for a life that is over are dropped; those that arrive during sleep are read on waking. */
  const networkOf = (life: number): SyncNetwork => {
    const call = async <T>(ask: () => Promise<T>): Promise<T> => {
      if (!passes('asking')) return await new Promise<T>(() => {})
      const value = await ask()
      return await new Promise<T>((resolve) =>
        later(life, 0, () => {
          if (passes('answered')) resolve(value)
        }),
      )
    }
    const honest: SyncNetwork = {
      push: (scans, signal) => call(() => network.push(scans, signal)),
      pushActs: (acts, signal) => call(() => network.pushActs(acts, signal)),
      pull: async (request, signal) => {
        const answer = await call(() => network.pull(request, signal))
        if (answer.ok && !answer.revoked) alive.get(life)?.hear(answer.page.tickets)
        return answer
      },
      bans: (eventId, signal) => call(() => network.bans(eventId, signal)),
      listen: (eventId, onNudge) =>
        network.listen(eventId, (words, limit) => {
          later(life, 0, () => {
            if (!passes('told')) return
            alive.get(life)?.hear(words)
            onNudge(words, limit)
          })
        }),
    }
    return bend.network?.(honest, world) ?? honest
  }

  const begin = async () => {
    born += 1
    const number = born
    alive.set(number, undefined)
    const life = createPhoneLife({
      ...{ name, gateId, random, counting, nowMs: world.nowMs },
      ...{ clock: clockOf(number), disk: diskOf(number), network: networkOf(number) },
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
    count: async (heads) => {
      if (alive.size === 0 || isAsleep()) return
      const [number, life] = counting.pick([...alive])
      const id = await life?.count(heads)
      if (id === undefined || !alive.has(number)) return
      onCounted(id, heads)
      if (passes('shown')) life?.engine.wake('queued')
    },
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
