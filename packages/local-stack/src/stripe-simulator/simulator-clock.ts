// Time as the simulator sees it, so that tests can drive expiry and retries without waiting.

export type SimulatorClock = {
  readonly nowMs: () => number
  /** Runs `run` once after `delayMs`; the returned function cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
}

/** Timers may be at most 2^31−1 ms long; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

export const systemClock: SimulatorClock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
