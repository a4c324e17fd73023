// What every part of the simulator is given: time, ids, state, and a way to publish an event.
import type { SimulatorClock } from './simulator-clock.ts'
import type { Kind, SimulatorState, StoredEvent } from './simulator-state.ts'
import type { NewId } from './stripe-ids.ts'

/** The values that a change replaced, as in an event's `data.previous_attributes`. */
export type PreviousAttributes = Record<string, unknown>

export type SimulatorContext = {
  readonly clock: SimulatorClock
  readonly newId: NewId
  readonly state: SimulatorState
  /** Marks a record as created or changed, so that the next save writes it. */
  readonly touch: (kind: Kind, id: string) => void
  /** Records an event with a copy of `object` as it is now, and queues its delivery. */
  readonly publish: (
    type: string,
    object: { readonly id: string },
    previous?: PreviousAttributes,
  ) => void
  /** The API request that is being answered; null while a customer, a bank or time itself is acting. */
  request: StoredEvent['request'] | null
}

/** Stripe counts in whole seconds. */
export const nowSeconds = (context: SimulatorContext): number =>
  Math.floor(context.clock.nowMs() / 1000)

/** Changes an object and returns its previous values, for the event about it. */
export function change<T extends object>(object: T, values: Partial<T>): PreviousAttributes {
  const previous: PreviousAttributes = {}
  for (const key of Object.keys(values) as (keyof T & string)[]) {
    previous[key] = structuredClone(object[key]) ?? null
  }
  Object.assign(object, values)
  return previous
}
