// Whether a failed request for the mail is known to have sent none.
import type { Failure } from '@maguey/wire/failure'

/** Whoever gets no answer, or one that can't be read, doesn't know what was done. */
export const surelyUnsent = (problem: Failure): boolean =>
  problem.kind === 'busy' || (problem.kind === 'refused' && problem.status < 500)
