// The Stripe-Signature header: https://docs.stripe.com/webhooks#verify-manually
import { createHmac } from 'node:crypto'

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "t.payload">`; receivers reject it when `t` is over 5 minutes old. */
export function signPayload(payload: string, secret: string, timestampSeconds: number): string {
  const signature = createHmac('sha256', secret)
    .update(`${timestampSeconds}.${payload}`, 'utf8')
    .digest('hex')
  return `t=${timestampSeconds},v1=${signature}`
}
