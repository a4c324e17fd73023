// What happens to an order after its payment page: cancelled, read, healed, reconciled.
import type { OrderToReconcile } from '@maguey/wire/fulfilment'
import { describe, expect, it } from 'vitest'
import { orderToken } from '../secrets.ts'
import { createTestDependencies, pay, type TestDependencies } from '../testing/test-dependencies.ts'
import { cancelCheckout } from './cancel-checkout.ts'
import { askAboutRefunds, carryRefunds } from './carry-refunds.ts'
import { createCheckout } from './create-checkout.ts'
import { publicOrder, readOrder } from './read-order.ts'
import { reconcileOrders } from './reconcile-orders.ts'

async function opened() {
  const deps = createTestDependencies()
  const checkout = await createCheckout(deps, {
    event: 'perreo-fridays-20261127',
    items: [{ ticket_type: 'VIP', quantity: 2 }],
    customer: { email: 'ana@example.com', name: 'Ana' },
    locale: 'en',
    client_key: 'aaaaaaaaaaaaaaaa000000000001',
  })
  if (!checkout.ok) throw new Error('no checkout')
  const { order_id: orderId, token } = checkout.value
  return { deps, orderId, token, sessionId: 'cs_test_000000000001' }
}

const statusOf = (deps: TestDependencies, orderId: string) =>
  deps.database.orders.get(orderId)?.status
const released = (deps: TestDependencies) =>
  deps.database.calls.filter(({ name }) => name === 'releaseHold')

describe('cancelCheckout', () => {
  it('ends the session, then frees the seats', async () => {
    const { deps, orderId, token, sessionId } = await opened()
    expect(await cancelCheckout(deps, { orderId, token })).toEqual({
      ok: true,
      value: { status: 'expired' },
    })
    expect(deps.payments.sessions.get(sessionId)?.status).toBe('expired')
    expect(statusOf(deps, orderId)).toBe('expired')
  })

  it('keeps the seats while the session could still be paid', async () => {
    const { deps, orderId, token } = await opened()
    deps.payments.down = true
    expect(await cancelCheckout(deps, { orderId, token })).toEqual({
      ok: false,
      problem: { code: 'payment_provider_unavailable' },
    })
    expect(released(deps)).toHaveLength(0)
  })

  it('fulfils instead when the payment was faster', async () => {
    const { deps, orderId, token } = await opened()
    pay(deps, orderId, '100.00')
    expect(await cancelCheckout(deps, { orderId, token })).toEqual({
      ok: true,
      value: { status: 'completed' },
    })
    expect(released(deps)).toHaveLength(0)
  })

  it('may be called again', async () => {
    const { deps, orderId, token } = await opened()
    await cancelCheckout(deps, { orderId, token })
    expect(await cancelCheckout(deps, { orderId, token })).toEqual({
      ok: true,
      value: { status: 'expired' },
    })
    expect(released(deps)).toHaveLength(1)
  })

  it('does nothing for a wrong token', async () => {
    const { deps, orderId } = await opened()
    const token = await orderToken('another-secret-altogether', orderId)
    expect(await cancelCheckout(deps, { orderId, token })).toEqual({
      ok: false,
      problem: { code: 'order_not_found' },
    })
    expect(statusOf(deps, orderId)).toBe('pending')
  })
})

describe('readOrder', () => {
  it('heals an order whose webhook is late, by asking the provider', async () => {
    const { deps, orderId, token, sessionId } = await opened()
    pay(deps, orderId, '100.00')
    const view = await readOrder(deps, { orderId, token, sessionId })
    expect(view.ok && [view.value.order.status, view.value.tickets.length]).toEqual([
      'completed',
      2,
    ])
  })

  it('leaves an unpaid order pending, also while the provider is away', async () => {
    const { deps, orderId, token, sessionId } = await opened()
    const unpaid = await readOrder(deps, { orderId, token, sessionId })
    expect(unpaid.ok && unpaid.value.order.status).toBe('pending')
    deps.payments.down = true
    const away = await readOrder(deps, { orderId, token, sessionId })
    expect(away.ok && away.value.order.status).toBe('pending')
  })

  it('does not take another order’s session as payment', async () => {
    const { deps, orderId, token } = await opened()
    pay(deps, orderId, '100.00')
    const foreign = await readOrder(deps, { orderId, token, sessionId: 'cs_test_of_somebody_else' })
    expect(foreign.ok && foreign.value.order.status).toBe('pending')
    // Nor is the provider bothered with ids that a stranger made up.
    expect(deps.payments.reads).toEqual([])
  })

  it('shows the browser no provider’s id', async () => {
    const { deps, orderId, token, sessionId } = await opened()
    const view = await readOrder(deps, { orderId, token, sessionId: null })
    if (!view.ok) throw new Error('no view')
    const { checkout_url: _url, ...order } = publicOrder(view.value).order
    expect(JSON.stringify(order)).not.toContain(sessionId)
  })
})

const waiting = (orderId: string, sessionId: string, holdEnded = false): OrderToReconcile => ({
  order_id: orderId,
  status: holdEnded ? 'expired' : 'pending',
  hold_ended: holdEnded,
  stripe_checkout_session_id: sessionId,
})

const effects = (deps: TestDependencies) =>
  deps.database.calls
    .filter(({ name }) => name === 'recordStripeEvent')
    .map(({ argument }) => (argument as { effect: { kind: string } }).effect.kind)

describe('reconcileOrders', () => {
  it('fulfils what was paid, also when its hold has lapsed, and waits for what is open', async () => {
    const { deps, orderId, sessionId } = await opened()
    deps.database.toReconcile.push(waiting(orderId, sessionId))
    expect(await reconcileOrders(deps)).toBe(0)
    expect(effects(deps)).toEqual([])
    deps.database.toReconcile[0] = waiting(orderId, sessionId, true)
    pay(deps, orderId, '100.00')
    expect(await reconcileOrders(deps)).toBe(1)
    expect(statusOf(deps, orderId)).toBe('completed')
  })

  it('tells of a page that expired without a word', async () => {
    const { deps, orderId, sessionId } = await opened()
    await deps.payments.expireCheckout(sessionId)
    deps.database.toReconcile.push(waiting(orderId, sessionId))
    expect(await reconcileOrders(deps)).toBe(1)
    expect(effects(deps)).toEqual(['session_expired'])
  })

  it('closes a page whose seats are gone', async () => {
    const { deps, orderId, sessionId } = await opened()
    deps.database.toReconcile.push(waiting(orderId, sessionId, true))
    expect(await reconcileOrders(deps)).toBe(1)
    expect(deps.payments.sessions.get(sessionId)?.status).toBe('expired')
    expect(effects(deps)).toEqual(['session_expired'])
  })

  it('keeps the hold of a payment that is under way', async () => {
    const { deps, orderId, sessionId } = await opened()
    const session = deps.payments.sessions.get(sessionId)
    if (session) Object.assign(session, { status: 'complete', underway: true })
    deps.database.toReconcile.push(waiting(orderId, sessionId))
    expect(await reconcileOrders(deps)).toBe(1)
    expect(effects(deps)).toEqual(['payment_underway'])
  })

  it('learns nothing while the provider is away', async () => {
    const { deps, orderId, sessionId } = await opened()
    deps.payments.down = true
    deps.database.toReconcile.push(waiting(orderId, sessionId, true))
    expect(await reconcileOrders(deps)).toBe(0)
  })
})

describe('carryRefunds', () => {
  const owed = {
    request_id: 'r1',
    order_id: 'o1',
    payment_intent: 'pi_1',
    amount: '90.00',
    currency: 'usd',
  }

  it('asks for what is owed and hands over what the provider says', async () => {
    const deps = createTestDependencies()
    deps.database.refundsToCarry.push(owed)
    expect(await carryRefunds(deps)).toBe(1)
    expect(deps.payments.refunds).toEqual([
      { requestId: 'r1', paymentIntent: 'pi_1', amount: '90.00', currency: 'usd' },
    ])
    expect(deps.database.finishedRefunds).toMatchObject([
      {
        requestId: 'r1',
        refunds: [{ amount: '90.00', status: 'succeeded', request_id: 'r1' }],
        error: null,
      },
    ])
  })

  it('tries again when the provider is away, and not when it refuses: then it says what was given back already', async () => {
    const deps = createTestDependencies()
    deps.database.refundsToCarry.push(owed)
    deps.payments.down = true
    expect(await carryRefunds(deps)).toBe(0)
    deps.payments.down = false
    deps.payments.refusing = true
    deps.payments.known = [
      { id: 're_9', amount: '100.00', currency: 'usd', status: 'succeeded', request_id: null },
    ]
    deps.database.refundsToCarry.push(owed)
    await carryRefunds(deps)
    expect(deps.database.finishedRefunds).toMatchObject([
      { refused: false, refunds: [], error: 'connection_error' },
      { refused: true, refunds: [{ id: 're_9', amount: '100.00' }], error: 'charge_disputed' },
    ])
  })

  it('asks about refunds that have been pending for long', async () => {
    const deps = createTestDependencies()
    deps.database.refundsToAskAbout.push('pi_1')
    expect(await askAboutRefunds(deps)).toBe(1)
    expect(effects(deps)).toEqual(['refunds'])
  })
})
