// Dependencies whose every port is in memory, with what they recorded.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import type { Dependencies } from '../dependencies.ts'
import type { LogEntry } from '../ports/clock.ts'
import type { MailResult, OutgoingMail } from '../ports/mail.ts'
import type {
  CheckoutRequest,
  CheckoutState,
  PaymentEvent,
  Payments,
  Refund,
} from '../ports/payments.ts'
import { MemoryDatabase } from './memory-database.ts'
import { createMemoryMail } from './memory-mail.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 12)
export const SIGNING_SEED = new Uint8Array(32).fill(7)

export type MemoryPayments = Payments & {
  requests: CheckoutRequest[]
  sessions: Map<string, CheckoutState>
  refunds: { requestId: string; paymentIntent: string; amountMinor: number }[]
  /** Sessions that were asked about. */
  reads: string[]
  /** The provider is away. */
  down: boolean
  /** Why the provider refuses every checkout; null: it takes them. */
  checkoutRefusal: string | null
  /** What the provider says of the refunds of a payment. */
  known: Refund[]
  /** The provider will not give anything back. */
  refusing: boolean
  events: Map<string, PaymentEvent>
}

export type TestDependencies = Dependencies & {
  database: MemoryDatabase
  payments: MemoryPayments
  sent: OutgoingMail[]
  mailResults: MailResult[]
  logged: LogEntry[]
  /** Moves the clock. */
  setNow(nowMs: number): void
}

export function createTestDependencies(): TestDependencies {
  const sent: OutgoingMail[] = []
  const mailResults: MailResult[] = []
  const logged: LogEntry[] = []
  let nowMs = NOW_MS
  let byte = 0
  return {
    settings: {
      shopUrl: 'https://shop.example',
      scannerUrl: 'https://door.example',
      backOfficeUrl: 'https://office.example',
      mailFrom: 'Maguey <tickets@maguey.example>',
      orderTokenSecret: 'a-secret-for-the-tests',
      workerSecret: 'the-workers-own-secret',
      rateLimitScale: 1,
      signing: { kid: 'K1', sign: (message) => ed25519Noble.sign(SIGNING_SEED, message) },
    },
    database: new MemoryDatabase({ nowMs }),
    payments: createMemoryPayments(),
    mail: createMemoryMail(sent, mailResults),
    clock: { nowMs: () => nowMs },
    setNow: (later) => {
      nowMs = later
    },
    randomBytes(length) {
      byte += 1
      return new Uint8Array(length).map((_, index) => (byte * 37 + index * 11) & 0xff)
    },
    log: (entry) => logged.push(entry),
    clientAddress: () => '203.0.113.9',
    sent,
    mailResults,
    logged,
  }
}

function createMemoryPayments(): MemoryPayments {
  const away = { ok: false, code: 'unavailable', reason: 'connection_error' } as const
  const payments: MemoryPayments = {
    requests: [],
    sessions: new Map(),
    refunds: [],
    reads: [],
    down: false,
    checkoutRefusal: null,
    known: [],
    refusing: false,
    events: new Map(),
    async createCheckout(request) {
      if (payments.down) return away
      if (payments.checkoutRefusal !== null) {
        return { ok: false, code: 'refused', reason: payments.checkoutRefusal }
      }
      payments.requests.push(request)
      const sessionId = `cs_test_${request.orderId.slice(-12)}`
      payments.sessions.set(sessionId, {
        sessionId,
        orderId: request.orderId,
        status: 'open',
        payment: null,
        underway: false,
      })
      return { ok: true, value: { sessionId, url: `https://pay.example/${sessionId}` } }
    },
    async expireCheckout(sessionId) {
      if (payments.down) return away
      const session = payments.sessions.get(sessionId)
      if (session === undefined) return { ok: false, code: 'not_found', reason: 'resource_missing' }
      if (session.status !== 'open') return { ok: false, code: 'refused', reason: 'not_open' }
      session.status = 'expired'
      return { ok: true, value: session }
    },
    async readCheckout(sessionId) {
      payments.reads.push(sessionId)
      if (payments.down) return away
      const session = payments.sessions.get(sessionId)
      if (session === undefined) return { ok: false, code: 'not_found', reason: 'resource_missing' }
      return { ok: true, value: session }
    },
    async refund({ requestId, paymentIntent, amountMinor }) {
      if (payments.down) return away
      if (payments.refusing) return { ok: false, code: 'refused', reason: 'charge_disputed' }
      payments.refunds.push({ requestId, paymentIntent, amountMinor })
      const id = `re_${requestId}`
      return {
        ok: true,
        value: { id, amountMinor, currency: 'usd', status: 'succeeded', requestId },
      }
    },
    async listRefunds() {
      return payments.down ? away : { ok: true, value: payments.known }
    },
    async readEvent(rawBody) {
      const event = payments.events.get(rawBody)
      return event === undefined ? { ok: false, code: 'bad_signature' } : { ok: true, event }
    },
  }
  return payments
}

/** Marks a session as the customer leaves it who paid. */
export function pay(deps: TestDependencies, orderId: string, amountMinor: number): CheckoutState {
  const session = [...deps.payments.sessions.values()].find((one) => one.orderId === orderId)
  if (session === undefined) throw new Error('no session')
  session.status = 'complete'
  session.payment = {
    paymentIntent: `pi_${orderId.slice(-4)}`,
    session: session.sessionId,
    amountMinor,
    currency: 'usd',
    customer: null,
  }
  return session
}
