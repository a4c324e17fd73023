// When a page that failed asks again: at once where the network is missing, ever more seldom where the server has too much to do.
import { type Failure, isNoAnswer, mayHeal } from '@maguey/wire/failure'

/** A page without a network is whole again within three seconds of its return, whatever the browser noticed of it. */
const WITHOUT_NETWORK_MS = 1_500
const FIRST_MS = 4_000
const LONGEST_MS = 60_000

/**
 * @param failures in a row, this one included
 * @param chance from 0 to 1, so that pages that failed together don't ask together
 * @returns false for a refusal, which stays one
 */
export function askAgainAfterMs(
  failure: Failure,
  failures: number,
  chance: number,
): number | false {
  if (!mayHeal(failure)) return false
  if (isNoAnswer(failure)) return WITHOUT_NETWORK_MS
  const asked = 'retryAfterSeconds' in failure ? (failure.retryAfterSeconds ?? 0) : 0
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.round(Math.max(asked * 1000, longest / 2) + (chance * longest) / 2)
}
