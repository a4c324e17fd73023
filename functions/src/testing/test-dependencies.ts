// Dependencies whose every port is in memory, with what they recorded.
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import type { Dependencies } from '../dependencies.ts'
import { composeMail } from '../mail/compose-mail.tsx'
import { composeWaitingMail } from '../mail/waiting-mail.tsx'
import type { LogEntry } from '../ports/clock.ts'
import type { MailResult, OutgoingMail } from '../ports/mail.ts'
import type { CheckoutState } from '../ports/payments.ts'
import { MemoryDatabase } from './memory-database.ts'
import { MemoryDesk } from './memory-desk.ts'
import { createMemoryMail } from './memory-mail.ts'
import { MemoryPayments } from './memory-payments.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 12)
export const SIGNING_SEED = new Uint8Array(32).fill(7)

export type TestDependencies = Dependencies & {
  database: MemoryDatabase
  desk: MemoryDesk
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
  const desk = new MemoryDesk()
  return {
    settings: {
      shopUrl: 'https://shop.example',
      apiUrl: 'https://api.example',
      scannerUrl: 'https://door.example',
      backOfficeUrl: 'https://office.example',
      mailFrom: 'Maguey <tickets@maguey.example>',
      orderTokenSecret: 'a-secret-for-the-tests',
      workerSecret: 'the-workers-own-secret',
      rateLimitScale: 1,
      signing: { kid: 'K1', sign: (message) => ed25519Noble.sign(SIGNING_SEED, message) },
    },
    database: new MemoryDatabase({ nowMs }),
    desk,
    asStaff: desk.open,
    asPhone: desk.openPhone,
    payments: new MemoryPayments(),
    mail: createMemoryMail(sent, mailResults),
    posters: { remove: async () => true },
    composeMail,
    composeWaitingMail,
    wallets: {},
    walletUpdates: {},
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

/** Marks a session as paid, as a paying customer leaves it. */
export function pay(deps: TestDependencies, orderId: string, amount: string): CheckoutState {
  const session = [...deps.payments.sessions.values()].find((one) => one.orderId === orderId)
  if (session === undefined) throw new Error('no session')
  session.status = 'complete'
  session.payment = {
    payment_intent: `pi_${orderId.slice(-4)}`,
    session: session.sessionId,
    amount,
    currency: 'usd',
    customer: null,
  }
  return session
}
