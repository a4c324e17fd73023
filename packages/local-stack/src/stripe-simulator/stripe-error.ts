// Refusals as Stripe words them: https://docs.stripe.com/api/errors

export type StripeErrorBody = {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
}

/** Thrown by the simulator's handlers and answered by its one error handler. */
export class StripeError extends Error {
  readonly status: 400 | 401 | 404 | 409
  readonly body: StripeErrorBody

  constructor(status: 400 | 401 | 404 | 409, body: StripeErrorBody) {
    super(body.message)
    this.name = 'StripeError'
    this.status = status
    this.body = body
  }
}

export const invalidRequest = (message: string, param?: string, code?: string): StripeError =>
  new StripeError(400, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  })

/** `kind` as Stripe names it in the sentence: "No such payment_intent: 'pi_…'". */
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
