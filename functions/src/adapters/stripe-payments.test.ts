// Stripe's side of the port: signatures, rotation, modes, and what each event means. No network.
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import type { PaymentEffect } from '../ports/payments.ts'
import { createStripePayments } from './stripe-payments.ts'

const payments = createStripePayments({
  secretKey: 'sk_test_x',
  webhookSecrets: ['whsec_new_secret', 'whsec_old_secret'],
})

function eventBody(type: string, object: object, livemode = false): string {
  return JSON.stringify({ id: 'evt_1', object: 'event', type, livemode, data: { object } })
}

function signed(body: string, secret = 'whsec_new_secret', timestamp?: number): Promise<string> {
  return Stripe.webhooks.generateTestHeaderStringAsync({
    payload: body,
    secret,
    cryptoProvider: Stripe.createSubtleCryptoProvider(),
    ...(timestamp === undefined ? {} : { timestamp }),
  })
}

async function effectOf(type: string, object: object, livemode = false): Promise<PaymentEffect> {
  const body = eventBody(type, object, livemode)
  const read = await payments.readEvent(body, await signed(body))
  if (!read.ok) throw new Error('bad signature')
  return read.event.effect
}

const ORDER = '0190a1b2-0000-7000-8000-000000000001'
const metadata = { order_id: ORDER }
const session = {
  id: 'cs_1',
  metadata,
  status: 'complete',
  payment_status: 'paid',
  payment_intent: 'pi_1',
  amount_total: 10_000,
  currency: 'usd',
  customer: null,
}

it('asks for a pay page under the same key until the page is to end later', async () => {
  const keys: (string | null)[] = []
  const { createCheckout } = createStripePayments({
    secretKey: 'sk_test_x',
    webhookSecrets: [],
    fetch: async (_, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'))
      return Response.json({ id: 'cs_1', url: 'https://pay.example/cs_1' })
    },
  })
  const asked = {
    ...{ orderId: ORDER, eventName: 'Perreo Fridays', currency: 'usd', lines: [] },
    ...{ customerEmail: 'ana@example.com', locale: 'en' as const, expiresAtMs: 1_795_824_000_000 },
    ...{ successUrl: 'https://shop.example/1', cancelUrl: 'https://shop.example/2' },
  }
  expect(await createCheckout(asked)).toMatchObject({ ok: true, value: { sessionId: 'cs_1' } })
  await createCheckout(asked)
  await createCheckout({ ...asked, expiresAtMs: asked.expiresAtMs + 120_000 })
  expect(keys[0]).toContain(ORDER)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

describe('readEvent', () => {
  const body = eventBody('checkout.session.completed', session)

  it.each(['whsec_new_secret', 'whsec_old_secret'])(
    'takes either secret while one is rotated: %s',
    async (secret) => {
      expect(await payments.readEvent(body, await signed(body, secret))).toMatchObject({
        ok: true,
        event: { id: 'evt_1', type: 'checkout.session.completed', objectId: 'cs_1' },
      })
    },
  )

  it('refuses a foreign secret, a changed body, an old signature, and none', async () => {
    const bad = { ok: false, code: 'bad_signature' }
    expect(await payments.readEvent(body, await signed(body, 'whsec_of_a_stranger'))).toEqual(bad)
    expect(await payments.readEvent(body.replace('10000', '1'), await signed(body))).toEqual(bad)
    expect(
      await payments.readEvent(body, await signed(body, 'whsec_new_secret', 1_600_000_000)),
    ).toEqual(bad)
    expect(await payments.readEvent(body, '')).toEqual(bad)
    expect(await payments.readEvent('', '')).toEqual(bad)
  })

  it('ignores events of the other mode', async () => {
    expect(await effectOf('checkout.session.completed', session, true)).toEqual({
      kind: 'ignored',
      reason: 'livemode',
    })
  })
})

describe('what events mean', () => {
  const payment = {
    payment_intent: 'pi_1',
    session: 'cs_1',
    amount: '100.00',
    currency: 'usd',
    customer: null,
  }

  it('a completed session is paid, unless its money is still on the way', async () => {
    expect(await effectOf('checkout.session.completed', session)).toEqual({
      kind: 'paid',
      order_id: ORDER,
      payment,
    })
    const unpaid = { ...session, payment_status: 'unpaid' }
    expect(await effectOf('checkout.session.completed', unpaid)).toEqual({
      kind: 'payment_underway',
      order_id: ORDER,
    })
    expect(await effectOf('checkout.session.async_payment_succeeded', session)).toMatchObject({
      kind: 'paid',
    })
  })

  it.each([
    ['jpy', '10000'],
    ['kwd', '10.000'],
  ])('an amount has the decimals of its currency: %s', async (currency, amount) => {
    const effect = await effectOf('checkout.session.completed', { ...session, currency })
    expect(effect).toMatchObject({ payment: { amount, currency } })
  })

  it('a session of somebody else that only keeps a card, and so has no currency, is ignored', async () => {
    const setup = { id: 'cs_2', metadata: {}, status: 'complete', currency: null }
    expect(
      await effectOf('checkout.session.completed', {
        ...setup,
        payment_status: 'no_payment_required',
      }),
    ).toEqual({ kind: 'ignored', reason: 'no_order' })
  })

  it('a payment intent is paid by what was received, whoever its customer is', async () => {
    const intent = {
      id: 'pi_1',
      metadata,
      amount: 10_000,
      amount_received: 10_000,
      currency: 'usd',
      customer: { id: 'cus_1' },
    }
    expect(await effectOf('payment_intent.succeeded', intent)).toEqual({
      kind: 'paid',
      order_id: ORDER,
      payment: { ...payment, session: null, customer: 'cus_1' },
    })
  })

  it('a decline is not final, a failed delayed payment is', async () => {
    const failed = { kind: 'payment_failed', order_id: ORDER, payment_intent: 'pi_1' }
    expect(await effectOf('payment_intent.payment_failed', { id: 'pi_1', metadata })).toEqual({
      ...failed,
      final: false,
    })
    expect(await effectOf('checkout.session.async_payment_failed', session)).toEqual({
      ...failed,
      final: true,
    })
  })

  it.each(['order-1', '', '4711', `${ORDER}0`])(
    'an order_id that is none of ours (%j) is somebody else’s, and ignored',
    async (order_id) => {
      const foreign = { ...session, metadata: { order_id } }
      const ignored = { kind: 'ignored', reason: 'no_order' }
      expect(await effectOf('checkout.session.completed', foreign)).toEqual(ignored)
      expect(await effectOf('checkout.session.expired', foreign)).toEqual(ignored)
      const intent = { id: 'pi_1', metadata: { order_id } }
      expect(await effectOf('payment_intent.payment_failed', intent)).toEqual(ignored)
    },
  )

  it('an expired session frees its order', async () => {
    expect(await effectOf('checkout.session.expired', session)).toEqual({
      kind: 'session_expired',
      order_id: ORDER,
    })
  })

  it('a refund is told as it is, one that asks for an action is pending, and a charge tells of a change only', async () => {
    const refund = {
      id: 're_1',
      payment_intent: 'pi_1',
      currency: 'usd',
      amount: 1_500,
      status: 'succeeded',
      metadata: { request_id: 'request-1' },
    }
    const told = {
      id: 're_1',
      amount: '15.00',
      currency: 'usd',
      status: 'succeeded',
      request_id: 'request-1',
    }
    const effect = { kind: 'refunds', payment_intent: 'pi_1' }
    expect(await effectOf('refund.updated', refund)).toEqual({ ...effect, refunds: [told] })
    expect(await effectOf('refund.failed', { ...refund, status: 'failed' })).toEqual({
      ...effect,
      refunds: [{ ...told, status: 'failed' }],
    })
    const waiting = { ...refund, status: 'requires_action', metadata: null }
    expect(await effectOf('refund.created', waiting)).toEqual({
      ...effect,
      refunds: [{ ...told, status: 'pending', request_id: null }],
    })
    const charge = { id: 'ch_1', payment_intent: 'pi_1', amount_refunded: 4_000, metadata }
    expect(await effectOf('charge.refunded', charge)).toEqual({
      kind: 'refunds_changed',
      payment_intent: 'pi_1',
    })
  })

  it.each(['created', 'updated', 'closed'])(
    'a dispute is told by its payment: %s',
    async (what) => {
      const dispute = {
        id: 'dp_1',
        payment_intent: 'pi_1',
        amount: 10_000,
        currency: 'usd',
        status: 'needs_response',
        reason: 'fraudulent',
      }
      expect(await effectOf(`charge.dispute.${what}`, dispute)).toEqual({
        kind: 'dispute',
        payment_intent: 'pi_1',
        id: 'dp_1',
        amount: '100.00',
        currency: 'usd',
        status: 'needs_response',
        reason: 'fraudulent',
        due_at: null,
      })
    },
  )

  it('what has no order of ours, or no meaning for us, is ignored', async () => {
    expect(
      await effectOf('payment_intent.succeeded', {
        id: 'pi_9',
        metadata: {},
        amount: 1,
        currency: 'usd',
      }),
    ).toEqual({
      kind: 'ignored',
      reason: 'no_order',
    })
    expect(await effectOf('customer.created', { id: 'cus_1' })).toEqual({
      kind: 'ignored',
      reason: 'type',
    })
  })
})
