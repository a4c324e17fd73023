// What can go wrong when the shop talks to its API, as data that pages can explain.

/** `refused`: the API said no, with a registered code. The others never reached it or can't be understood. */
export type Problem =
  | {
      kind: 'refused'
      status: number
      code: string
      /** A sentence for people, in the language that was asked for. */
      message: string
      fields: readonly FieldProblem[]
      detail: unknown
      retryAfterSeconds: number | null
    }
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | { kind: 'unreadable'; status: number }

export type FieldProblem = { field: string; code: string; message: string }

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** Carries a problem through code that can only throw (TanStack Query). */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind === 'refused' ? problem.code : problem.kind)
    this.problem = problem
  }
}

export function valueOrThrow<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new ProblemError(answer.problem)
}

export const problemOf = (error: unknown): Problem =>
  error instanceof ProblemError ? error.problem : { kind: 'unreadable', status: 0 }

export const isRefusal = (problem: Problem, ...codes: string[]): boolean =>
  problem.kind === 'refused' && codes.includes(problem.code)

/** Worth asking again by itself: the network, or a server that stumbled. */
export const mayHeal = (problem: Problem): boolean =>
  problem.kind !== 'refused' || problem.status >= 500 || problem.status === 429
