// Everything that a history happens in: database, payment provider, mail provider, the functions, and time.

import type { Functions } from '@maguey/functions/compose'
import { createFakeClock } from '@maguey/local-stack/stripe-simulator/fake-clock'
import type { StoredEvent } from '@maguey/local-stack/stripe-simulator/simulator-state'
import { CONFIG, composeForChaos } from './chaos-config.ts'
import type { ChaosDatabase } from './chaos-database.ts'
import {
  type Call,
  createNetwork,
  type Fate,
  type Network,
  type Outgoing,
  type Process,
  type Task,
} from './network.ts'
import { createProviders, type Providers } from './providers.ts'
import type { Random } from './random.ts'

export const START_MS = Date.UTC(2026, 10, 20, 18, 0, 0)

export type Faults = { payments: boolean; mail: boolean; database: boolean }

export type Delivery = { readonly event: StoredEvent; attempts: number }

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }

export type World = Pick<
  Providers,
  'stripe' | 'stripeList' | 'strayPayment' | 'mails' | 'refundsAsked'
> & {
  readonly random: Random
  readonly database: ChaosDatabase
  readonly network: Network
  /** What is unavailable at the moment. */
  readonly faults: Faults
  /** Events on their way to the webhook. */
  readonly deliveries: Delivery[]
  readonly problems: string[]
  readonly nowMs: () => number
  readonly advance: (ms: number) => Promise<void>
  readonly note: (line: string) => void
  readonly history: readonly string[]
  /** Starts a request to the functions; `then` gets the answer, if the process lives to give it. */
  readonly request: (
    name: string,
    app: keyof Functions,
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string> },
    then?: (answer: Answer) => void,
  ) => Task
  readonly work: () => Task
  readonly deliver: (delivery: Delivery) => Task
  /** A manager's call, as the back office makes it. */
  readonly manage: (name: string, args: object) => Promise<Record<string, unknown>>
  /** A call of this user's phone. */
  readonly phone: (userId: string, name: string, args: object) => Promise<Record<string, unknown>>
  /** Pushes scans from this user's phone. */
  readonly scan: (
    userId: string,
    scan: { readonly ticket_id: string; readonly [field: string]: unknown },
  ) => Promise<void>
  readonly killProcess: () => void
}

export function createWorld(random: Random, database: ChaosDatabase): World {
  const history: string[] = []
  const problems: string[] = []
  const note = (line: string) => void history.push(line)
  const clock = createFakeClock(START_MS)
  const faults: Faults = { payments: false, mail: false, database: false }
  const deliveries: Delivery[] = []
  const underWay = new Map<Task, Delivery>()
  const providers = createProviders(
    random,
    clock,
    (event) => deliveries.push({ event, attempts: 0 }),
    (problem) => problems.push(problem),
  )
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
    if (call.service !== 'database') return providers.carryOut(call)
    return database.rpc(call.name.slice('db '.length), JSON.parse(call.body) as object)
  }
  const network = createNetwork({ random, classify, carryOut, fateOf, note })

  let process: Process = { number: 1, alive: true }
  const compose = (): Functions => {
    const own = process
    return composeForChaos({
      random,
      clock,
      fetch: network.fetch,
      log: ({ level, event, code, reason, rpc, name }) => {
        if (!own.alive) return
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

  const asUser = async (userId: string, name: string, args: object) => {
    const claims = { role: 'authenticated', sub: userId }
    const response = await database.rpc(name, args, { role: 'authenticated', claims })
    const answered = (await response.json()) as Record<string, unknown>
    if (response.status >= 500)
      problems.push(`${name} answered ${response.status} ${answered.message}`)
    return answered
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
    stripeList: providers.stripeList,
    mails: providers.mails,
    refundsAsked: providers.refundsAsked,
    advance: async (ms) => {
      note(`+${Math.round(ms / 1000)} s`)
      clock.advance(ms)
      await database.setNow(clock.nowMs())
      await providers.collectEvents()
    },
    work: () =>
      request('work', 'worker', '/worker', {
        headers: { authorization: `Bearer ${CONFIG.WORKER_SECRET}` },
      }),
    deliver: (delivery) => {
      delivery.attempts += 1
      const payload = JSON.stringify(delivery.event)
      const { type, data } = delivery.event
      const task = request(
        `deliver ${type} ${String(data.object.id).slice(0, 9)}`,
        'webhook',
        '/stripe-webhook',
        { body: payload, headers: { 'stripe-signature': providers.signed(payload) } },
        ({ status }) => {
          underWay.delete(task)
          if (status < 200 || status > 299) deliveries.push(delivery)
        },
      )
      underWay.set(task, delivery)
      return task
    },
    manage: async (name, args) => {
      const answered = await asUser(database.userId('manager'), name, args)
      note(`manager ${name} ${answered.message ?? 'done'}`)
      return answered
    },
    phone: asUser,
    scan: async (userId, scan) => {
      const answered = await asUser(userId, 'scanner_push', { scans: [scan] })
      const [outcome] = Object.values(answered) as { status?: string }[]
      note(`scan ${scan.ticket_id} ${outcome?.status ?? answered.message}`)
      if (outcome?.status !== 'stored') problems.push(`a scan was ${JSON.stringify(answered)}`)
    },
    stripe: async (path, body = {}) => {
      const answered = await providers.stripe(path, body)
      const short = path.replaceAll(/(_\w{6})\w+/g, '$1')
      note(`stripe ${short} ${JSON.stringify(body)} ${brief(answered)}`)
      return answered
    },
    strayPayment: (orderId, amountMinor, currency) => {
      note(`stray payment of ${amountMinor} ${currency}`)
      return providers.strayPayment(orderId, amountMinor, currency)
    },
    killProcess: () => {
      note(`kill process ${process.number}`)
      network.kill(process)
      // These were never answered, so they are delivered again.
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

function classify(outgoing: Outgoing): Call {
  const { hostname, pathname } = outgoing.url
  if (hostname === 'supabase.test') {
    return { ...outgoing, service: 'database', name: `db ${pathname.split('/').at(-1)}` }
  }
  const name = `${outgoing.method} ${pathname.replaceAll(/(_\w{6})\w+/g, '$1')}`
  if (hostname === 'stripe.test') {
    return { ...outgoing, service: 'payments', name: `stripe ${name}` }
  }
  const key = outgoing.headers.get('idempotency-key')
  return { ...outgoing, service: 'mail', name: `mail ${key ?? name}` }
}
