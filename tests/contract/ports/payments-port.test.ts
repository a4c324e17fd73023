// The payments port: the unit tests' fake, and Stripe's SDK before the simulator.
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
      pay(deps, deps.payments.sessions.get(sessionId)?.orderId ?? '', '100.00')
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
