// What every part of the simulator is given: time, ids, state, and a way to publish an event.
import type { SimulatorClock } from './simulator-clock.ts'
import type { SimulatorState } from './simulator-state.ts'
import type { NewId } from './stripe-ids.ts'

export type SimulatorContext = {
  readonly clock: SimulatorClock
  readonly newId: NewId
  readonly state: SimulatorState
  /** Records an event with a copy of `object` as it is now, and queues its delivery. */
  readonly publish: (type: string, object: { readonly id: string }) => void
}

/** Stripe counts in whole seconds. */
export const nowSeconds = (context: SimulatorContext): number =>
  Math.floor(context.clock.nowMs() / 1000)
