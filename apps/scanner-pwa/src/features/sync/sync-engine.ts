// Runs the sync machine: carries out its effects one at a time and feeds the results back.
import { createNudgeListener, type NudgeListener } from './nudge-listener.ts'
import { createPageAsker } from './page-asker.ts'
import { createPageSize } from './page-size.ts'
import { pullPage, pushBatch, type SyncDeps, type SyncReport, setAside } from './sync-actions.ts'
import { stepSync } from './sync-machine.ts'
import {
  INITIAL_SYNC_STATE,
  type SyncEffect,
  type SyncEvent,
  type WakeCause,
} from './sync-state.ts'
import { waitLengthMs } from './wait-length.ts'

export type SyncEngine = {
  start: () => void
  stop: () => void
  wake: (cause: WakeCause) => void
}

/** As often as a phone without guests pulls. */
const PULL_DUE_MS = 10_000

const PUSH_TROUBLE: SyncEvent = { type: 'push_failed', reason: 'trouble', ids: [] }

export function createSyncEngine(deps: SyncDeps): SyncEngine {
  const loop = new SyncLoop(deps)
  return {
    start: () => loop.dispatch({ type: 'started' }),
    stop: () => loop.stop(),
    wake: (cause) => loop.wake(cause),
  }
}

class SyncLoop {
  readonly #deps: SyncDeps
  readonly #nudges: NudgeListener
  readonly #pageSize = createPageSize()
  readonly #pages
  /**
   * By the monotonic clock, whether or not it succeeded: a pull that fails must not hold up what is to be sent. Before the
   * first one, when the loop was made.
   */
  #lastPullMs
  #state = INITIAL_SYNC_STATE
  #cancelWait = () => {}
  #underWay = new AbortController()
  #answered = true
  /** Lets answers requested before the last stop be dropped. */
  #generation = 0

  constructor(deps: SyncDeps) {
    this.#deps = { ...deps, onReport: (report) => this.#hear(report, deps) }
    this.#pages = createPageAsker(deps.network, deps.clock)
    this.#lastPullMs = deps.clock.monotonicMs()
    this.#nudges = createNudgeListener(deps, () =>
      this.dispatch({ type: 'woken', cause: 'nudged' }),
    )
  }

  wake(cause: WakeCause): void {
    if (cause === 'online' || cause === 'asked') this.#nudges.check()
    this.dispatch({ type: 'woken', cause })
  }

  stop(): void {
    this.#generation += 1
    this.#cut()
    this.#nudges.stop()
    this.dispatch({ type: 'stopped' })
  }

  dispatch(event: SyncEvent): void {
    const before = this.#state.phase
    const step = stepSync(this.#state, event)
    this.#state = step.state
    // A revoked phone gets no more messages: it only sends what it still has.
    if (step.state.revoked) this.#nudges.stop()
    const { phase } = step.state
    if (phase !== before) this.#deps.onReport?.({ type: 'phase', phase })
    for (const effect of step.effects) this.#run(effect)
  }

  #run(effect: SyncEffect): void {
    const deps = this.#deps
    switch (effect.type) {
      case 'push':
        this.#settleInto(pushBatch(deps, { ...effect, signal: this.#newSignal() }), PUSH_TROUBLE)
        break
      case 'cut':
        this.#cut()
        break
      case 'set_aside':
        this.#settleInto(setAside(deps, effect.id), PUSH_TROUBLE)
        break
      case 'pull':
        this.#settleInto(this.#pull(), { type: 'pull_failed' })
        break
      case 'wait':
        this.#wait(waitLengthMs(effect.kind, effect.failures, deps.random()))
        break
      case 'cancel_wait':
        this.#cancelWait()
        break
      case 'wipe':
        // A failed wipe is retried at the next start: the mark of revocation is kept.
        this.#settleInto(this.#wipe(), { type: 'stopped' })
        break
    }
  }

  async #pull(): Promise<SyncEvent> {
    const onPulled = (eventId: string) => this.#nudges.listenTo(eventId)
    const [pages, pageSize, signal] = [this.#pages, this.#pageSize, this.#newSignal()]
    try {
      return await pullPage(this.#deps, { pages, pageSize, signal, onPulled })
    } catch (error) {
      // What was asked for meanwhile would be old by the next try.
      pages.forget()
      throw error
    } finally {
      this.#lastPullMs = this.#deps.clock.monotonicMs()
    }
  }

  /** Whether the phone has not heard for a while what others did. */
  #isPullDue(): boolean {
    return this.#deps.clock.monotonicMs() - this.#lastPullMs >= PULL_DUE_MS
  }

  #cut(): void {
    this.#underWay.abort()
    this.#pages.forget()
  }

  #wait(ms: number): void {
    this.#cancelWait = this.#deps.clock.after(ms, () => this.dispatch({ type: 'timer' }))
  }

  async #wipe(): Promise<SyncEvent> {
    await this.#deps.store.wipe()
    return { type: 'wiped' }
  }

  #newSignal(): AbortSignal {
    this.#underWay = new AbortController()
    return this.#underWay.signal
  }

  /** A failing store is trouble like any other: the loop goes on and tries again. */
  #settleInto(work: Promise<SyncEvent>, onError: SyncEvent): void {
    const asked = this.#generation
    const answer = (event: SyncEvent) => {
      if (asked !== this.#generation) return
      const isPush = event.type === 'pushed'
      this.dispatch(isPush ? { ...event, pullDue: this.#isPullDue() } : event)
    }
    work.then(answer, () => answer(onError))
  }

  /** When the server answers again, its sockets may be dead, and a phone isn't told when that happens. */
  #hear(report: SyncReport, { onReport }: SyncDeps): void {
    if (report.type === 'contact') {
      if (!this.#answered && report.trouble === null) this.#nudges.check()
      this.#answered = report.trouble !== 'no_answer'
    }
    onReport?.(report)
  }
}
