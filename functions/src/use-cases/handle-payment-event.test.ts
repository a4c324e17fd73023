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
  await handlePaymentEvent(deps, { id: 'evt_1', type: 'a.type', objectId: 'obj_1', effect })
  return { deps, calls: deps.database.calls }
}

const refund = {
  kind: 'refund',
  paymentIntent: 'pi_1',
  orderId: 'o1',
  currency: 'usd',
  amountRefundedMinor: 2_500,
} as const

const recorded = (effect: object) => [
  {
    name: 'recordStripeEvent',
    argument: { event: { id: 'evt_1', type: 'a.type', object_id: 'obj_1' }, effect },
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

  it('takes the sum of a charge as it is: it is cumulative', async () => {
    const { calls } = await handled({ ...refund, complete: true }, (deps) => {
      deps.payments.refundedMinor = 9_999
    })
    expect(calls).toEqual(
      recorded({
        kind: 'refund',
        payment_intent: 'pi_1',
        order_id: 'o1',
        amount_refunded: '25.00',
        currency: 'usd',
      }),
    )
  })

  it('asks for the sum when the event knows one refund only', async () => {
    const { calls } = await handled({ ...refund, complete: false }, (deps) => {
      deps.payments.refundedMinor = 7_500
    })
    expect(calls[0]?.argument).toMatchObject({ effect: { amount_refunded: '75.00' } })
  })

  it('counts at least the refund at hand when the provider is away', async () => {
    const { calls } = await handled({ ...refund, complete: false }, (deps) => {
      deps.payments.down = true
    })
    expect(calls[0]?.argument).toMatchObject({ effect: { amount_refunded: '25.00' } })
  })

  it('does nothing for what is ignored', async () => {
    const { calls } = await handled({ kind: 'ignored', reason: 'livemode' })
    expect(calls).toEqual([])
  })
})
