// Carries a failure through code that can only throw (TanStack Query).
import type { Answer, Failure } from '@maguey/wire/failure'

export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.kind === 'refused' ? failure.code : failure.kind)
    this.failure = failure
  }
}

export function valueOrThrow<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new FailureError(answer.failure)
}

export const failureOf = (error: unknown): Failure =>
  error instanceof FailureError ? error.failure : { kind: 'malformed', status: 0, paths: [] }
