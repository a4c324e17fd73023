/**
 * Counts the work that leaves the event loop: the thread pool's (hashes, signatures) and short timers.
 *
 * A request whose lane hashes or waits a tick, waits for no call and yet is not done, and how many turns that takes is the
 * machine's affair: whoever chose the next call meanwhile would choose among other calls on a slower machine.
 */
let busy = 0
let installed = false

/** True while nothing of the counted work is under way. */
export const isIdle = (): boolean => busy === 0

/** What follows the work is still of this turn of the event loop, so nobody finds the world idle between the two. */
async function countWork<Value>(work: () => Promise<Value>): Promise<Value> {
  busy += 1
  try {
    return await work()
  } finally {
    busy -= 1
  }
}

type Method = (...args: never[]) => Promise<unknown>

/** Libraries yield to others by a timer of a tick; longer ones are deadlines. */
const LONGEST_YIELD_MS = 20

let isOfHistory = (): boolean => false

/** For the whole process: the functions use these as globals. Timers are changed only for what runs in a history. */
export function countBusyWork(inHistory: () => boolean): void {
  isOfHistory = inHistory
  if (installed) return
  installed = true
  const subtle = Object.getPrototypeOf(crypto.subtle) as object
  for (const name of Object.getOwnPropertyNames(subtle)) {
    if (name !== 'constructor') countMethod(subtle, name)
  }
  countShortTimers()
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

/** A deadline of real time never ends a call of virtual time, so those don't run at all. */
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
