// Where one run of the app meets its phone: a clock that drifts and sleeps, a disk that a crash interrupts, a line whose
// answers may find nobody at home.
import type { DoorDisk } from '../../../apps/scanner-pwa/src/db/door-disk.ts'
import type { PhoneCall } from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import type { AskStock } from '../../../apps/scanner-pwa/src/features/sell/door-stock.ts'
import type { SyncNetwork } from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import type { Clock } from '../../../apps/scanner-pwa/src/shared/clock.ts'
import type { PhoneLife } from './phone-life.ts'
import { createSimDisk, type Platter } from './sim-disk.ts'
import type { Random, World } from './world.ts'

/** Points at which a battery may die: around each write, each sentence and each call. */
export type Step = 'writing' | 'written' | 'shown' | 'asking' | 'answered' | 'told'
export const STEPS: readonly Step[] = ['writing', 'written', 'shown', 'asking', 'answered', 'told']

export type PhoneBend = {
  disk?: (disk: DoorDisk, world: World) => DoorDisk
  network?: (network: SyncNetwork, world: World) => SyncNetwork
}

/** The phone around its runs. */
export type Body = {
  readonly name: string
  readonly world: World
  readonly random: Random
  readonly platter: Platter
  readonly network: SyncNetwork
  readonly call: PhoneCall
  readonly stock: AskStock
  readonly bend: PhoneBend
  /** What is running: undefined while it starts. */
  lives: () => ReadonlyMap<number, PhoneLife | undefined>
  /** True if the phone stays on here. */
  passes: (step: Step) => boolean
  awakeAtMs: () => number
  sleptMs: () => number
  wallMs: () => number
  drift: number
  /** Why the next write fails, if it does. */
  takeFault: () => string | null
}

export type Borders = {
  clock: Clock
  disk: DoorDisk
  network: SyncNetwork
  call: PhoneCall
  stock: AskStock
}

export function bordersOf(number: number, body: Body): Borders {
  const later = laterOf(number, body)
  return {
    clock: clockOf(body, later),
    disk: diskOf(number, body),
    ...linesOf(number, body, later),
  }
}

type Later = (delayMs: number, run: () => void) => () => void

/** A phone runs callbacks only while it is on; those due during its sleep run when it wakes. */
const laterOf =
  (number: number, { world, lives, awakeAtMs }: Body): Later =>
  (delayMs, run) => {
    let cancelled = false
    const fire = () => {
      if (cancelled || !lives().has(number)) return
      const sleepsForMs = awakeAtMs() - world.nowMs()
      if (sleepsForMs > 0) world.after(sleepsForMs, fire)
      else run()
    }
    world.after(delayMs, fire)
    return () => {
      cancelled = true
    }
  }

function clockOf({ world, sleptMs, wallMs, drift }: Body, later: Later): Clock {
  const bootedAtMs = world.nowMs()
  const sleptBeforeMs = sleptMs()
  return {
    nowMs: wallMs,
    monotonicMs: () => (world.nowMs() - bootedAtMs - (sleptMs() - sleptBeforeMs)) * drift,
    after: later,
  }
}

function diskOf(number: number, body: Body): DoorDisk {
  const { world, random, platter, name, lives, passes, bend, takeFault } = body
  const disk = createSimDisk(platter, `${name} ${number}`, {
    fault: takeFault,
    // A crash before this point loses the write; a crash after it, before the app learns of it, does not.
    afterWrite: (keep) => {
      world.after(random.int(1, 12), () => {
        if (!lives().has(number) || !passes('writing')) return
        const tell = keep()
        if (passes('written')) tell()
      })
    },
  })
  return bend.disk?.(disk, world) ?? disk
}

/** Answers for a life that is over are dropped; those that arrive during sleep are read on waking. */
function linesOf(
  number: number,
  body: Body,
  later: Later,
): Pick<Borders, 'network' | 'call' | 'stock'> {
  const { world, network, lives, passes, bend } = body
  const life = () => lives().get(number)
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!passes('asking')) return await new Promise<T>(() => {})
    const value = await work()
    return await new Promise<T>((resolve) =>
      later(0, () => {
        if (passes('answered')) resolve(value)
      }),
    )
  }
  const honest: SyncNetwork = {
    push: (scans, signal) => ask(() => network.push(scans, signal)),
    pushActs: (acts, signal) => ask(() => network.pushActs(acts, signal)),
    pull: async (request, signal) => {
      const answer = await ask(() => network.pull(request, signal))
      if (answer.ok && !answer.revoked) life()?.hear(answer.page.tickets)
      // As in the app, where the lists follow each round of the loop.
      if (answer.ok) later(1, () => life()?.followLists())
      return answer
    },
    bans: (eventId, signal) => ask(() => network.bans(eventId, signal)),
    listen: (eventId, onNudge) =>
      network.listen(eventId, (words, limit) => {
        later(0, () => {
          if (!passes('told')) return
          life()?.hear(words)
          onNudge(words, limit)
        })
      }),
  }
  return {
    network: bend.network?.(honest, world) ?? honest,
    call: (sqlFunction, input) => ask(() => body.call(sqlFunction, input)),
    stock: (eventId, least) => ask(() => body.stock(eventId, least)),
  }
}
