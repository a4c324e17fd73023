// The stand-ins for Stripe and Resend in a history, and what people do there.
import { createInbox } from '@maguey/local-stack/inbox/create-inbox'
import { createStripeSimulator } from '@maguey/local-stack/stripe-simulator/create-stripe-simulator'
import type { FakeClock } from '@maguey/local-stack/stripe-simulator/fake-clock'
import type { StoredEvent } from '@maguey/local-stack/stripe-simulator/simulator-state'
import { signPayload } from '@maguey/local-stack/stripe-simulator/webhook-signature'
import type { MailJob } from '@maguey/wire/mail'
import { CONFIG } from './chaos-config.ts'
import type { Call } from './network.ts'
import type { Random } from './random.ts'

/** A mail that the provider accepted as a new one, and what it was about: see `composeMail` in chaos-config.ts. */
export type AcceptedMail = {
  readonly key: string
  readonly orderId: string
  readonly kind: string
  readonly cause: string
}

export type Providers = {
  readonly carryOut: (call: Call) => Promise<Response>
  /** Hands over the events that have been created since. */
  readonly collectEvents: () => Promise<void>
  readonly signed: (payload: string) => string
  /** What a customer, a bank or somebody in the Dashboard does at the payment provider. */
  readonly stripe: (path: string, body?: object) => Promise<Record<string, unknown>>
  readonly stripeList: <T>(path: string) => Promise<T[]>
  /** Pays for this order outside its own pay page, as with a manually created payment link. */
  readonly strayPayment: (orderId: string, amountMinor: number, currency: string) => Promise<void>
  readonly mails: readonly AcceptedMail[]
  /** Each time that the functions asked for a refund and Stripe heard it. */
  readonly refundsAsked: readonly { readonly key: string; readonly atMs: number }[]
}

export function createProviders(
  random: Random,
  clock: FakeClock,
  onEvent: (event: StoredEvent) => void,
  onProblem: (problem: string) => void,
): Providers {
  const [webhookSecret = ''] = CONFIG.STRIPE_WEBHOOK_SECRET
  const simulator = createStripeSimulator({
    secretKey: CONFIG.STRIPE_SECRET_KEY,
    publicUrl: 'http://pay.test',
    clock,
    randomBytes: random.bytes,
    webhook: { url: 'http://api.test/stripe-webhook', secret: webhookSecret },
    // The history decides when, how often and in what order its events arrive.
    fetch: async (_url, init) => {
      onEvent(JSON.parse(String(init.body)) as StoredEvent)
      return new Response()
    },
  })
  const mails: AcceptedMail[] = []
  const refundsAsked: { key: string; atMs: number }[] = []
  let mailNumber = 0
  const inbox = createInbox({
    apiKey: CONFIG.RESEND_API_KEY ?? '',
    nowMs: clock.nowMs,
    newId: () => {
      mailNumber += 1
      return `mail-${mailNumber}`
    },
  })
  const collectEvents = async () => {
    await simulator.app.request('/_control/deliveries/flush', { method: 'POST' })
  }
  const takeMail = async (request: Request, body: string): Promise<Response> => {
    const known = mailNumber
    const response = await inbox.app.fetch(request)
    if (mailNumber > known) {
      const { text } = JSON.parse(body) as { text: string }
      const { id: key, kind, cause, order } = JSON.parse(text) as MailJob
      mails.push({ key, orderId: order.id, kind, cause })
    }
    if (response.status === 409) onProblem('a mail was not the same bytes at its next attempt')
    return response
  }
  const control = (path: string, body: object) =>
    simulator.app.request(`/_control${path}`, { method: 'POST', body: JSON.stringify(body) })

  return {
    collectEvents,
    mails,
    refundsAsked,
    signed: (payload) => signPayload(payload, webhookSecret, Math.floor(Date.now() / 1000)),
    carryOut: async ({ service, url, method, headers, body }) => {
      const request = new Request(url, { method, headers, ...(body === '' ? {} : { body }) })
      if (service === 'mail') return takeMail(request, body)
      if (method === 'POST' && url.pathname === '/v1/refunds') {
        refundsAsked.push({ key: headers.get('idempotency-key') ?? '', atMs: clock.nowMs() })
      }
      const response = await simulator.app.fetch(request)
      await collectEvents()
      return response
    },
    stripe: async (path, body = {}) => {
      const answered = (await (await control(path, body)).json()) as Record<string, unknown>
      await collectEvents()
      return answered
    },
    stripeList: async <T>(path: string) =>
      (await (await simulator.app.request(`/_control${path}`)).json()) as T[],
    strayPayment: async (orderId, amountMinor, currency) => {
      const response = await simulator.app.request('/v1/checkout/sessions', {
        method: 'POST',
        headers: { authorization: `Bearer ${CONFIG.STRIPE_SECRET_KEY}` },
        body: new URLSearchParams({
          mode: 'payment',
          success_url: 'http://shop.test/thanks',
          'metadata[order_id]': orderId,
          'payment_intent_data[metadata][order_id]': orderId,
          'line_items[0][quantity]': '1',
          'line_items[0][price_data][currency]': currency,
          'line_items[0][price_data][unit_amount]': String(amountMinor),
          'line_items[0][price_data][product_data][name]': 'By hand',
        }).toString(),
      })
      const { id } = (await response.json()) as { id: string }
      await control(`/sessions/${id}/pay`, {})
      await collectEvents()
    },
  }
}
