// A stand-in for Stripe that the real SDK can't tell from it: API, hosted pay page, signed webhooks.
import { randomBytes as systemRandomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { ApiParts } from './api-request.ts'
import { settleBalance } from './balance.ts'
import { addDeliveryControls } from './control-deliveries.ts'
import { addControlRoutes } from './control-routes.ts'
import { createWebhookDeliverer, type Fetch, type WebhookEndpoint } from './deliver-webhooks.ts'
import { addPayPage } from './pay-page.ts'
import { expireDueSessions } from './pay-session.ts'
import { addPaymentRoutes } from './payment-routes.ts'
import { requireKey } from './require-key.ts'
import { addSessionRoutes } from './session-routes.ts'
import { type SimulatorClock, systemClock } from './simulator-clock.ts'
import { nowSeconds, type PreviousAttributes, type SimulatorContext } from './simulator-context.ts'
import { createFaults, type Faults } from './simulator-faults.ts'
import { KIND_OF_PREFIX, type StoredEvent } from './simulator-state.ts'
import { openStateStore, type StateStore } from './state-store.ts'
import { StripeError } from './stripe-error.ts'
import { createNewId } from './stripe-ids.ts'

const API_VERSION = '2026-10-28.endive'

export type StripeSimulatorOptions = {
  /** The one secret key that is accepted, `sk_test_…`. */
  readonly secretKey: string
  /** Where events are sent. Without it they wait until `setWebhook`. */
  readonly webhook?: WebhookEndpoint
  /** A JSON-lines file that survives restarts; without it the state is in memory only. */
  readonly stateFile?: string
  /** Origin of the pay page in session urls; without it, the origin of each API request. */
  readonly publicUrl?: string
  readonly clock?: SimulatorClock
  readonly randomBytes?: (count: number) => Uint8Array
  readonly fetch?: Fetch
  /** Delays (ms) after failed deliveries; the last one repeats. */
  readonly retryDelaysMs?: readonly number[]
}

export type StripeSimulator = {
  readonly app: Hono
  readonly setWebhook: (endpoint: WebhookEndpoint) => void
  /** Stops timers and deliveries in flight, and saves. Undelivered events are sent after the next start. */
  readonly close: () => Promise<void>
}

/** Throws when the state file is damaged. */
export function createStripeSimulator(options: StripeSimulatorOptions): StripeSimulator {
  const clock = options.clock ?? systemClock
  const randomBytes = options.randomBytes ?? systemRandomBytes
  const newId = createNewId(randomBytes)
  const faults = createFaults(randomBytes)
  const store = openStateStore(options.stateFile)
  let webhook = options.webhook ?? null
  const deliverer = createWebhookDeliverer({
    clock,
    newId,
    store,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    endpoint: () => webhook,
    delaysOf: faults.delaysOfDelivery,
    retryDelaysMs: options.retryDelaysMs ?? [500, 1000, 2000, 5000, 15_000, 60_000, 300_000],
  })
  const context: SimulatorContext = {
    clock,
    newId,
    state: store.state,
    touch: store.touch,
    publish: (type, object, previous) => {
      touchObject(context, object.id)
      const event = buildEvent(context, type, object, previous)
      store.state.events[event.id] = event
      store.touch('events', event.id)
      deliverer.enqueue(event)
    },
    request: null,
  }
  const expiry = watchExpiry(context, store)
  const parts: ApiParts = {
    context,
    save: async () => {
      expiry.watch()
      await store.save()
    },
    firstRefundStatus: faults.firstRefundStatus,
    payUrl: (c, id) => `${options.publicUrl ?? originOf(c)}/pay/${id}`,
  }
  const app = createApp(parts, options.secretKey, faults)
  const control = { ...parts, deliverer, faults }
  addControlRoutes(app, control)
  addDeliveryControls(app, control)
  return {
    app,
    setWebhook: (endpoint) => {
      webhook = endpoint
      deliverer.resume()
    },
    close: async () => {
      expiry.stop()
      await deliverer.close()
    },
  }
}

function touchObject({ touch }: SimulatorContext, id: string): void {
  const kind = KIND_OF_PREFIX[id.slice(0, id.indexOf('_'))]
  if (kind !== undefined) touch(kind, id)
}

const buildEvent = (
  context: SimulatorContext,
  type: string,
  object: object,
  previous: PreviousAttributes | undefined,
): StoredEvent => ({
  id: context.newId('evt'),
  object: 'event',
  api_version: API_VERSION,
  created: nowSeconds(context),
  data: {
    object: structuredClone(object) as Record<string, unknown>,
    ...(previous === undefined ? {} : { previous_attributes: previous }),
  },
  livemode: false,
  pending_webhooks: 1,
  request: context.request ?? { id: null, idempotency_key: null },
  type,
})

function createApp(parts: ApiParts, secretKey: string, faults: Faults): Hono {
  const { newId } = parts.context
  const app = new Hono()
  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json({ error: error.body }, error.status)
    console.error('Stripe simulator:', error)
    return c.json({ error: { type: 'api_error', message: 'The simulator failed.' } }, 500)
  })
  app.use('/v1/*', async (c, next) => {
    c.header('request-id', newId('req'))
    c.header('stripe-version', API_VERSION)
    await next()
  })
  app.use('/v1/*', requireKey(secretKey))
  app.use('/v1/*', faults.middleware)
  // A session expires on time, even if the timer is late; money settles after its days.
  app.use('*', async (_c, next) => {
    expireDueSessions(parts.context)
    settleBalance(parts.context)
    await next()
  })
  addSessionRoutes(app, parts)
  addPaymentRoutes(app, parts)
  addPayPage(app, parts)
  app.all('/v1/*', (c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`
    throw new StripeError(404, { type: 'invalid_request_error', message })
  })
  return app
}

/** One timer, for the session that expires next. */
function watchExpiry(context: SimulatorContext, store: StateStore) {
  let cancel = () => {}
  const watch = () => {
    cancel()
    const nextMs = expireDueSessions(context)
    if (nextMs === null) return
    cancel = context.clock.after(nextMs - context.clock.nowMs(), () => {
      watch()
      store.save().catch((error: unknown) => console.error('Stripe simulator:', error))
    })
  }
  watch()
  return { watch, stop: () => cancel() }
}

const originOf = (c: Context): string => new URL(c.req.url).origin
