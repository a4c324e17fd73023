// The simulation's time and randomness: only what is next in the queue happens, and all randomness is from the seed.

export type Random = {
  /** 0 ≤ n < 1. */
  next: () => number
  /** An integer from `low` to `high`, inclusive. */
  int: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly T[]) => T
  bytes: (length: number) => Uint8Array
  /** A separate stream, so that what one part draws doesn't affect another. */
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
  /** Calls `run` once, `delayMs` from now; the result cancels. Time advances whether or not `run`'s work has ended. */
  after: (delayMs: number, run: () => void | Promise<void>) => () => void
  /** Work that takes real time, like a call of the database: simulated time stands still until it has ended. */
  outside: <T>(work: Promise<T>) => Promise<T>
  /** Runs everything due before `untilMs`. Rejects with the first failure. */
  runUntil: (untilMs: number) => Promise<void>
  note: (line: string) => void
  readonly log: readonly string[]
}

export function createWorld(seed: number, startMs: number): World {
  const random = createRandom(seed)
  const log: string[] = []
  const outside = new Set<Promise<unknown>>()
  const failures: unknown[] = []
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

  /**
   * Lets everything proceed that can without the queue. Events aren't awaited: what one started may itself wait for a
   * later one (a starting phone waits for its disk), and then nothing would ever happen again.
   */
  const drain = async (): Promise<void> => {
    do {
      await Promise.allSettled(outside)
      await new Promise<void>((resolve) => setImmediate(resolve))
    } while (outside.size > 0)
    if (failures.length > 0) throw failures[0]
  }

  const begin = (event: Event): void => {
    new Promise<void>((resolve) => resolve(event.run())).catch((error) => failures.push(error))
  }

  return {
    random,
    log,
    nowMs: () => nowMs,
    note: (line) => {
      log.push(`${((nowMs - startMs) / 1000).toFixed(3)} ${line}`)
    },
    outside: async (work) => {
      outside.add(work)
      try {
        return await work
      } finally {
        outside.delete(work)
      }
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
        begin(event)
        await drain()
      }
      nowMs = Math.max(nowMs, untilMs)
    },
  }
}
