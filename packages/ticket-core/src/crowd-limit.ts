// How close the house is to its legal limit, and what that means: pure.

export type Limit = {
  /** `near` from 90 % on, `full` when nobody else may come in. */
  state: 'open' | 'near' | 'full'
  /** People inside as a fraction of the limit; above 1 if there are too many. */
  share: number
  /** Negative if there are too many people inside. */
  free: number
}

export const NEAR_SHARE = 0.9

/** Null if the night has no limit. */
export function limitOf(peopleInside: number, capacity: number): Limit | null {
  if (capacity <= 0) return null
  const share = peopleInside / capacity
  const state = share >= 1 ? 'full' : share >= NEAR_SHARE ? 'near' : 'open'
  return { state, share, free: capacity - peopleInside }
}
