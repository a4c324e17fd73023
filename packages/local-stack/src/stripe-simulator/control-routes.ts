// /_control: what tests and people may do to the simulator that no Stripe API call does.
import type { Context, Hono } from 'hono'
import type { ApiParts } from './api-request.ts'
import type { WebhookDeliverer } from './deliver-webhooks.ts'
import { expireSession, paySession } from './pay-session.ts'
import { refundPayment } from './refund-payment.ts'
import type { SessionRecord, StoredEvent } from './simulator-state.ts'
import { invalidRequest, noSuch } from './stripe-error.ts'
import { readCard } from './test-cards.ts'

type ControlParts = ApiParts & { readonly deliverer: WebhookDeliverer }

/**
 * - `GET  /_control/sessions`, `GET /_control/events`, `GET /_control/deliveries`
 * - `POST /_control/sessions/:id/pay` `{card?, email?, name?}` → `{outcome: 'paid' | 'declined' | 'not_open'}`
 * - `POST /_control/sessions/:id/expire`, `POST /_control/payment_intents/:id/refund` `{amount?}`
 * - `POST /_control/deliveries/pause | resume | flush`
 * - `POST /_control/events/:id/resend` (same evt_ id) and `…/duplicate` (same object, new evt_ id)
 */
export function addControlRoutes(app: Hono, parts: ControlParts): void {
  addSessionControls(app, parts)
  addDeliveryControls(app, parts)
}

function addSessionControls(app: Hono, parts: ControlParts): void {
  const { context } = parts
  app.get('/_control/sessions', (c) =>
    c.json(Object.values(context.state.sessions).map((record) => record.session)),
  )
  app.post('/_control/sessions/:id/pay', async (c) => {
    const wanted = await jsonOf(c)
    const typed = { number: textOf(wanted.card) ?? '4242424242424242', expiry: '12/49', cvc: '123' }
    const card = readCard(typed, context.clock.nowMs())
    if (typeof card === 'string') throw invalidRequest(card, 'card')
    const payer = { card, email: textOf(wanted.email), name: textOf(wanted.name) }
    const outcome = paySession(context, sessionOf(parts, c), payer)
    await parts.save()
    return c.json(outcome)
  })
  app.post('/_control/sessions/:id/expire', async (c) => {
    const expired = expireSession(context, sessionOf(parts, c))
    await parts.save()
    return c.json({ expired })
  })
  app.post('/_control/payment_intents/:id/refund', async (c) => {
    const wanted = await jsonOf(c)
    const refund = refundPayment(context, {
      payment_intent: c.req.param('id'),
      amount: typeof wanted.amount === 'number' ? wanted.amount : undefined,
    })
    await parts.save()
    return c.json(refund)
  })
}

function addDeliveryControls(app: Hono, parts: ControlParts): void {
  const { context, deliverer } = parts
  const { state } = context
  app.get('/_control/events', (c) => c.json(Object.values(state.events)))
  app.get('/_control/deliveries', (c) => c.json(state.deliveries))
  app.post('/_control/deliveries/pause', (c) => {
    deliverer.pause()
    return c.json({ paused: true })
  })
  app.post('/_control/deliveries/resume', (c) => {
    deliverer.resume()
    return c.json({ paused: false })
  })
  app.post('/_control/deliveries/flush', async (c) => {
    await deliverer.flush()
    return c.json(state.deliveries)
  })
  app.post('/_control/events/:id/resend', async (c) => {
    const event = eventOf(parts, c)
    deliverer.enqueue(event)
    await parts.save()
    return c.json(event)
  })
  app.post('/_control/events/:id/duplicate', async (c) => {
    const twin = { ...structuredClone(eventOf(parts, c)), id: context.newId('evt') }
    state.events[twin.id] = twin
    deliverer.enqueue(twin)
    await parts.save()
    return c.json(twin)
  })
}

function sessionOf({ context }: ControlParts, c: Context): SessionRecord {
  const id = c.req.param('id') ?? ''
  const record = context.state.sessions[id]
  if (record === undefined) throw noSuch('checkout.session', id, 'session')
  return record
}

function eventOf({ context }: ControlParts, c: Context): StoredEvent {
  const id = c.req.param('id') ?? ''
  const event = context.state.events[id]
  if (event === undefined) throw noSuch('event', id, 'id')
  return event
}

async function jsonOf(c: Context): Promise<Record<string, unknown>> {
  const body = await c.req.text()
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // answered below, like any other body that is not an object
  }
  throw invalidRequest('The body must be a JSON object.')
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
