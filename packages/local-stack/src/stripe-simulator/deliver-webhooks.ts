/**
 * Sends events to the webhook endpoint until it answers 2xx.
 *
 *   pending ──2xx──▶ delivered
 *      │ ▲
 *      │ └─ anything else: retried after the next delay, with the same event and a fresh signature
 *      └──▶ failed, after three days
 *
 * One request at a time, oldest due first, so events arrive in order unless one has to be retried,
 * and a failing event doesn't hold up those behind it.
 */
import type { SimulatorClock } from './simulator-clock.ts'
import type { Delivery, DeliveryAttempt, StoredEvent } from './simulator-state.ts'
import type { StateStore } from './state-store.ts'
import type { NewId } from './stripe-ids.ts'
import { signPayload } from './webhook-signature.ts'

export type WebhookEndpoint = { readonly url: string; readonly secret: string }

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export type WebhookDeliverer = {
  /** Queues one more delivery of an event. Nothing is sent before the caller's turn ends. */
  readonly enqueue: (event: StoredEvent) => void
  readonly pause: () => void
  readonly resume: () => void
  /** Tries everything that is pending once, now, even while paused. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

type DelivererParts = {
  readonly clock: SimulatorClock
  readonly newId: NewId
  readonly store: StateStore
  readonly fetch: Fetch
  readonly endpoint: () => WebhookEndpoint | null
  /** Delays after the 1st, 2nd … failure; the last one repeats. */
  readonly retryDelaysMs: readonly number[]
  /** One delay per copy of the next event to deliver: `[0]` when the network is healthy. */
  readonly delaysOf: () => readonly number[]
}

const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000
const ANSWER_WITHIN_MS = 20_000

export function createWebhookDeliverer(parts: DelivererParts): WebhookDeliverer {
  const { clock, store } = parts
  const leaving = new AbortController()
  let paused = false
  let working: Promise<void> | null = null
  let cancelTimer = () => {}

  const waiting = new Set(
    Object.values(store.state.deliveries).filter((delivery) => delivery.state === 'pending'),
  )
  const pending = () => [...waiting].sort((a, b) => a.nextAttemptAtMs - b.nextAttemptAtMs)
  const attempt = async (delivery: Delivery) => {
    await attemptDelivery(parts, delivery, leaving.signal)
    if (delivery.state !== 'pending') waiting.delete(delivery)
  }
  const drain = async () => {
    while (!paused && !leaving.signal.aborted && parts.endpoint() !== null) {
      const delivery = pending()[0]
      if (delivery === undefined || delivery.nextAttemptAtMs > clock.nowMs()) return
      await attempt(delivery)
    }
  }
  const wake = () => {
    cancelTimer()
    if (paused || leaving.signal.aborted || working !== null) return
    const next = pending()[0]
    if (next !== undefined) cancelTimer = clock.after(next.nextAttemptAtMs - clock.nowMs(), run)
  }
  const run = () => {
    working ??= drain()
      .catch((error: unknown) => console.error('Stripe simulator: delivery stopped.', error))
      .finally(() => {
        working = null
        if (parts.endpoint() !== null) wake()
      })
  }

  wake()
  return {
    enqueue: (event) => {
      for (const delayMs of parts.delaysOf()) waiting.add(buildDelivery(parts, event, delayMs))
      wake()
    },
    pause: () => {
      paused = true
      cancelTimer()
    },
    resume: () => {
      paused = false
      wake()
    },
    flush: async () => {
      await working
      for (const delivery of pending()) {
        if (!leaving.signal.aborted) await attempt(delivery)
      }
      wake()
    },
    close: async () => {
      leaving.abort()
      cancelTimer()
      await working
      await store.save()
    },
  }
}

function buildDelivery(
  { clock, newId, store }: DelivererParts,
  event: StoredEvent,
  delayMs: number,
): Delivery {
  const delivery: Delivery = {
    id: newId('whd'),
    eventId: event.id,
    type: event.type,
    objectId: String(event.data.object.id),
    state: 'pending',
    nextAttemptAtMs: clock.nowMs() + delayMs,
    attempts: [],
  }
  store.state.deliveries[delivery.id] = delivery
  store.touch('deliveries', delivery.id)
  return delivery
}

async function attemptDelivery(
  parts: DelivererParts,
  delivery: Delivery,
  leaving: AbortSignal,
): Promise<void> {
  const endpoint = parts.endpoint()
  const event = parts.store.state.events[delivery.eventId]
  if (endpoint === null || event === undefined) return
  await parts.store.save() // an event that could still be lost is not sent
  const answer = await post(parts, endpoint, event, leaving)
  if (answer === null) return
  settle(parts, delivery, answer)
  await parts.store.save()
}

function settle(parts: DelivererParts, delivery: Delivery, answer: DeliveryAttempt): void {
  const { clock, retryDelaysMs, store } = parts
  delivery.attempts.push(answer)
  store.touch('deliveries', delivery.id)
  if (answer.status !== null && answer.status >= 200 && answer.status < 300) {
    delivery.state = 'delivered'
    const event = store.state.events[delivery.eventId]
    if (event !== undefined) {
      event.pending_webhooks = 0
      store.touch('events', event.id)
    }
    return
  }
  const firstAtMs = delivery.attempts[0]?.atMs ?? clock.nowMs()
  if (clock.nowMs() - firstAtMs > GIVE_UP_AFTER_MS) {
    delivery.state = 'failed'
    return
  }
  const delayMs = retryDelaysMs[delivery.attempts.length - 1] ?? retryDelaysMs.at(-1) ?? 60_000
  delivery.nextAttemptAtMs = clock.nowMs() + delayMs
}

/** `null` when the simulator is closing: the attempt does not count and is made after the next start. */
async function post(
  { clock, fetch }: DelivererParts,
  endpoint: WebhookEndpoint,
  event: StoredEvent,
  leaving: AbortSignal,
): Promise<DeliveryAttempt | null> {
  const atMs = clock.nowMs()
  const payload = JSON.stringify(event, null, 2)
  const slow = new AbortController()
  const cancelSlow = clock.after(ANSWER_WITHIN_MS, () => slow.abort())
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signPayload(payload, endpoint.secret, Math.floor(atMs / 1000)),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([slow.signal, leaving]),
    })
    await response.body?.cancel()
    return { atMs, status: response.status, error: null }
  } catch (error) {
    if (leaving.aborted) return null
    return { atMs, status: null, error: slow.signal.aborted ? 'timeout' : nameOf(error) }
  } finally {
    cancelSlow()
  }
}

const nameOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return (cause as { code?: string }).code ?? 'network_error'
}
