// The sync loop as one pure function: (state, event) → state and effects. Nothing here waits, reads a clock or throws.
//
//   idle ──started──▶ pushing ──queue empty, or trouble──▶ pulling ──end, or trouble──▶ waiting
//                       ▲ │ more queued: push again          │ more pages: pull again      │
//                       │ └── batch refused: halve it;       └── revoked: pushing          │
//                       │     a single scan refused: set aside                             │
//                       └──────────────────── timer, nudge, new scan, back online ─────────┘
//   pushing, revoked, queue empty ──▶ wiping ──wiped──▶ wiped (the end)
//   any ──stopped──▶ idle
//   pushing or pulling, network back: the call is cut short, and a round begins at once
//
// Push trouble never blocks pull: a failed push goes on to pulling, and the next round tries again. Scans that the
// server refused are set aside and retried: at the start, when the network or the page comes back, before a wipe, and
// now and then. What is said here of scans is true of acts too; after a round whose push failed the other of the two goes
// first, so that trouble with one never keeps the other.

export type SyncPhase = 'idle' | 'pushing' | 'pulling' | 'waiting' | 'wiping' | 'wiped'

/** `nudge`: another phone scanned, pull soon. `backoff`: something failed, leave the server alone for a while. */
export type WaitKind = 'poll' | 'nudge' | 'backoff'

export type SyncState = {
  phase: SyncPhase
  waitKind: WaitKind
  /** Scans or acts in one push; halved while the server refuses the batch as a whole. */
  batchSize: number
  /** Consecutive rounds whose push, or pull, failed. */
  pushFailures: number
  pullFailures: number
  /** Consecutive rounds whose list ended without all its tickets. */
  shortLists: number
  /** Woken while busy: another round follows without a wait. */
  again: boolean
  /** The network came back during a call: that call is aborted, and its failure says nothing. */
  urgent: boolean
  /** The next push includes what was set aside. */
  retryAside: boolean
  /** Rounds since they were last tried. */
  roundsSinceRetry: number
  revoked: boolean
}

export type WakeCause = 'queued' | 'nudged' | 'online' | 'asked'

export type PushFailure = 'refused' | 'trouble'

export type SyncEvent =
  | { type: 'started' }
  | { type: 'stopped' }
  | { type: 'woken'; cause: WakeCause }
  | { type: 'timer' }
  /** `left`: more scans or acts are queued. */
  | { type: 'pushed'; left: boolean }
  /** `refused`: the server understood and rejected the batch. `trouble`: no answer, or none about the scans. */
  | { type: 'push_failed'; reason: PushFailure; ids: readonly string[] }
  /** `whole`: the list has everything that the server counts. */
  | { type: 'pulled'; more: boolean; whole: boolean; revoked: boolean }
  | { type: 'pull_failed' }
  | { type: 'wiped' }

export type SyncEffect =
  | { type: 'push'; limit: number; retryAside: boolean; actsFirst: boolean }
  /** Aborts the call in progress. */
  | { type: 'cut' }
  | { type: 'set_aside'; id: string }
  | { type: 'pull' }
  | { type: 'wait'; kind: WaitKind; failures: number }
  | { type: 'cancel_wait' }
  | { type: 'wipe' }

export type SyncStep = { state: SyncState; effects: SyncEffect[] }

export const MAX_BATCH = 200

/** A slow network may carry a few scans where two hundred are cut off every time. */
const SMALLEST_BATCH = 10

/** About ten minutes of polling. */
const RETRY_ASIDE_ROUNDS = 60

/** The server holds back tickets that are being written for moments, not minutes. */
const SOON_AGAIN_AT_MOST = 5

export const INITIAL_SYNC_STATE: SyncState = {
  phase: 'idle',
  waitKind: 'poll',
  batchSize: MAX_BATCH,
  pushFailures: 0,
  pullFailures: 0,
  shortLists: 0,
  again: false,
  urgent: false,
  retryAside: false,
  roundsSinceRetry: 0,
  revoked: false,
}

const stay = (state: SyncState): SyncStep => ({ state, effects: [] })

function push(state: SyncState): SyncStep {
  const { batchSize: limit, retryAside } = state
  const actsFirst = state.pushFailures % 2 === 1
  return {
    state: { ...state, phase: 'pushing', retryAside: false },
    effects: [{ type: 'push', limit, retryAside, actsFirst }],
  }
}

function pull(state: SyncState): SyncStep {
  return { state: { ...state, phase: 'pulling' }, effects: [{ type: 'pull' }] }
}

function wait(state: SyncState, kind: WaitKind): SyncStep {
  const failures = Math.max(state.pushFailures, state.pullFailures)
  return {
    state: { ...state, phase: 'waiting', waitKind: kind, again: false },
    effects: [{ type: 'wait', kind, failures }],
  }
}

function startRound(state: SyncState): SyncStep {
  const retryAside = state.retryAside || state.roundsSinceRetry >= RETRY_ASIDE_ROUNDS
  const roundsSinceRetry = retryAside ? 0 : state.roundsSinceRetry + 1
  const round = push({ ...state, again: false, urgent: false, retryAside, roundsSinceRetry })
  return { ...round, effects: [{ type: 'cancel_wait' }, ...round.effects] }
}

function startAfresh(state: SyncState): SyncStep {
  return startRound({ ...state, pushFailures: 0, pullFailures: 0, retryAside: true })
}

function endRound(state: SyncState): SyncStep {
  if (state.urgent) return startAfresh(state)
  if (state.pushFailures + state.pullFailures > 0) return wait(state, 'backoff')
  if (state.again) return startRound(state)
  const soonAgain = state.shortLists > 0 && state.shortLists <= SOON_AGAIN_AT_MOST
  return wait(state, soonAgain ? 'nudge' : 'poll')
}

function wake(state: SyncState, cause: WakeCause): SyncStep {
  switch (state.phase) {
    case 'idle':
    case 'wiping':
    case 'wiped':
      return stay(state)
    case 'pushing':
    case 'pulling':
      if (cause !== 'online') return stay({ ...state, again: true })
      return { state: { ...state, again: true, urgent: true }, effects: [{ type: 'cut' }] }
    case 'waiting':
      return wakeFromWait(state, cause)
  }
}

function wakeFromWait(state: SyncState, cause: WakeCause): SyncStep {
  switch (cause) {
    case 'online':
    case 'asked':
      return startAfresh(state)
    case 'queued':
      // In backoff the timer decides, or each new guest would hammer a server that is down.
      return state.waitKind === 'backoff' ? stay(state) : startRound(state)
    case 'nudged': {
      // The nudge has already marked the tickets; several nudges share one pull.
      if (state.waitKind !== 'poll') return stay(state)
      const waiting = wait(state, 'nudge')
      return { ...waiting, effects: [{ type: 'cancel_wait' }, ...waiting.effects] }
    }
  }
}

function afterPush(state: SyncState, left: boolean): SyncStep {
  const healthy = { ...state, pushFailures: 0, batchSize: Math.min(MAX_BATCH, state.batchSize * 2) }
  if (left) return push(healthy)
  if (state.revoked) return { state: { ...healthy, phase: 'wiping' }, effects: [{ type: 'wipe' }] }
  return pull(healthy)
}

function afterPushFailure(state: SyncState, reason: PushFailure, ids: readonly string[]): SyncStep {
  const [first] = ids
  if (reason === 'refused' && first !== undefined) {
    if (ids.length > 1) return push({ ...state, batchSize: Math.ceil(ids.length / 2) })
    // The engine answers `pushed` once what was refused is out of the way.
    return { state, effects: [{ type: 'set_aside', id: first }] }
  }
  if (state.urgent) return startAfresh(state)
  const batchSize = Math.min(state.batchSize, Math.max(SMALLEST_BATCH, state.batchSize >> 1))
  const failed = { ...state, pushFailures: state.pushFailures + 1, batchSize }
  return state.revoked ? wait(failed, 'backoff') : pull(failed)
}

/** Events that belong to another phase (a late answer after `stopped`) change nothing. */
export function stepSync(state: SyncState, event: SyncEvent): SyncStep {
  switch (event.type) {
    case 'stopped':
      return { state: { ...INITIAL_SYNC_STATE }, effects: [{ type: 'cancel_wait' }] }
    case 'woken':
      return wake(state, event.cause)
    default:
      return PHASE_OF[event.type] === state.phase ? advance(state, event) : stay(state)
  }
}

type PhaseEvent = Exclude<SyncEvent, { type: 'stopped' | 'woken' }>

/** The only phase in which each answer means something. */
const PHASE_OF: Record<PhaseEvent['type'], SyncPhase> = {
  started: 'idle',
  timer: 'waiting',
  pushed: 'pushing',
  push_failed: 'pushing',
  pulled: 'pulling',
  pull_failed: 'pulling',
  wiped: 'wiping',
}

function advance(state: SyncState, event: PhaseEvent): SyncStep {
  switch (event.type) {
    case 'started':
      return push({ ...state, retryAside: true })
    case 'timer':
      return startRound(state)
    case 'pushed':
      return afterPush(state, event.left)
    case 'push_failed':
      return afterPushFailure(state, event.reason, event.ids)
    case 'pulled':
      return afterPull(state, event)
    case 'pull_failed':
      return endRound({ ...state, pullFailures: state.pullFailures + 1 })
    case 'wiped':
      return stay({ ...state, phase: 'wiped' })
  }
}

function afterPull(
  state: SyncState,
  answer: { more: boolean; whole: boolean; revoked: boolean },
): SyncStep {
  const healthy = { ...state, pullFailures: 0 }
  if (answer.revoked) return push({ ...healthy, revoked: true, retryAside: true })
  if (answer.more) return pull(healthy)
  return endRound({ ...healthy, shortLists: answer.whole ? 0 : state.shortLists + 1 })
}
