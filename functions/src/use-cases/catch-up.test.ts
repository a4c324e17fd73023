// Hearing what the provider told while nobody listened.
import { describe, expect, it } from 'vitest'
import type { PaymentEvent } from '../ports/payments.ts'
import { failure } from '../problem.ts'
import {
  createTestDependencies,
  NOW_MS,
  type TestDependencies,
} from '../testing/test-dependencies.ts'
import { catchUp } from './catch-up.ts'
import { createCheckout } from './create-checkout.ts'

const NOW = NOW_MS / 1000
const DAY = 86_400

async function ordered() {
  const deps = createTestDependencies()
  const checkout = await createCheckout(deps, {
    event: 'perreo-fridays-20261127',
    items: [{ ticket_type: 'VIP', quantity: 2 }],
    customer: { email: 'ana@example.com', name: 'Ana' },
    locale: 'en',
    client_key: 'aaaaaaaaaaaaaaaa000000000001',
  })
  if (!checkout.ok) throw new Error('no checkout')
  deps.database.toCatchUp = { from: NOW - DAY, until: NOW }
  return { deps, orderId: checkout.value.order_id }
}

function tell(deps: TestDependencies, id: string, event: Partial<PaymentEvent>) {
  const told = { id, type: 'test', objectId: null, createdSeconds: NOW - 3600 }
  deps.payments.events.set(id, { ...told, effect: { kind: 'ignored', reason: 'type' }, ...event })
}

const ended = (orderId: string) =>
  ({ effect: { kind: 'session_expired', order_id: orderId } }) as const

/** A payment for an order that nobody knows. */
const paidForNothing = {
  effect: {
    kind: 'paid',
    order_id: '00000000-0000-4000-8000-00000000dead',
    payment: {
      payment_intent: null,
      session: null,
      amount: '1.00',
      currency: 'usd',
      customer: null,
    },
  },
} as const

const recorded = (deps: TestDependencies) =>
  deps.database.calls.filter(({ name }) => name === 'recordStripeEvent').length

describe('catchUp', () => {
  it('hears an event whose delivery was lost, once', async () => {
    const { deps, orderId } = await ordered()
    tell(deps, 'evt_1', ended(orderId))
    expect(await catchUp(deps)).toBe(1)
    expect(deps.database.orders.get(orderId)?.status).toBe('expired')
    expect(deps.database.heardUntil).toBe(NOW)
    expect(await catchUp(deps)).toBe(0)
    expect(recorded(deps)).toBe(1)
  })

  it('asks nobody when it was done a moment ago', async () => {
    const { deps, orderId } = await ordered()
    tell(deps, 'evt_1', ended(orderId))
    deps.database.toCatchUp = null
    expect(await catchUp(deps)).toBe(0)
    expect(recorded(deps)).toBe(0)
  })

  it('leaves alone what means nothing here', async () => {
    const { deps } = await ordered()
    tell(deps, 'evt_1', {})
    expect(await catchUp(deps)).toBe(0)
    expect(deps.database.heardUntil).toBe(NOW)
  })

  it('comes back to where the provider went away', async () => {
    const { deps, orderId } = await ordered()
    tell(deps, 'evt_1', ended(orderId))
    deps.payments.down = true
    expect(await catchUp(deps)).toBe(0)
    expect(deps.database.heardUntil).toBeNull()
    deps.payments.down = false
    expect(await catchUp(deps)).toBe(1)
  })

  it('hears later events past one that fails, and comes back to that one', async () => {
    const { deps, orderId } = await ordered()
    const refunds = { effect: { kind: 'refunds_changed', payment_intent: 'pi_1' } } as const
    tell(deps, 'evt_1', { ...refunds, createdSeconds: NOW - DAY + 7 * 3600 })
    tell(deps, 'evt_2', ended(orderId))
    deps.payments.listRefunds = async () =>
      ({ ok: false, code: 'unavailable', reason: 'away' }) as never
    expect(await catchUp(deps)).toBe(1)
    expect(deps.database.orders.get(orderId)?.status).toBe('expired')
    expect(deps.database.heardUntil).toBe(NOW - DAY + 6 * 3600)
  })

  it('leaves an event behind that has failed for as long as the provider would have tried', async () => {
    const { deps } = await ordered()
    deps.database.toCatchUp = { from: NOW - 4 * DAY, until: NOW }
    tell(deps, 'evt_1', { ...paidForNothing, createdSeconds: NOW - 4 * DAY })
    deps.database.readOrderForFulfilment = async () => failure('internal')
    expect(await catchUp(deps)).toBe(0)
    expect(deps.logged).toContainEqual(expect.objectContaining({ event: 'catch_up_failed' }))
    expect(deps.database.heardUntil).toBe(NOW)
  })

  it('is not held back by an event that no later round could handle either', async () => {
    const { deps } = await ordered()
    tell(deps, 'evt_1', paidForNothing)
    expect(await catchUp(deps)).toBe(0)
    expect(deps.logged).toMatchObject([{ event: 'catch_up_failed', code: 'order_not_found' }])
    expect(deps.database.heardUntil).toBe(NOW)
  })

  it.each([
    ['unheardStripeEvents', 0],
    ['finishStripeCatchUp', 1],
  ] as const)('says so when the database fails at %s', async (name, heard) => {
    const { deps, orderId } = await ordered()
    tell(deps, 'evt_1', ended(orderId))
    deps.database[name] = async () => failure('internal') as never
    expect(await catchUp(deps)).toBe(heard)
    expect(deps.logged).toEqual([{ level: 'error', event: 'catch_up_failed', code: 'internal' }])
  })
})
