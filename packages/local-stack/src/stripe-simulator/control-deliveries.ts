// /_control/events and /_control/deliveries: inspecting and controlling the webhooks.
import type { Hono } from 'hono'
import { type ControlParts, found } from './control-parts.ts'

/**
 * - `GET  /_control/events`, `GET /_control/deliveries`
 * - `POST /_control/deliveries/pause | resume | flush`
 * - `POST /_control/events/:id/resend` (same evt_ id) and `…/duplicate` (same object, new evt_ id)
 */
export function addDeliveryControls(app: Hono, parts: ControlParts): void {
  const { context, deliverer } = parts
  const { state } = context
  const deliveries = () => Object.values(state.deliveries)
  app.get('/_control/events', (c) => c.json(Object.values(state.events)))
  app.get('/_control/deliveries', (c) => c.json(deliveries()))
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
    return c.json(deliveries())
  })
  app.post('/_control/events/:id/resend', async (c) => {
    const event = found(c, state.events, 'event')
    deliverer.enqueue(event)
    await parts.save()
    return c.json(event)
  })
  app.post('/_control/events/:id/duplicate', async (c) => {
    const twin = {
      ...structuredClone(found(c, state.events, 'event')),
      id: context.newId('evt'),
    }
    state.events[twin.id] = twin
    context.touch('events', twin.id)
    deliverer.enqueue(twin)
    await parts.save()
    return c.json(twin)
  })
}
