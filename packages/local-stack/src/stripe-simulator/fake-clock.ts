// A clock for tests: time moves only when told to.
import type { SimulatorClock } from './simulator-clock.ts'

export type FakeClock = SimulatorClock & {
  /** Advances time, running each timer at its due time. */
  readonly advance: (ms: number) => void
}

export function createFakeClock(startMs: number): FakeClock {
  let nowMs = startMs
  let timers: { readonly dueMs: number; readonly run: () => void }[] = []
  const nextDue = (untilMs: number) =>
    timers.filter((timer) => timer.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0]
  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => {
      const timer = { dueMs: nowMs + Math.max(delayMs, 0), run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance: (ms) => {
      const untilMs = nowMs + ms
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        const due = timer
        timers = timers.filter((other) => other !== due)
        nowMs = Math.max(nowMs, due.dueMs)
        due.run()
      }
      nowMs = untilMs
    },
  }
}
