// Bearer authentication, with Stripe's own error messages. Keys are compared in constant time.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { StripeError } from './stripe-error.ts'

export function requireKey(secretKey: string): MiddlewareHandler {
  const expected = digest(secretKey)
  return async (c, next) => {
    const given = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined) {
      throw unauthorized(
        'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
      )
    }
    if (!timingSafeEqual(digest(given), expected)) throw unauthorized('Invalid API Key provided.')
    await next()
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const unauthorized = (message: string): StripeError =>
  new StripeError(401, { type: 'invalid_request_error', message })
