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
  amountMinor: 2_500,
  currency: 'usd',
  status: 'pending',
  requestId: null,
} as const

const refundTold = { id: 're_1', amount: '25.00', currency: 'usd', request_id: null }

const recorded = (effect: object) => [
  {
    name: 'recordStripeEvent',
    argument: { event: { id: 'evt_1', type: 'a.type', object_id: 'obj_1', created: 7 }, effect },
  },
]

describe('handlePaymentEvent', () => {
  it('records a decline and frees nothing: the same page takes another card', async () => {
    const { calls } = await handled({
      kind: 'payment_failed',
      orderId: 'o1',
      paymentIntent: 'pi_1',
      final: false,
    })
    expect(calls).toEqual(
      recorded({ kind: 'payment_failed', payment_intent: 'pi_1', order_id: 'o1', final: false }),
    )
  })

  it('records one refund as it is told, without asking', async () => {
    const { calls } = await handled({ kind: 'refund', paymentIntent: 'pi_1', refund }, (deps) => {
      deps.payments.down = true
    })
    expect(calls).toEqual(
      recorded({
        kind: 'refunds',
        payment_intent: 'pi_1',
        refunds: [{ ...refundTold, status: 'pending' }],
      }),
    )
  })

  it('asks for every refund when it is told of a sum only, or says that it must come again', async () => {
    const changed = { kind: 'refunds_changed', paymentIntent: 'pi_1' } as const
    const { calls } = await handled(changed, (deps) => {
      deps.payments.known = [{ ...refund, status: 'failed' }]
    })
    expect(calls[0]?.argument).toMatchObject({
      effect: { refunds: [{ ...refundTold, status: 'failed' }] },
    })
    const away = await handled(changed, (deps) => {
      deps.payments.down = true
    })
    expect(away.calls).toEqual([])
    expect(away.answer).toEqual({ ok: false, problem: { code: 'payment_provider_unavailable' } })
  })

  it('records a dispute with its amount', async () => {
    const { calls } = await handled({
      kind: 'dispute',
      paymentIntent: 'pi_1',
      id: 'dp_1',
      amountMinor: 10_000,
      currency: 'usd',
      status: 'lost',
      reason: 'fraudulent',
    })
    expect(calls).toEqual(
      recorded({
        kind: 'dispute',
        payment_intent: 'pi_1',
        id: 'dp_1',
        amount: '100.00',
        currency: 'usd',
        status: 'lost',
        reason: 'fraudulent',
      }),
    )
  })

  it.each(['', '42', "'; drop table orders"])(
    'ignores a payment of an order that can’t be ours: %j',
    async (orderId) => {
      const payment = {
        paymentIntent: 'pi_1',
        session: null,
        amountMinor: 1,
        currency: 'usd',
        customer: null,
      }
      const { answer, calls } = await handled({ kind: 'paid', orderId, payment })
      expect(answer).toEqual({ ok: true, value: { outcome: 'ignored' } })
      expect(calls).toEqual([])
    },
  )

  it('does nothing for what is ignored', async () => {
    const { calls } = await handled({ kind: 'ignored', reason: 'livemode' })
    expect(calls).toEqual([])
  })
})
