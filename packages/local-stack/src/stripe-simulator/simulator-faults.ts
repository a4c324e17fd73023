// Faults injected through the control routes: an API that fails, webhooks that come late, twice or never.
import type { MiddlewareHandler } from 'hono'
import * as v from 'valibot'
import type { FirstStatus } from './refund-payment.ts'
import { StripeError } from './stripe-error.ts'

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const milliseconds = v.pipe(v.number(), v.minValue(0))

const settingsSchema = v.strictObject({
  /**
   * - `down`: 503, and the request is not executed
   * - `silent`: the request is executed, and the connection breaks before the answer
   */
  api: v.picklist(['up', 'down', 'silent']),
  /** The delay before each answer of the API. */
  api_delay_ms: milliseconds,
  /** Whether refunds begin as `pending`, to be ended by `/_control/refunds/:id/…`. */
  refunds: v.picklist(['succeeded', 'pending']),
  /** The fraction of events that are never delivered, and that are delivered twice. */
  deliveries_dropped: share,
  deliveries_doubled: share,
  /** Each delivery waits a random time up to this, so events can also overtake one another. */
  delivery_delay_ms: milliseconds,
})

/** Every field is optional; an absent one stays as it is. */
export const faultsSchema = v.partial(settingsSchema)

export type FaultSettings = v.InferOutput<typeof settingsSchema>

export type Faults = {
  readonly settings: FaultSettings
  readonly change: (settings: v.InferOutput<typeof faultsSchema>) => void
  readonly middleware: MiddlewareHandler
  readonly firstRefundStatus: () => FirstStatus
  readonly delaysOfDelivery: () => readonly number[]
}

const NONE: FaultSettings = {
  api: 'up',
  api_delay_ms: 0,
  refunds: 'succeeded',
  deliveries_dropped: 0,
  deliveries_doubled: 0,
  delivery_delay_ms: 0,
}

export function createFaults(randomBytes: (count: number) => Uint8Array): Faults {
  const settings: FaultSettings = { ...NONE }
  /** At least 0, below 1. */
  const random = () => {
    const [a = 0, b = 0, c = 0] = randomBytes(3)
    return ((a << 16) | (b << 8) | c) / 2 ** 24
  }
  const delay = () => Math.floor(random() * settings.delivery_delay_ms)
  return {
    settings,
    change: (wanted) => Object.assign(settings, wanted),
    firstRefundStatus: () => settings.refunds,
    delaysOfDelivery: () => {
      if (settings.deliveries_dropped > random()) return []
      return settings.deliveries_doubled > random() ? [delay(), delay()] : [delay()]
    },
    middleware: async (c, next) => {
      if (settings.api_delay_ms > 0) {
        await new Promise((resolve) => setTimeout(resolve, settings.api_delay_ms))
      }
      if (settings.api === 'down') {
        throw new StripeError(503, { type: 'api_error', message: 'Stripe is not available.' })
      }
      await next()
      if (settings.api === 'silent') c.res = brokenAnswer()
    },
  }
}

/** The server sends the head, and the connection breaks instead of the body. */
function brokenAnswer(): Response {
  const body = new ReadableStream({ start: (stream) => stream.error(new Error('silent')) })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
