import { createHash, createHmac, KeyObject } from 'node:crypto'

/**
 * Counts work that leaves the event loop: the thread pool's (keys, other signatures), short timers and immediates. What
 * each request does many times, SHA-256 and its HMAC, is done at once instead: a thread costs more than the hash.
 *
 * A request that is hashing or waiting a tick is not waiting for a call, and yet isn't done; how many turns that takes
 * depends on the machine. Choosing the next call meanwhile would choose among different calls on a slower machine.
 */
let busy = 0
let installed = false

/** True while none of the counted work is in progress. */
export const isIdle = (): boolean => busy === 0

/** What follows the work belongs to the same turn of the event loop, so the world never looks idle between the two. */
async function countWork<Value>(work: () => Promise<Value>): Promise<Value> {
  busy += 1
  try {
    return await work()
  } finally {
    busy -= 1
  }
}

type Method = (...args: never[]) => Promise<unknown>

/** Libraries yield with a timer of a tick; longer timers are deadlines. */
const LONGEST_YIELD_MS = 20

let isOfHistory = (): boolean => false

/** Patches globals, so it affects the whole process. Timers are changed only for what runs in a history. */
export function countBusyWork(inHistory: () => boolean): void {
  isOfHistory = inHistory
  if (installed) return
  installed = true
  const subtle = Object.getPrototypeOf(crypto.subtle) as object
  for (const name of Object.getOwnPropertyNames(subtle)) {
    if (name !== 'constructor') countMethod(subtle, name)
  }
  hashAtOnce(subtle)
  countShortTimers()
  countImmediates()
}

type Algorithm = string | { readonly name: string }

const nameOf = (algorithm: Algorithm): string =>
  typeof algorithm === 'string' ? algorithm : algorithm.name

const arrayBufferOf = (bytes: Buffer): ArrayBuffer => Uint8Array.from(bytes).buffer

/** The same bytes as from the thread pool; anything but SHA-256 and its HMAC still goes there. */
function hashAtOnce(subtle: object): void {
  const { digest, sign } = subtle as SubtleCrypto
  Object.assign(subtle, {
    async digest(this: SubtleCrypto, algorithm: Algorithm, data: BufferSource) {
      if (nameOf(algorithm) !== 'SHA-256' || !(data instanceof Uint8Array)) {
        return digest.call(this, algorithm, data)
      }
      return arrayBufferOf(createHash('sha256').update(data).digest())
    },
    async sign(this: SubtleCrypto, algorithm: Algorithm, key: CryptoKey, data: BufferSource) {
      const { name, hash } = key.algorithm as { name: string; hash?: { name: string } }
      if (name !== 'HMAC' || hash?.name !== 'SHA-256' || !(data instanceof Uint8Array)) {
        return sign.call(this, algorithm, key, data)
      }
      return arrayBufferOf(createHmac('sha256', KeyObject.from(key)).update(data).digest())
    },
  })
}

function countMethod(owner: object, name: string): void {
  const original = Reflect.get(owner, name) as Method
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: never[]) {
      return countWork(() => original.apply(this, args))
    },
  })
}

/** A real-time deadline must never end a call in virtual time, so deadlines don't run at all. */
function countShortTimers(): void {
  const original = globalThis.setTimeout
  const counted = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    if (!isOfHistory()) return original(run, ms, ...args)
    if (ms > LONGEST_YIELD_MS) return original(() => {}, 0)
    busy += 1
    return original(() => {
      busy -= 1
      run(...args)
    }, ms)
  }
  globalThis.setTimeout = Object.assign(counted, original) as typeof setTimeout
}

function countImmediates(): void {
  const original = globalThis.setImmediate
  const counted = (run: (...args: unknown[]) => void, ...args: unknown[]) => {
    if (!isOfHistory()) return original(run, ...args)
    busy += 1
    return original(() => {
      busy -= 1
      run(...args)
    })
  }
  globalThis.setImmediate = Object.assign(counted, original) as typeof setImmediate
}
