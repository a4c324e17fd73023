// Hearing what the provider told while nobody listened.
import { describe, expect, it } from 'vitest'
import type { PaymentEvent } from '../ports/payments.ts'
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
    const payment = {
      payment_intent: null,
      session: null,
      amount: '1.00',
      currency: 'usd',
      customer: null,
    }
    const effect = { kind: 'paid', order_id: crypto.randomUUID(), payment } as const
    tell(deps, 'evt_1', { effect, createdSeconds: NOW - 4 * DAY })
    expect(await catchUp(deps)).toBe(0)
    expect(deps.logged).toContainEqual(expect.objectContaining({ event: 'catch_up_failed' }))
    expect(deps.database.heardUntil).toBe(NOW)
  })
})
