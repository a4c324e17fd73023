// The payments port: the unit tests' fake, and Stripe's SDK against the simulator.
import { createStripePayments } from '@maguey/functions/adapters/stripe-payments'
import { createTestDependencies, NOW_MS, pay } from '@maguey/functions/testing/test-dependencies'
import {
  openInProcess,
  START_MS,
} from '@maguey/local-stack/stripe-simulator/fixtures/open-in-process'
import { describe } from 'vitest'
import { type PaymentsTarget, paymentsPortSuite } from './payments-port.ts'

function fake(): PaymentsTarget {
  const deps = createTestDependencies()
  return {
    payments: deps.payments,
    nowMs: NOW_MS,
    async pay(sessionId) {
      const orderId = deps.payments.sessions.get(sessionId)?.orderId ?? ''
      const { payment } = pay(deps, orderId, '100.00')
      if (payment === null) throw new Error('not paid')
      deps.payments.balance.push({
        ...{ id: `txn_${orderId}`, part: 'payment', payment_intent: payment.payment_intent ?? '' },
        ...{ order_id: orderId, amount: '100.00', fee: '3.20', currency: 'usd' },
        booked: NOW_MS / 1000,
      })
      const id = `evt_${orderId}`
      deps.payments.events.set(id, {
        id,
        type: 'checkout.session.completed',
        objectId: sessionId,
        createdSeconds: NOW_MS / 1000,
        effect: { kind: 'paid', order_id: orderId, payment },
      })
    },
  }
}

function real(): PaymentsTarget {
  const { simulator, control } = openInProcess()
  const payments = createStripePayments({
    secretKey: 'sk_test_simulator',
    webhookSecrets: ['whsec_simulator'],
    apiBase: 'http://stripe.test',
    retries: 0,
    fetch: async (url, init) => simulator.app.fetch(new Request(url, init)),
  })
  return {
    payments,
    nowMs: START_MS,
    async pay(sessionId) {
      await control(`/sessions/${sessionId}/pay`)
    },
  }
}

describe.each([
  ['the fake', fake()],
  ['Stripe’s SDK before the simulator', real()],
])('%s', (_, target) => paymentsPortSuite(() => target))
