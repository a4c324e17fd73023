// Stripe's webhook: 400 for a bad signature only, 5xx for what a retry can mend, 2xx for the rest.
import type { Hono } from 'hono'
import type { Dependencies } from '../dependencies.ts'
import { handlePaymentEvent, isMendable } from '../use-cases/handle-payment-event.ts'
import { answerProblem } from './answer.ts'
import type { AppEnvironment } from './app-environment.ts'
import { createApp } from './create-app.ts'

const MAX_BODY_BYTES = 1024 * 1024

export function createWebhookApp(deps: Dependencies): Hono<AppEnvironment> {
  const app = createApp(deps, { maxBodyBytes: MAX_BODY_BYTES })
  return app.post('/stripe-webhook', async (context) => {
    const rawBody = await context.req.text()
    const read = await deps.payments.readEvent(
      rawBody,
      context.req.header('stripe-signature') ?? '',
    )
    if (!read.ok) return answerProblem(context, { code: read.code })
    const { id, type } = read.event
    const handled = await handlePaymentEvent(deps, read.event)
    if (handled.ok) return context.json({ received: true, outcome: handled.value.outcome })
    const { code } = handled.problem
    deps.log({ level: 'error', event: 'webhook_failed', stripe_event: id, type, code })
    if (isMendable(code)) return answerProblem(context, { code })
    return context.json({ received: true, outcome: code })
  })
}
