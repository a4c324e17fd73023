// How near the house is to its legal limit, and what that means: pure.

export type Limit = {
  /** `near` from 90 % on, `full` when nobody more may come in. */
  state: 'open' | 'near' | 'full'
  /** People inside as part of the limit, 0 to 1 and more. */
  share: number
  /** Below zero: so many more than may be. */
  free: number
}

export const NEAR_SHARE = 0.9

/** Null where the night has no limit. */
export function limitOf(peopleInside: number, capacity: number): Limit | null {
  if (capacity <= 0) return null
  const share = peopleInside / capacity
  const state = share >= 1 ? 'full' : share >= NEAR_SHARE ? 'near' : 'open'
  return { state, share, free: capacity - peopleInside }
}
