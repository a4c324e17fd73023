// What each meaning of a provider's event does.
import { describe, expect, it } from 'vitest'
import type { PaymentEffect } from '../ports/payments.ts'
import { createTestDependencies, type TestDependencies } from '../testing/test-dependencies.ts'
import { handlePaymentEvent } from './handle-payment-event.ts'

async function handled(
  effect: PaymentEffect,
  prepare: (deps: TestDependencies) => void = () => {},
) {
  const deps = createTestDependencies()
  prepare(deps)
  const event = { id: 'evt_1', type: 'a.type', objectId: 'obj_1', createdSeconds: 7, effect }
  const answer = await handlePaymentEvent(deps, event)
  return { answer, calls: deps.database.calls }
}

const refund = {
  id: 're_1',
  amount: '25.00',
  currency: 'usd',
  status: 'pending',
  request_id: null,
} as const

const recorded = (effect: object) => [
  {
    name: 'recordStripeEvent',
    argument: { event: { id: 'evt_1', type: 'a.type', object_id: 'obj_1', created: 7 }, effect },
  },
]

describe('handlePaymentEvent', () => {
  it.each<PaymentEffect>([
    // A decline frees nothing: the same page takes another card.
    { kind: 'payment_failed', order_id: 'o1', payment_intent: 'pi_1', final: false },
    { kind: 'payment_underway', order_id: 'o1' },
    { kind: 'session_expired', order_id: 'o1' },
    { kind: 'refunds', payment_intent: 'pi_1', refunds: [refund] },
    {
      kind: 'dispute',
      payment_intent: 'pi_1',
      id: 'dp_1',
      amount: '100.00',
      currency: 'usd',
      status: 'lost',
      reason: 'fraudulent',
      due_at: null,
    },
    { kind: 'card', payment_intent: 'pi_1', brand: 'visa', last4: '4242' },
  ])('records $kind as it is told, without asking the provider', async (effect) => {
    const { calls } = await handled(effect, (deps) => {
      deps.payments.down = true
    })
    expect(calls).toEqual(recorded(effect))
  })

  it('asks for every refund when it is told of a sum only, or says that it must come again', async () => {
    const changed = { kind: 'refunds_changed', payment_intent: 'pi_1' } as const
    const { calls } = await handled(changed, (deps) => {
      deps.payments.known = [{ ...refund, status: 'failed' }]
    })
    const refunds = [{ ...refund, status: 'failed' }]
    expect(calls).toEqual(recorded({ kind: 'refunds', payment_intent: 'pi_1', refunds }))
    const away = await handled(changed, (deps) => {
      deps.payments.down = true
    })
    expect(away.calls).toEqual([])
    expect(away.answer).toEqual({ ok: false, problem: { code: 'payment_provider_unavailable' } })
  })

  it.each(['', '42', "'; drop table orders"])(
    'ignores a payment of an order that can’t be ours: %j',
    async (order_id) => {
      const payment = {
        payment_intent: 'pi_1',
        session: null,
        amount: '0.01',
        currency: 'usd',
        customer: null,
      }
      const { answer, calls } = await handled({ kind: 'paid', order_id, payment })
      expect(answer).toEqual({ ok: true, value: { outcome: 'ignored' } })
      expect(calls).toEqual([])
    },
  )

  it('does nothing for what is ignored', async () => {
    const { calls } = await handled({ kind: 'ignored', reason: 'livemode' })
    expect(calls).toEqual([])
  })
})
