// Errors as Stripe words them: https://docs.stripe.com/api/errors

export type StripeErrorBody = {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
}

/** Thrown by the simulator's handlers and answered by its one error handler. */
export class StripeError extends Error {
  readonly status: 400 | 401 | 404 | 409 | 503
  readonly body: StripeErrorBody
  /** The request had begun to execute: its idempotency key is used, and a repeat gets this answer again. */
  readonly executed: boolean

  constructor(status: StripeError['status'], body: StripeErrorBody, executed = false) {
    super(body.message)
    this.name = 'StripeError'
    this.status = status
    this.body = body
    this.executed = executed
  }
}

export const invalidRequest = (message: string, param?: string, code?: string): StripeError =>
  new StripeError(400, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  })

/** For well-formed requests that the current state doesn't allow. */
export const refusedByState = (message: string, param?: string, code?: string): StripeError =>
  new StripeError(400, invalidRequest(message, param, code).body, true)

/** `kind` as Stripe names it in the message: "No such payment_intent: 'pi_…'". */
export const noSuch = (
  kind: string,
  id: string,
  param: string,
  status: 400 | 404 = 404,
): StripeError =>
  new StripeError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  })
