// Runs the sync machine: carries out its effects one at a time and feeds the results back.
import { createNudgeListener } from './nudge-listener.ts'
import { pullPage, pushBatch, type SyncDeps, setAsideScan } from './sync-actions.ts'
import {
  INITIAL_SYNC_STATE,
  type SyncEffect,
  type SyncEvent,
  stepSync,
  type WakeCause,
} from './sync-machine.ts'
import { waitLengthMs } from './wait-length.ts'

export type SyncEngine = {
  start: () => void
  stop: () => void
  wake: (cause: WakeCause) => void
}

const PUSH_TROUBLE: SyncEvent = { type: 'push_failed', reason: 'trouble', scanIds: [] }

export function createSyncEngine(deps: SyncDeps): SyncEngine {
  const { clock, store } = deps
  let state = INITIAL_SYNC_STATE
  let cancelWait = () => {}
  /** Answers that were asked for before the last stop are dropped. */
  let generation = 0

  const nudges = createNudgeListener(deps, () => dispatch({ type: 'woken', cause: 'nudged' }))

  function dispatch(event: SyncEvent): void {
    const before = state.phase
    const step = stepSync(state, event)
    state = step.state
    if (state.phase !== before) deps.onReport?.({ type: 'phase', phase: state.phase })
    for (const effect of step.effects) run(effect)
  }

  function run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'push':
        settleInto(pushBatch(deps, effect.limit), PUSH_TROUBLE)
        break
      case 'set_aside':
        settleInto(setAsideScan(deps, effect.scanId), PUSH_TROUBLE)
        break
      case 'pull':
        settleInto(pullPage(deps, nudges.listenTo), { type: 'pull_failed' })
        break
      case 'wait':
        cancelWait = clock.after(waitLengthMs(effect.kind, effect.failures, deps.random()), () =>
          dispatch({ type: 'timer' }),
        )
        break
      case 'cancel_wait':
        cancelWait()
        break
      case 'wipe':
        // A wipe that fails is tried again by the next start: the mark of revocation is kept.
        settleInto(wipe(), { type: 'stopped' })
        break
    }
  }

  /** A store that fails is trouble like any other: the loop goes on and tries again. */
  function settleInto(work: Promise<SyncEvent>, onError: SyncEvent): void {
    const asked = generation
    const answer = (event: SyncEvent) => {
      if (asked === generation) dispatch(event)
    }
    work.then(answer, () => answer(onError))
  }

  async function wipe(): Promise<SyncEvent> {
    nudges.stop()
    await store.wipe()
    return { type: 'wiped' }
  }

  return {
    start: () => dispatch({ type: 'started' }),
    stop: () => {
      generation += 1
      nudges.stop()
      dispatch({ type: 'stopped' })
    },
    wake: (cause) => dispatch({ type: 'woken', cause }),
  }
}
