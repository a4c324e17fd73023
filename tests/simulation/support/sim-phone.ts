// A phone in the simulation: the app's own store, time, pipeline and sync loop, on a disk that outlives them.

import type { DoorDisk } from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import { createDoorStore, type DoorStore } from '../../../apps/scanner-pwa/src/db/door-store.ts'
import type { TicketWord } from '../../../apps/scanner-pwa/src/db/rows.ts'
import {
  createScanPipeline,
  type ShownScan,
} from '../../../apps/scanner-pwa/src/features/scan/scan-pipeline.ts'
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
import { createSimDisk, emptyPlatter } from './sim-disk.ts'
import type { SimNight } from './sim-night.ts'
import type { World } from './world.ts'

export type SimPhone = {
  readonly name: string
  readonly store: () => DoorStore | undefined
  /** Undefined while the phone is down, or has no list yet. */
  scan: (ticketId: string, direction: 'in' | 'out') => Promise<void>
  boot: () => Promise<void>
  crash: () => void
  sleep: (forMs: number) => void
  setClock: (byMs: number) => void
  wake: () => void
  /** A manager pairs it again after it was revoked. */
  pairAgain: () => Promise<void>
  /** The next writes fail, as on a full disk. */
  fillDisk: (writes: number) => void
}

/** The newest word on a ticket that has reached the phone in this life. */
export type Heard = { revision: number; mayEnter: boolean; atMs: number }

/** What the screen showed, and what the phone knew when it did. */
export type Seen = {
  phone: string
  atMs: number
  ticketId: string
  shown: ShownScan
  horizonMs: number | null
  whole: boolean
  heard: Heard | undefined
}

type PhoneParts = {
  world: World
  night: SimNight
  name: string
  network: SyncNetwork
  onSeen: (seen: Seen) => void
  /** Puts a bug back between the store and the disk. */
  bentDisk?: (disk: DoorDisk, isAlive: () => boolean) => DoorDisk
  bentNetwork?: (network: SyncNetwork, world: World) => SyncNetwork
}

/** Everything of one life of the app: gone with a crash. */
type Life = { store: DoorStore; time: ServerTime; engine: SyncEngine; scan: SimPhone['scan'] }

export function createSimPhone(parts: PhoneParts): SimPhone {
  const { world, night, name, network, onSeen } = parts
  const random = world.random.fork(name)
  const platter = emptyPlatter()
  const choice = { eventId: night.eventId, gateId: night.gateId, direction: 'in' }
  platter.meta.set('choice', choice)
  const drift = 1 + (random.next() - 0.5) * 1e-4
  let wallOffsetMs = random.chance(0.3) ? random.int(-600_000, 600_000) : random.int(-800, 800)
  let generation = 0
  let bootedAtMs = world.nowMs()
  let sleptMs = 0
  let awakeAtMs = 0
  let badWrites = 0
  let life: Life | undefined
  let heard = new Map<string, Heard>()
  const note = (words: readonly TicketWord[]) => {
    for (const { ticketId, revision, status, presence } of words) {
      if ((heard.get(ticketId)?.revision ?? 0) >= revision) continue
      const mayEnter = status === 'issued' && presence !== 'inside'
      heard.set(ticketId, { revision, mayEnter, atMs: world.nowMs() })
    }
  }

  const isAlive = (born: number) => () => born === generation
  /** What happens in a phone happens while it is on; what falls into its sleep happens when it wakes. */
  const later = (born: number, delayMs: number, run: () => void): (() => void) => {
    let cancelled = false
    const fire = () => {
      if (cancelled || born !== generation) return
      if (world.nowMs() < awakeAtMs) world.after(awakeAtMs - world.nowMs(), fire)
      else run()
    }
    world.after(delayMs, fire)
    return () => {
      cancelled = true
    }
  }
  const clockOf = (born: number): Clock => ({
    nowMs: () => Math.round(world.nowMs() * drift - bootedAtMs * (drift - 1)) + wallOffsetMs,
    monotonicMs: () => (world.nowMs() - bootedAtMs - sleptMs) * drift,
    after: (delayMs, run) => later(born, delayMs, run),
  })

  const diskOf = (born: number): DoorDisk => {
    const disk = createSimDisk(platter, `${name} ${born}`, {
      fault: () => {
        if (badWrites === 0) return null
        badWrites -= 1
        return 'QuotaExceededError'
      },
      // A crash before this has come loses the write; a crash after it, before the app hears, does not.
      afterWrite: (done) => {
        world.after(random.int(1, 12), () => {
          if (born === generation) done()
        })
      },
    })
    return parts.bentDisk?.(disk, isAlive(born)) ?? disk
  }

  /** Answers for a life that is over are nobody's; those that come in sleep are read on waking. */
  const networkOf = (born: number): SyncNetwork => {
    const through = async <T>(answer: Promise<T>): Promise<T> => {
      const value = await answer
      return await new Promise<T>((resolve) => later(born, 0, () => resolve(value)))
    }
    const honest: SyncNetwork = {
      push: (scans, signal) => through(network.push(scans, signal)),
      pull: async (request, signal) => {
        const answer = await through(network.pull(request, signal))
        if (answer.ok && !answer.revoked) note(answer.page.tickets)
        return answer
      },
      listen: (eventId, onNudge) =>
        network.listen(eventId, (words) => {
          later(born, 0, () => {
            note(words)
            onNudge(words)
          })
        }),
    }
    return parts.bentNetwork?.(honest, world) ?? honest
  }

  const liveFrom = (born: number): Life => {
    const clock = clockOf(born)
    const store = createDoorStore(diskOf(born))
    const time = createServerTime(clock)
    const engine = createSyncEngine({
      clock,
      random: random.next,
      network: networkOf(born),
      store: createDoorSyncStore(store, time),
    })
    const pipeline = createScanPipeline({
      store,
      time,
      randomBytes: random.bytes,
      verifier: async () => ({ verify: async () => true }),
    })
    const scan: SimPhone['scan'] = async (ticketId, direction) => {
      const { event } = store.state.getState()
      const gate = event?.gates[0]
      if (!event || !gate) return
      const text = `${ticketId}.GA.K1${'0'.repeat(103)}`
      const facts = { direction, deviceName: name, revoked: false, offline: false }
      const before = { horizonMs: event.horizonMs, whole: event.complete }
      const known = heard.get(ticketId)
      const keys = [{ kid: 'K1', publicKey: 'A'.repeat(43) }]
      const shown = await pipeline.scan(text, { ...facts, gate, event: { ...event, keys } })
      if (born !== generation) return
      onSeen({ phone: name, atMs: world.nowMs(), ticketId, shown, ...before, heard: known })
      engine.wake('queued')
    }
    return { store, time, engine, scan }
  }

  const boot = async () => {
    if (life) return
    generation += 1
    heard = new Map()
    bootedAtMs = world.nowMs()
    sleptMs = 0
    const born = generation
    const { store, time, engine, scan } = liveFrom(born)
    life = { store, time, engine, scan }
    const kept = await store.disk.readMeta('clock')
    await store.start((last) => {
      const scanned = last && {
        offsetMs: last.scannedAtMs - last.deviceTimeMs,
        uncertaintyMs: last.clockUncertaintyMs,
        measuredAtMs: last.deviceTimeMs,
      }
      time.restore([kept, scanned].filter((sample) => sample !== undefined))
    })
    if (born === generation) engine.start()
  }

  return {
    name,
    store: () => life?.store,
    scan: async (...guest) => await life?.scan(...guest),
    boot,
    crash: () => {
      generation += 1
      life = undefined
    },
    sleep: (forMs) => {
      if (!life || world.nowMs() < awakeAtMs) return
      const { time, engine } = life
      const born = generation
      time.setAway(true)
      awakeAtMs = world.nowMs() + forMs
      world.after(forMs, () => {
        // A crash in its sleep began another count.
        if (born !== generation) return
        sleptMs += forMs
        time.setAway(false)
        engine.wake('asked')
      })
    },
    setClock: (byMs) => {
      wallOffsetMs += byMs
    },
    wake: () => life?.engine.wake('online'),
    pairAgain: async () => {
      generation += 1
      life = undefined
      platter.meta.delete('revoked')
      platter.meta.set('choice', choice)
      await boot()
    },
    fillDisk: (writes) => {
      badWrites = writes
    },
  }
}
