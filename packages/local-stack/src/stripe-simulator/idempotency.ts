// Idempotency-Key as Stripe keeps it: https://docs.stripe.com/api/idempotent_requests

import type { SimulatorContext } from './simulator-context.ts'
import type { IdempotentResponse, SimulatorState } from './simulator-state.ts'
import { invalidRequest, StripeError } from './stripe-error.ts'

const KEPT_MS = 24 * 3_600_000

export type IdempotentRequest = {
  readonly key: string
  readonly endpoint: string
  /** The parameters in one order: see `canonicalForm`. */
  readonly parameters: string
}

/**
 * The stored answer of an earlier request with this key, if there is one. Throws Stripe's
 * `idempotency_error` when the key was used with other parameters or on another endpoint.
 */
export function replayedResponse(
  state: SimulatorState,
  request: IdempotentRequest,
  nowMs: number,
): IdempotentResponse | undefined {
  if (request.key.length > 255) {
    throw invalidRequest('Idempotency keys may be at most 255 characters long.')
  }
  const kept = state.idempotency[request.key]
  if (kept === undefined || kept.createdMs + KEPT_MS <= nowMs) return undefined
  if (kept.endpoint !== request.endpoint) throw misused(request.key, `endpoint (${kept.endpoint})`)
  if (kept.parameters !== request.parameters) throw misused(request.key, 'parameters')
  return kept
}

/** Keeps answers of requests that began to execute, refusals included; an invalid parameter can be fixed and resent. */
export function keepResponse(
  { clock, state, touch }: SimulatorContext,
  request: IdempotentRequest,
  answer: { readonly status: number; readonly body: unknown },
): void {
  const nowMs = clock.nowMs()
  const forget = (key: string) => {
    delete state.idempotency[key]
    touch('idempotency', key)
  }
  for (const [key, kept] of Object.entries(state.idempotency)) {
    if (kept.createdMs + KEPT_MS > nowMs) break // kept in order of age
    forget(key)
  }
  forget(request.key)
  state.idempotency[request.key] = {
    endpoint: request.endpoint,
    parameters: request.parameters,
    ...answer,
    createdMs: nowMs,
  }
}

const misused = (key: string, what: string): StripeError =>
  new StripeError(400, {
    type: 'idempotency_error',
    message:
      `Keys for idempotent requests can only be used with the same ${what} they were first used ` +
      `with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
