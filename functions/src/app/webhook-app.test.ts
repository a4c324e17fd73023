// What Stripe is told: 400 for a bad signature only, 5xx for what a retry can mend, 2xx for the rest. And the worker's door.
import { describe, expect, it } from 'vitest'
import type { PaymentEffect } from '../ports/payments.ts'
import { failure } from '../problem.ts'
import { createTestDependencies, type TestDependencies } from '../testing/test-dependencies.ts'
import { createWebhookApp } from './webhook-app.ts'
import { createWorkerApp } from './worker-app.ts'

const paid: PaymentEffect = {
  kind: 'paid',
  order_id: '00000000-0000-4000-8000-00000000dead',
  payment: {
    payment_intent: 'pi_1',
    session: null,
    amount: '0.01',
    currency: 'usd',
    customer: null,
  },
}

async function deliver(deps: TestDependencies, effect: PaymentEffect | null) {
  if (effect !== null)
    deps.payments.events.set('body', {
      id: 'evt_1',
      type: 't',
      objectId: null,
      createdSeconds: 1,
      effect,
    })
  const response = await createWebhookApp(deps).request('/stripe-webhook', {
    method: 'POST',
    body: 'body',
  })
  return { status: response.status, body: (await response.json()) as object }
}

describe('the webhook', () => {
  it('says 400 to a bad signature', async () => {
    expect(await deliver(createTestDependencies(), null)).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_signature' } },
    })
  })

  it('says 200 to what no retry can mend, and logs it', async () => {
    const deps = createTestDependencies()
    expect(await deliver(deps, paid)).toEqual({
      status: 200,
      body: { received: true, outcome: 'order_not_found' },
    })
    expect(deps.logged).toMatchObject([
      { level: 'error', event: 'webhook_failed', code: 'order_not_found' },
    ])
  })

  it('says 500 when the database is away, so that Stripe comes again', async () => {
    const deps = createTestDependencies()
    deps.database.readOrderForFulfilment = async () => failure('internal')
    expect((await deliver(deps, paid)).status).toBe(500)
  })

  it('says 200 to what means nothing to us', async () => {
    expect(await deliver(createTestDependencies(), { kind: 'ignored', reason: 'type' })).toEqual({
      status: 200,
      body: { received: true, outcome: 'ignored' },
    })
  })
})

describe('the worker', () => {
  const call = (authorization?: string) =>
    createWorkerApp(createTestDependencies()).request('/worker', {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
    })

  it('works for its secret only', async () => {
    expect(await (await call('Bearer the-workers-own-secret')).json()).toEqual({
      mails_sent: 0,
      holds_released: 3,
      orders_reconciled: 0,
      refunds_carried: 0,
      orders_cancelled: 0,
      events_caught_up: 0,
    })
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      'Bearer the-workers-own-secreT',
      'the-workers-own-secret-',
    ]) {
      expect((await call(wrong)).status).toBe(404)
    }
  })
})
