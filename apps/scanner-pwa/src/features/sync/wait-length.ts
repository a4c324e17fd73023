// How long the loop waits, with jitter so that the phones at one door don't run in step.
import type { WaitKind } from './sync-state.ts'

const POLL_MS = 10_000
const NUDGE_MS = 1_500
const BACKOFF_FIRST_MS = 1_000
const BACKOFF_MAX_MS = 30_000

/** `failures`: consecutive failed rounds. `random`: 0 ≤ n < 1. Returns ms, from half to all of the step's length. */
export function waitLengthMs(kind: WaitKind, failures: number, random: number): number {
  return Math.round(stepMs(kind, failures) * (0.5 + random / 2))
}

function stepMs(kind: WaitKind, failures: number): number {
  switch (kind) {
    case 'poll':
      return POLL_MS
    case 'nudge':
      return NUDGE_MS
    case 'backoff':
      return Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.max(0, failures - 1))
  }
}
