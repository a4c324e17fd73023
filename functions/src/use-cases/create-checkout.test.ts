// Opening a checkout: hold first, then the payment page; whatever fails leaves no seat taken.
import type { CheckoutRequest } from '@maguey/wire/checkout'
import { describe, expect, it } from 'vitest'
import { orderToken, tokenHash } from '../secrets.ts'
import {
  createTestDependencies,
  NOW_MS,
  type TestDependencies,
} from '../testing/test-dependencies.ts'
import { createCheckout } from './create-checkout.ts'

const input: CheckoutRequest = {
  event: 'perreo-fridays-20261127',
  items: [{ ticket_type: 'VIP', quantity: 2 }],
  customer: { email: 'ana@example.com', name: 'Ana' },
  locale: 'en',
  client_key: 'aaaaaaaaaaaaaaaa000000000001',
}
const orderId = '00000000-0000-4000-8000-000000000001'

function orderOf(deps: TestDependencies) {
  const order = deps.database.orders.get(orderId)
  if (order === undefined) throw new Error('no order')
  return order
}

describe('createCheckout', () => {
  it('asks for the database’s price, tagged with the order, and answers with the payment page', async () => {
    const deps = createTestDependencies()
    const checkout = await createCheckout(deps, input)
    expect(checkout).toEqual({
      ok: true,
      value: {
        order_id: orderId,
        token: await orderToken(deps.settings.orderTokenSecret, orderId),
        checkout_url: 'https://pay.example/cs_test_000000000001',
        hold_expires_at: '2026-11-20T12:33:00.000Z',
        total_amount: '100.00',
        currency: 'usd',
      },
    })
    expect(deps.payments.requests).toEqual([
      {
        orderId,
        eventName: 'Perreo Fridays',
        currency: 'usd',
        customerEmail: 'ana@example.com',
        locale: 'en',
        lines: [{ name: 'VIP', quantity: 2, unitPrice: '50.00' }],
        expiresAtMs: NOW_MS + 31.5 * 60_000,
        successUrl: `https://shop.example/orders/${orderId}?session_id={CHECKOUT_SESSION_ID}`,
        cancelUrl: `https://shop.example/events/perreo-fridays-20261127?cancelled=${orderId}`,
      },
    ])
  })

  it('keeps only the hash of the token', async () => {
    const deps = createTestDependencies()
    await createCheckout(deps, input)
    const token = await orderToken(deps.settings.orderTokenSecret, orderId)
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(orderOf(deps).tokenHash).toBe(await tokenHash(token))
  })

  it('answers a double click with the same order and one session', async () => {
    const deps = createTestDependencies()
    const first = await createCheckout(deps, input)
    const second = await createCheckout(deps, input)
    expect(second).toEqual(first)
    expect(deps.payments.requests).toHaveLength(1)
  })

  it('refuses the same client key with other contents', async () => {
    const deps = createTestDependencies()
    await createCheckout(deps, input)
    const other = { ...input, items: [{ ticket_type: 'VIP', quantity: 3 }] }
    expect(await createCheckout(deps, other)).toEqual({
      ok: false,
      problem: { code: 'client_key_conflict' },
    })
  })

  it('frees the seats and says so when the provider is away', async () => {
    const deps = createTestDependencies()
    deps.payments.down = true
    const checkout = await createCheckout(deps, input)
    expect(checkout).toEqual({ ok: false, problem: { code: 'payment_provider_unavailable' } })
    expect(orderOf(deps).status).toBe('failed')
    expect(JSON.stringify(deps.logged)).not.toContain('ana@')
  })

  it.each([
    ['email_invalid', 'invalid_email'],
    ['amount_too_small', 'amount_not_chargeable'],
    ['amount_too_large', 'amount_not_chargeable'],
    ['parameter_invalid_string', 'payment_refused'],
  ])('says a refusal for good as what it is: %s', async (reason, code) => {
    const deps = createTestDependencies()
    deps.payments.checkoutRefusal = reason
    expect(await createCheckout(deps, input)).toMatchObject({ ok: false, problem: { code } })
    expect(orderOf(deps).status).toBe('failed')
  })

  it('leaves the hold to the first of two clicks when only the second fails', async () => {
    const deps = createTestDependencies()
    await createCheckout(deps, input)
    const order = orderOf(deps)
    order.hold = { ...order.hold, checkout_url: null }
    deps.payments.down = true
    expect(await createCheckout(deps, input)).toMatchObject({ ok: false })
    expect(order.status).toBe('pending')
  })

  it('opens no session that Stripe would refuse as too short, and frees the seats', async () => {
    const deps = createTestDependencies()
    deps.payments.down = true
    await createCheckout(deps, input)
    deps.payments.down = false
    orderOf(deps).status = 'pending'
    deps.setNow(NOW_MS + 6 * 60_000)
    expect(await createCheckout(deps, input)).toEqual({
      ok: false,
      problem: { code: 'order_not_payable' },
    })
    expect(deps.payments.requests).toHaveLength(0)
    expect(orderOf(deps).status).toBe('expired')
  })

  it('sends a customer whose order is complete to its page', async () => {
    const deps = createTestDependencies()
    await createCheckout(deps, input)
    orderOf(deps).status = 'completed'
    const again = await createCheckout(deps, input)
    expect(again.ok && again.value.checkout_url).toBe(`https://shop.example/orders/${orderId}`)
  })

  it('completes an order with nothing to pay without the provider', async () => {
    const deps = createTestDependencies()
    deps.database.unitPrice = '0.00'
    deps.payments.down = true
    const checkout = await createCheckout(deps, input)
    expect(checkout.ok && checkout.value.checkout_url).toBe(
      `https://shop.example/orders/${orderId}`,
    )
    expect(orderOf(deps).status).toBe('completed')
    expect(orderOf(deps).tickets).toHaveLength(2)
  })
})
