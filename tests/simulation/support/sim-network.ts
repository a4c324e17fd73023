// One phone's path to the server and back: slow, lossy, cut, captured by a portal; calls arrive twice or never, and
// nudges late, twice or never.

import type { ActRow, TicketWord } from '../../../apps/scanner-pwa/src/db/rows.ts'
import type { PhoneCall } from '../../../apps/scanner-pwa/src/features/lists/lists-feed.ts'
import type { AskStock } from '../../../apps/scanner-pwa/src/features/sell/door-stock.ts'
import type {
  OnNudge,
  SyncNetwork,
  SyncTrouble,
} from '../../../apps/scanner-pwa/src/features/sync/sync-ports.ts'
import { asRecords, type PhoneCaller, type Sign, type SimServer } from './sim-server.ts'
import type { World } from './world.ts'

export type Line = {
  network: SyncNetwork
  /** Calls beside the loop: guest lists, and shares of a quota. */
  call: PhoneCall
  stock: AskStock
  /** Blocks everything from now on, for `forMs`; with `stranger`, a portal's page answers. */
  cut: (forMs: number, trouble: SyncTrouble) => void
  /** Sends a nudge to this phone; `limit`, if it is about how many people may be inside. */
  nudge: (eventId: string, words: readonly TicketWord[], limit?: number) => void
  /** Drops everything in transit, as when the server goes down. */
  sever: () => void
  /** Everything gets through, and quickly. */
  heal: () => void
  isCut: () => boolean
}

type LineParts = {
  world: World
  server: SimServer
  caller: () => PhoneCaller
  /** A push has changed these tickets: others are notified. */
  onPushed: (ticketIds: readonly string[]) => Promise<void>
  /** As the functions' key does. */
  sign: Sign
}

/** How long a phone waits for an answer that doesn't come. */
const GIVES_UP_MS = 15_000

/** Makes a list of a few hundred take as many pages here as one of thousands really does. */
const PAGE_ROWS = 60

const soldBy = (act: ActRow): string[] => (act.kind === 'walk_up' ? act.payload.tickets : [])

export function createLine({ world, server, caller, onPushed, sign }: LineParts): Line {
  const random = world.random
  let cutUntilMs = 0
  let trouble: SyncTrouble = 'no_answer'
  let healed = false
  let severed = 0
  /** One for each page open on the phone. */
  const listeners = new Set<{ eventId: string; hear: OnNudge }>()

  const hear = (eventId: string, words: readonly TicketWord[], limit?: number) => {
    for (const listener of listeners)
      if (listener.eventId === eventId) listener.hear([...words], limit)
  }
  const isCut = () => world.nowMs() < cutUntilMs
  const latencyMs = () => {
    if (healed) return 5
    return random.chance(0.05) ? random.int(1_000, 9_000) : random.int(20, 400)
  }
  const lost = () => !healed && (isCut() || random.chance(0.06))

  /** `work` happens at the server; its answer, or the trouble of not getting one, comes back later. */
  function ask<T>(
    work: () => Promise<T>,
    failed: (trouble: SyncTrouble) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    return new Promise((resolve) => {
      const giveUp = world.after(GIVES_UP_MS, () => resolve(failed('no_answer')))
      const answer = (value: T) => {
        giveUp()
        resolve(value)
      }
      signal?.addEventListener('abort', () => answer(failed('no_answer')), { once: true })
      if (isCut() && !healed) {
        if (trouble !== 'no_answer') world.after(latencyMs(), () => answer(failed(trouble)))
        return
      }
      send(work, answer)
    })
  }

  function send<T>(work: () => Promise<T>, answer: (value: T) => void): void {
    const connection = severed
    const arrive = async () => {
      const value = await work()
      if (lost()) return
      world.after(latencyMs(), () => {
        if (connection === severed) answer(value)
      })
    }
    if (!lost()) world.after(latencyMs(), arrive)
    // The same request again, from an impatient proxy.
    if (!healed && random.chance(0.05)) {
      world.after(random.int(500, 20_000), async () => void (await work()))
    }
  }

  return {
    isCut,
    cut: (forMs, why) => {
      cutUntilMs = world.nowMs() + forMs
      trouble = why
    },
    sever: () => {
      severed += 1
    },
    heal: () => {
      cutUntilMs = 0
      healed = true
    },
    nudge: (eventId, words, limit) => {
      const times = !healed && random.chance(0.1) ? 2 : 1
      for (let nth = 0; nth < times; nth += 1) {
        if (lost()) continue
        const late = !healed && random.chance(0.2)
        const delayMs = late ? random.int(2_000, 90_000) : latencyMs()
        const connection = severed
        world.after(delayMs, () => {
          if (connection === severed && (healed || !isCut())) hear(eventId, words, limit)
        })
      }
    },
    call: (sqlFunction, input) =>
      ask(
        () => server.callAs(caller())(sqlFunction, input),
        () => ({ ok: false }),
        undefined,
      ),
    stock: (eventId, least) =>
      ask(
        () => server.stock(caller(), { eventId, least, sign }),
        () => undefined,
        undefined,
      ),
    network: {
      push: (scans, signal) =>
        ask(
          async () => {
            const answer = await server.push(caller(), asRecords(scans))
            if (answer.ok) await onPushed([...new Set(scans.map((scan) => scan.ticketId))])
            return answer
          },
          (why) => ({ ok: false, refused: false, trouble: why }),
          signal,
        ),
      pushActs: (acts, signal) =>
        ask(
          async () => {
            const answer = await server.pushActs(caller(), acts)
            if (answer.ok) await onPushed(acts.flatMap(soldBy))
            return answer
          },
          (why) => ({ ok: false, refused: false, trouble: why }),
          signal,
        ),
      pull: (request, signal) =>
        ask(
          () => server.pull(caller(), { ...request, limit: Math.min(request.limit, PAGE_ROWS) }),
          (why) => ({ ok: false, trouble: why }),
          signal,
        ),
      // Nobody is banned in the simulation: its events have no mark to fetch a list by.
      bans: async () => null,
      listen: (eventId, onNudge) => {
        const listener = { eventId, hear: onNudge }
        listeners.add(listener)
        return {
          check: () => {},
          stop: () => {
            listeners.delete(listener)
          },
        }
      },
    },
  }
}
