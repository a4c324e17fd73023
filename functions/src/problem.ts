// What can go wrong and is expected: a code of the error register, never an exception.
import type { ErrorCode } from '@maguey/ticket-core/error-code'

export type FieldProblem = { field: string; code: ErrorCode }

export type Problem = {
  code: ErrorCode
  /** Facts that the page needs to explain the refusal, e.g. `{available: 3}`. Never personal data. */
  detail?: unknown
  fields?: readonly FieldProblem[]
  retryAfterSeconds?: number
}

export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem }

export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

export function failure(
  code: ErrorCode,
  more: Omit<Problem, 'code'> = {},
): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, ...more } }
}
