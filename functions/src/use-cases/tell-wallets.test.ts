// Telling wallets: what each is told of, what is noted of the answers, and that nobody's silence holds up a round.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { GooglePasses, PushedTo, ToldWallet } from '../ports/wallet-updates.ts'
import { exampleEvent, exampleTicket } from '../testing/examples.ts'
import { createTestDependencies, type TestDependencies } from '../testing/test-dependencies.ts'
import { runWorker } from './run-worker.ts'
import { tellWallets } from './tell-wallets.ts'

const AWAY: ToldWallet = { ok: false, reason: 'google_503', away: true }
const google = { issuerId: '338', account: 'a@b.example', key: new Uint8Array() }
const order = { number: 'MGY-7K3QXM', locale: 'es' } as const

let deps: TestDependencies
let said: { kind: string; id: string; shown: Record<string, unknown> }[]

beforeEach(() => {
  deps = createTestDependencies()
  said = []
})

function answerGoogle(answer: ToldWallet = { ok: true }) {
  deps.wallets.google = google
  const replace: GooglePasses['replace'] = async (kind, id, shown) => {
    said.push({ kind, id, shown: { ...shown } })
    return answer
  }
  deps.walletUpdates.google = { replace }
}

const ticketJob = (
  serial: number,
  status: 'issued' | 'refunded' = 'issued',
  event = exampleEvent,
) => ({
  ...{ id: `pass-${serial}`, revision: serial, event, order },
  ticket: { ...exampleTicket(serial), status },
})

describe('Google', () => {
  it('is told of a night by its class, with a message, and of a ticket by its object', async () => {
    answerGoogle()
    deps.database.googlePasses.push(
      { id: 'pass-0', revision: 2, event: exampleEvent, order: null, ticket: null },
      ticketJob(1),
      ticketJob(2, 'refunded'),
      ticketJob(3, 'issued', { ...exampleEvent, status: 'cancelled' }),
    )
    await tellWallets(deps)
    expect(said).toMatchObject([
      {
        kind: 'eventTicketClass',
        id: '338.000000000000400080000000000000e1',
        shown: { reviewStatus: 'UNDER_REVIEW', notifyPreference: 'NOTIFY_ON_UPDATE' },
      },
      { kind: 'eventTicketObject', shown: { state: 'ACTIVE', ticketHolderName: 'Łukasz Ñañez' } },
      { shown: { state: 'INACTIVE' } },
      { shown: { state: 'INACTIVE' } },
    ])
    expect(deps.database.finishedPasses).toMatchObject([
      { id: 'pass-0', revision: 2, error: null },
      ...[1, 2, 3].map((serial) => ({ id: `pass-${serial}`, error: null, away: false })),
    ])
  })

  it('is asked no further once it doesn’t answer; what it was not told of comes back by itself', async () => {
    answerGoogle(AWAY)
    deps.database.googlePasses.push(...Array.from({ length: 9 }, (_, serial) => ticketJob(serial)))
    await tellWallets(deps)
    expect(said).toHaveLength(5)
    expect(deps.database.finishedPasses).toHaveLength(5)
    expect(deps.database.finishedPasses[0]).toMatchObject({ error: 'google_503', away: true })
    expect(deps.logged).toEqual([
      { level: 'error', event: 'pass_not_told', wallet: 'google', code: 'google_503' },
    ])
  })

  it('takes no longer than a round, however slowly it answers', async () => {
    answerGoogle()
    const { google: passes } = deps.walletUpdates
    deps.walletUpdates.google = {
      replace: async (...about) => {
        deps.setNow(deps.clock.nowMs() + 1_000)
        return (await passes?.replace(...about)) ?? AWAY
      },
    }
    deps.database.googlePasses.push(...Array.from({ length: 40 }, (_, serial) => ticketJob(serial)))
    await tellWallets(deps)
    expect(said).toHaveLength(10)
  })
})

describe('Apple', () => {
  const pushes = (answers: Record<string, PushedTo>) => {
    const pushed: string[] = []
    deps.walletUpdates.apple = {
      push: async (tokens) => {
        pushed.push(...tokens)
        return tokens.map((token) => answers[token] ?? { ok: true })
      },
    }
    return pushed
  }

  it('reaches each phone once, whatever it holds, and forgets those that are gone', async () => {
    const pushed = pushes({ bb: 'gone', cc: { ok: false, reason: 'apns_429', away: false } })
    deps.database.applePasses.push(
      { id: 'pass-1', revision: 2, push_tokens: ['aa', 'bb'] },
      { id: 'pass-2', revision: 3, push_tokens: ['aa', 'cc'] },
      { id: 'pass-3', revision: 4, push_tokens: [] },
    )
    await tellWallets(deps)
    expect(pushed).toEqual(['aa', 'bb', 'cc'])
    expect(deps.database.forgottenTokens).toEqual(['bb'])
    expect(deps.database.finishedPasses).toEqual([
      { id: 'pass-1', revision: 2, error: null, away: false },
      { id: 'pass-2', revision: 3, error: 'apns_429', away: false },
      { id: 'pass-3', revision: 4, error: null, away: false },
    ])
  })
})

it('a round sends its mails while nobody answers', async () => {
  answerGoogle()
  let answerNow: (answer: ToldWallet) => void = () => {}
  const answer = new Promise<ToldWallet>((resolve) => {
    answerNow = resolve
  })
  deps.walletUpdates.google = { replace: () => answer }
  deps.database.googlePasses.push(ticketJob(1))
  deps.database.waitingMails.push({
    ...{ id: '018f0004-0000-7000-8000-000000000001', round: 1, quantity: 2, ticket_type: 'VIP' },
    ...{ first_attempt_at: '2026-11-20T12:00:00+00:00', to: 'sol@example.com', locale: 'es' },
    event: exampleEvent,
  })
  const round = runWorker(deps)
  await vi.waitFor(() => expect(deps.sent).toHaveLength(1), { timeout: 60_000 })
  expect(deps.database.finishedPasses).toEqual([])
  answerNow(AWAY)
  await round
  expect(deps.database.finishedPasses).toMatchObject([{ error: 'google_503' }])
})

it('a bug in it is logged, and a round ends well all the same', async () => {
  answerGoogle()
  deps.walletUpdates.google = { replace: () => Promise.reject(new TypeError('secret')) }
  deps.database.googlePasses.push(ticketJob(1))
  await tellWallets(deps)
  expect(deps.logged).toEqual([
    { level: 'error', event: 'pass_not_told', wallet: 'google', code: 'TypeError' },
  ])
})

it('nobody is told where the installation makes no passes', async () => {
  deps.database.googlePasses.push(ticketJob(1))
  deps.database.applePasses.push({ id: 'pass-1', revision: 2, push_tokens: ['aa'] })
  await tellWallets(deps)
  expect([deps.database.googlePasses.length, deps.database.applePasses.length]).toEqual([1, 1])
  expect(deps.database.finishedPasses).toEqual([])
})
