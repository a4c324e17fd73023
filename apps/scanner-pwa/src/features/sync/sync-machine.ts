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

import {
  INITIAL_SYNC_STATE,
  MAX_BATCH,
  type PushFailure,
  type SyncEffect,
  type SyncEvent,
  type SyncPhase,
  type SyncState,
  type WaitKind,
  type WakeCause,
} from './sync-state.ts'

export type SyncStep = { state: SyncState; effects: SyncEffect[] }

/** A slow network may carry a few scans where two hundred are cut off every time. */
const SMALLEST_BATCH = 10

/** About ten minutes of polling. */
const RETRY_ASIDE_ROUNDS = 60

/** The server holds back tickets that are being written for moments, not minutes. */
const SOON_AGAIN_AT_MOST = 5

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
  return { state: { ...state, phase: 'pulling', onlyPush: false }, effects: [{ type: 'pull' }] }
}

function wait(state: SyncState, kind: WaitKind): SyncStep {
  const failures = Math.max(state.pushFailures, state.pullFailures)
  return {
    state: { ...state, phase: 'waiting', waitKind: kind, again: false },
    effects: [{ type: 'wait', kind, failures }],
  }
}

/** For a guest who was just scanned: nothing but the push, so that the next one finds this phone at rest. */
const startPush = (state: SyncState): SyncStep => startRound({ ...state, onlyPush: true })

function startRound(state: SyncState): SyncStep {
  const retryAside = state.retryAside || state.roundsSinceRetry >= RETRY_ASIDE_ROUNDS
  const roundsSinceRetry = retryAside ? 0 : state.roundsSinceRetry + 1
  const round = push({ ...state, again: false, urgent: false, retryAside, roundsSinceRetry })
  return { ...round, effects: [{ type: 'cancel_wait' }, ...round.effects] }
}

function startAfresh(state: SyncState): SyncStep {
  const healthy = { pushFailures: 0, pullFailures: 0, onlyPush: false }
  return startRound({ ...state, ...healthy, retryAside: true })
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
      if (cause === 'asked') return stay({ ...state, again: true, onlyPush: false })
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
      return state.waitKind === 'backoff' ? stay(state) : startPush(state)
    case 'nudged': {
      // The nudge has already marked the tickets; several nudges share one pull.
      if (state.waitKind !== 'poll') return stay(state)
      const waiting = wait(state, 'nudge')
      return { ...waiting, effects: [{ type: 'cancel_wait' }, ...waiting.effects] }
    }
  }
}

/** After a round that only sent: the next one pulls, after the pause that several nudges share. */
function rest(state: SyncState): SyncStep {
  const rested = { ...state, onlyPush: false }
  if (state.urgent) return startAfresh(rested)
  return state.again ? startPush(rested) : wait(rested, 'nudge')
}

function afterPush(state: SyncState, left: boolean, pullDue: boolean): SyncStep {
  const healthy = { ...state, pushFailures: 0, batchSize: Math.min(MAX_BATCH, state.batchSize * 2) }
  if (state.revoked && left) return push(healthy)
  if (state.revoked) return { state: { ...healthy, phase: 'wiping' }, effects: [{ type: 'wipe' }] }
  if (pullDue) return pull({ ...healthy, again: state.again || left })
  if (left) return push(healthy)
  return state.onlyPush ? rest(healthy) : pull(healthy)
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
      return afterPush(state, event.left, event.pullDue ?? false)
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
