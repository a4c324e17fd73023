// Everything that a history happens in: database, payment provider, mail provider, the functions, and time.

import { composeFunctions, type Functions } from '@maguey/functions/compose'
import { readConfig } from '@maguey/functions/config'
import { createInbox } from '@maguey/local-stack/inbox/create-inbox'
import { createStripeSimulator } from '@maguey/local-stack/stripe-simulator/create-stripe-simulator'
import { createFakeClock } from '@maguey/local-stack/stripe-simulator/fake-clock'
import type { StoredEvent } from '@maguey/local-stack/stripe-simulator/simulator-state'
import { signPayload } from '@maguey/local-stack/stripe-simulator/webhook-signature'
import type { ChaosDatabase } from './chaos-database.ts'
import {
  type Call,
  createNetwork,
  type Fate,
  type Network,
  type Process,
  type Task,
} from './network.ts'
import type { Random } from './random.ts'

export const START_MS = Date.UTC(2026, 10, 20, 18, 0, 0)

const STRIPE_KEY = 'sk_test_chaos'
const WEBHOOK_SECRET = 'whsec_chaos_0123456789'
const WORKER_SECRET = 'worker-secret-0123456789'

const CONFIG = readConfig({
  SUPABASE_URL: 'http://supabase.test',
  SUPABASE_SECRET_KEY: 'sb_secret_chaos',
  STRIPE_SECRET_KEY: STRIPE_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_BASE: 'http://stripe.test',
  RESEND_API_KEY: 're_chaos',
  RESEND_API_BASE: 'http://mail.test',
  MAIL_FROM: 'Maguey <tickets@maguey.test>',
  SHOP_URL: 'http://shop.test',
  SCANNER_URL: 'http://door.test',
  BACK_OFFICE_URL: 'http://office.test',
  ORDER_TOKEN_SECRET: 'order-token-secret-0123456789',
  SIGNING_KEY: `K1:${'A'.repeat(43)}`,
  WORKER_SECRET,
})

export type Faults = { payments: boolean; mail: boolean; database: boolean }

export type Delivery = { readonly event: StoredEvent; attempts: number }

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }

export type World = {
  readonly random: Random
  readonly database: ChaosDatabase
  readonly network: Network
  /** What is away at the moment. */
  readonly faults: Faults
  /** Events on their way to the webhook. */
  readonly deliveries: Delivery[]
  readonly problems: string[]
  readonly nowMs: () => number
  readonly advance: (ms: number) => Promise<void>
  readonly note: (line: string) => void
  readonly history: readonly string[]
  /** Begins a request to the functions; `then` gets the answer, if the process lives to give it. */
  readonly request: (
    name: string,
    app: keyof Functions,
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string> },
    then?: (answer: Answer) => void,
  ) => Task
  readonly work: () => Task
  readonly deliver: (delivery: Delivery) => Task
  /** What a manager does, as the back office calls it. */
  readonly manage: (name: string, args: object) => Promise<void>
  /** What a customer, a bank or the Dashboard does at the payment provider. */
  readonly stripe: (path: string, body?: object) => Promise<Record<string, unknown>>
  readonly stripeList: <T>(path: string) => Promise<T[]>
  /** Pays for this order beside its own pay page, as a payment link made by hand would. */
  readonly strayPayment: (orderId: string, amountMinor: number, currency: string) => Promise<void>
  readonly mails: () => Promise<{ id: string; to: string[]; subject: string }[]>
  readonly killProcess: () => void
}

export function createWorld(random: Random, database: ChaosDatabase, managerId: string): World {
  const history: string[] = []
  const problems: string[] = []
  const note = (line: string) => void history.push(line)
  const clock = createFakeClock(START_MS)
  const faults: Faults = { payments: false, mail: false, database: false }
  const deliveries: Delivery[] = []
  const underWay = new Map<Task, Delivery>()
  const simulator = createStripeSimulator({
    secretKey: STRIPE_KEY,
    publicUrl: 'http://pay.test',
    clock,
    randomBytes: random.bytes,
    webhook: { url: 'http://api.test/stripe-webhook', secret: WEBHOOK_SECRET },
    // The simulator hands its events over; when, how often and in what order they arrive is decided here.
    fetch: async (_url, init) => {
      deliveries.push({ event: JSON.parse(String(init.body)) as StoredEvent, attempts: 0 })
      return new Response()
    },
  })
  let mailNumber = 0
  const inbox = createInbox({
    apiKey: CONFIG.RESEND_API_KEY,
    nowMs: clock.nowMs,
    newId: () => {
      mailNumber += 1
      return `mail-${mailNumber}`
    },
  })
  const collectEvents = async () => {
    await simulator.app.request('/_control/deliveries/flush', { method: 'POST' })
  }
  const fateOf = (call: Call): Fate => {
    if (call.service === 'payments' && faults.payments) {
      return random.pick(['unreachable', 'lost', 'unavailable'])
    }
    if (call.service === 'mail' && faults.mail) {
      return random.pick(['unreachable', 'lost', 'unavailable'])
    }
    if (call.service === 'database' && faults.database) {
      return random.chance(0.3) ? random.pick(['unreachable', 'lost', 'unavailable']) : 'answered'
    }
    return 'answered'
  }
  const carryOut = async (call: Call): Promise<Response> => {
    if (call.service === 'database') {
      const args = (await call.request.json()) as object
      return database.rpc(call.name.slice('db '.length), args)
    }
    if (call.service === 'mail') return inbox.app.fetch(call.request)
    const response = await simulator.app.fetch(call.request)
    await collectEvents()
    return response
  }
  const network = createNetwork({ random, classify, carryOut, fateOf, note })

  let process: Process = { number: 1, alive: true }
  const compose = (): Functions => {
    const own = process
    return composeFunctions(CONFIG, {
      fetch: network.fetch,
      paymentRetries: 0,
      clock,
      randomBytes: random.bytes,
      clientAddress: (request) => request.headers.get('x-client'),
      log: (entry) => {
        if (!own.alive) return
        const { level, event, code, reason, rpc, name } = entry
        note(`    log ${level} ${[event, code, reason, rpc, name].filter(Boolean).join(' ')}`)
      },
    })
  }
  let functions = compose()

  const request: World['request'] = (name, app, path, init = {}, then = () => {}) => {
    const own = functions
    note(`${name}`)
    const task = network.start(name, process, async () => {
      const body = typeof init.body === 'string' ? init.body : JSON.stringify(init.body)
      const response = await own[app].fetch(
        new Request(`http://api.test${path}`, {
          method: init.method ?? 'POST',
          headers: { 'content-type': 'application/json', 'x-client': '192.0.2.1', ...init.headers },
          ...(init.body === undefined ? {} : { body }),
        }),
      )
      const answered = (await response.json()) as Record<string, unknown>
      note(`  ${task.number} ${name} answered ${response.status} ${brief(answered)}`)
      if (response.status >= 500 && !task.disturbed) {
        problems.push(`${name} answered ${response.status} ${brief(answered)} undisturbed`)
      }
      then({ status: response.status, body: answered })
    })
    return task
  }

  return {
    random,
    database,
    network,
    faults,
    deliveries,
    problems,
    history,
    nowMs: clock.nowMs,
    note,
    request,
    advance: async (ms) => {
      note(`+${Math.round(ms / 1000)} s`)
      clock.advance(ms)
      await database.setNow(clock.nowMs())
      await collectEvents()
    },
    work: () =>
      request('work', 'worker', '/worker', {
        headers: { authorization: `Bearer ${WORKER_SECRET}` },
      }),
    deliver: (delivery) => {
      delivery.attempts += 1
      const payload = JSON.stringify(delivery.event)
      const signature = signPayload(payload, WEBHOOK_SECRET, Math.floor(Date.now() / 1000))
      const { type, data } = delivery.event
      const task = request(
        `deliver ${type} ${String(data.object.id).slice(0, 9)}`,
        'webhook',
        '/stripe-webhook',
        { body: payload, headers: { 'stripe-signature': signature } },
        ({ status }) => {
          underWay.delete(task)
          if (status < 200 || status > 299) deliveries.push(delivery)
        },
      )
      underWay.set(task, delivery)
      return task
    },
    manage: async (name, args) => {
      const claims = { role: 'authenticated', sub: managerId }
      const response = await database.rpc(name, args, { role: 'authenticated', claims })
      const { message } = (await response.json()) as { message?: string }
      note(`manager ${name} ${response.status} ${message ?? ''}`)
      if (response.status >= 500) problems.push(`${name} answered ${response.status} ${message}`)
    },
    stripe: async (path, body = {}) => {
      const response = await simulator.app.request(`/_control${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
      const answered = (await response.json()) as Record<string, unknown>
      note(
        `stripe ${path.replaceAll(/(_\w{6})\w+/g, '$1')} ${JSON.stringify(body)} ${brief(answered)}`,
      )
      await collectEvents()
      return answered
    },
    stripeList: async <T>(path: string) =>
      (await (await simulator.app.request(`/_control${path}`)).json()) as T[],
    strayPayment: async (orderId, amountMinor, currency) => {
      note(`stray payment of ${amountMinor} ${currency}`)
      const response = await simulator.app.request('/v1/checkout/sessions', {
        method: 'POST',
        headers: { authorization: `Bearer ${STRIPE_KEY}` },
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
      await simulator.app.request(`/_control/sessions/${id}/pay`, { method: 'POST', body: '{}' })
      await collectEvents()
    },
    mails: async () => (await (await inbox.app.request('/api/emails')).json()) as never,
    killProcess: () => {
      note(`kill process ${process.number}`)
      network.kill(process)
      // Nobody answered these, so they come again.
      for (const [task, delivery] of underWay)
        if (task.process === process) deliveries.push(delivery)
      underWay.clear()
      process = { number: process.number + 1, alive: true }
      functions = compose()
    },
  }
}

const brief = (body: Record<string, unknown>): string => {
  const error = body.error as { code?: string } | undefined
  const { order_id: order, status, outcome, id } = body
  return [error?.code, outcome, typeof status === 'string' ? status : null, order ?? id]
    .filter((fact) => typeof fact === 'string')
    .join(' ')
}

async function classify(request: Request): Promise<Call> {
  const { hostname, pathname } = new URL(request.url)
  const body = await request.clone().text()
  if (hostname === 'supabase.test') {
    return { service: 'database', request, body, name: `db ${pathname.split('/').at(-1)}` }
  }
  const name = `${request.method} ${pathname.replaceAll(/(_\w{6})\w+/g, '$1')}`
  if (hostname === 'stripe.test')
    return { service: 'payments', request, body, name: `stripe ${name}` }
  return { service: 'mail', request, body, name: `mail ${request.headers.get('idempotency-key')}` }
}
