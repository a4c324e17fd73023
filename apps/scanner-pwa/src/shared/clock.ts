// The clock passed to whatever needs time, so that tests and simulations can pass another.

export type Clock = {
  /** Unix ms of the device's clock; may be wrong and may jump. */
  nowMs: () => number
  /** Ms from any origin; never jumps. */
  monotonicMs: () => number
  /** Calls `run` once after `delayMs`; the result cancels. */
  after: (delayMs: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
