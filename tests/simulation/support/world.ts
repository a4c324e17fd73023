// The simulation's time and chance: nothing happens but what is next in the queue, and everything random comes from the seed.

export type Random = {
  /** 0 ≤ n < 1. */
  next: () => number
  /** Whole, from `low` to `high`. */
  int: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly T[]) => T
  bytes: (length: number) => Uint8Array
  /** A stream of its own, so that what one part draws changes nothing for another. */
  fork: (name: string) => Random
}

/** mulberry32: small, fast, and the same everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => from[int(0, from.length - 1)] as T,
    bytes: (length) => Uint8Array.from({ length }, () => int(0, 255)),
    fork: (name) => {
      let hash = seed
      for (const symbol of name) hash = Math.imul(hash ^ symbol.charCodeAt(0), 0x01000193)
      return createRandom(hash)
    },
  }
}

type Event = { atMs: number; nth: number; run: () => void | Promise<void> }

export type World = {
  readonly random: Random
  nowMs: () => number
  /** Calls `run` once, `delayMs` from now; the result cancels. */
  after: (delayMs: number, run: () => void | Promise<void>) => () => void
  /** Lets everything happen that happens before `untilMs`. */
  runUntil: (untilMs: number) => Promise<void>
  note: (line: string) => void
  readonly log: readonly string[]
}

export function createWorld(seed: number, startMs: number): World {
  const random = createRandom(seed)
  const log: string[] = []
  let nowMs = startMs
  let nth = 0
  let events: Event[] = []

  const takeNext = (untilMs: number): Event | undefined => {
    let next: Event | undefined
    for (const event of events) {
      if (event.atMs > untilMs) continue
      if (!next || event.atMs < next.atMs || (event.atMs === next.atMs && event.nth < next.nth)) {
        next = event
      }
    }
    if (next) events = events.filter((event) => event !== next)
    return next
  }

  return {
    random,
    log,
    nowMs: () => nowMs,
    note: (line) => {
      log.push(`${((nowMs - startMs) / 1000).toFixed(3)} ${line}`)
    },
    after: (delayMs, run) => {
      nth += 1
      const event = { atMs: nowMs + Math.max(0, delayMs), nth, run }
      events.push(event)
      return () => {
        events = events.filter((other) => other !== event)
      }
    },
    runUntil: async (untilMs) => {
      await drain()
      for (let event = takeNext(untilMs); event; event = takeNext(untilMs)) {
        nowMs = Math.max(nowMs, event.atMs)
        await event.run()
        await drain()
      }
      nowMs = Math.max(nowMs, untilMs)
    },
  }
}

/** Whatever can go on without the queue goes on: promises only, since nothing in a phone waits for anything else. */
async function drain(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}
