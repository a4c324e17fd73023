// Double clicks, lost answers, changed minds: how many orders come of them.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { Answer } from '@maguey/wire/failure'
import { beforeEach, expect, test } from 'vitest'
import type { Attempt, Hold } from '#shared/draft/checkout-draft.ts'
import { type CheckoutContents, type CheckoutPorts, startCheckout } from './start-checkout.ts'

const contents: CheckoutContents = {
  event: 'perreo',
  items: [{ ticket_type: 'id-VIP', quantity: 2 }],
  customer: { email: 'ana@example.com', name: 'Ana' },
  locale: 'es',
}
const changed = { ...contents, items: [{ ticket_type: 'id-VIP', quantity: 3 }] }

const refusal = (code: ErrorCode): Answer<CheckoutStarted> => ({
  ok: false,
  failure: {
    kind: 'refused',
    status: 409,
    code,
    message: '',
    fields: [],
    detail: null,
    retryAfterSeconds: null,
  },
})
const lost: Answer<CheckoutStarted> = { ok: false, failure: { kind: 'unreachable' } }

let log: string[]
let nowMs: number
let answers: Answer<CheckoutStarted>[]
let attempt: Attempt | null
let hold: Hold | null
let ports: CheckoutPorts

beforeEach(() => {
  log = []
  nowMs = 0
  answers = []
  attempt = null
  hold = null
  let keys = 0
  ports = {
    create: async ({ client_key, items }) => {
      log.push(`create ${client_key} ×${items[0]?.quantity}`)
      return answers.shift() ?? opened(`order-of-${client_key}`)
    },
    chosen: () => [{ name: 'VIP', quantity: 2 }],
    release: async (orderId) => log.push(`release ${orderId}`),
    nowMs: () => nowMs,
    newKey: () => `key${++keys}`,
    draft: {
      attempt: () => attempt,
      hold: () => hold,
      setAttempt: (next) => {
        attempt = next
        log.push(`attempt ${next?.clientKey}`)
      },
      setHold: (next) => {
        hold = next
      },
    },
    keepToken: (orderId, token) => log.push(`token ${orderId} ${token}`),
  }
})

function opened(orderId: string): Answer<CheckoutStarted> {
  return {
    ok: true,
    value: {
      order_id: orderId,
      token: 't',
      checkout_url: `http://pay.test/${orderId}`,
      hold_expires_at: new Date(nowMs + 60_000).toISOString(),
      total_amount: '100.00',
      currency: 'usd',
    },
  }
}

test('keeps the key before it asks, then token and hold', async () => {
  await startCheckout(ports, contents)
  expect(log).toEqual(['attempt key1', 'create key1 ×2', 'token order-of-key1 t'])
  expect(hold).toEqual({
    orderId: 'order-of-key1',
    checkoutUrl: 'http://pay.test/order-of-key1',
    expiresAtMs: 60_000,
    held: { tickets: [{ name: 'VIP', quantity: 2 }], total: '100.00', currency: 'usd' },
  })
})

test('an answer that was lost is asked for again under the same key', async () => {
  answers = [lost]
  expect((await startCheckout(ports, contents)).ok).toBe(false)
  expect((await startCheckout(ports, contents)).ok).toBe(true)
  expect(log.filter((line) => line.startsWith('create'))).toEqual([
    'create key1 ×2',
    'create key1 ×2',
  ])
})

test('back from the pay page with the same choice: the same order, nothing is released', async () => {
  await startCheckout(ports, contents)
  await startCheckout(ports, contents)
  expect(log.filter((line) => line.startsWith('create'))).toEqual([
    'create key1 ×2',
    'create key1 ×2',
  ])
  expect(log.some((line) => line.startsWith('release'))).toBe(false)
})

test('another choice lets go of the held seats first and has a key of its own', async () => {
  await startCheckout(ports, contents)
  log = []
  await startCheckout(ports, changed)
  expect(log.slice(0, 3)).toEqual(['release order-of-key1', 'attempt key2', 'create key2 ×3'])
})

test('after the hold has lapsed the key is a new one', async () => {
  await startCheckout(ports, contents)
  nowMs = 60_000
  log = []
  await startCheckout(ports, contents)
  expect(log).toContain('create key2 ×2')
})

test.each(['client_key_conflict', 'order_not_payable'] as const)(
  '%s replaces the key, once',
  async (code) => {
    answers = [refusal(code), refusal(code)]
    const answer = await startCheckout(ports, contents)
    expect(answer).toEqual(refusal(code))
    expect(log.filter((line) => line.startsWith('create'))).toEqual([
      'create key1 ×2',
      'create key2 ×2',
    ])
  },
)

test('any other refusal is told, and holds nothing', async () => {
  answers = [refusal('sold_out')]
  expect(await startCheckout(ports, contents)).toEqual(refusal('sold_out'))
  expect(log).toEqual(['attempt key1', 'create key1 ×2'])
  expect(hold).toBeNull()
})
