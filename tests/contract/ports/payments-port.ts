// What every implementation of the payments port must do, defined once for the unit tests' fake and the real adapter.
import type { CheckoutRequest, Payments } from '@maguey/functions/ports/payments'
import { expect, it } from 'vitest'

export type PaymentsTarget = {
  payments: Payments
  nowMs: number
  /** The customer pays on the provider's page. */
  pay: (sessionId: string) => Promise<void>
}

export function paymentsPortSuite(target: () => PaymentsTarget): void {
  const payments = () => target().payments

  const request = (orderId: string = crypto.randomUUID()): CheckoutRequest => ({
    orderId,
    eventName: 'Perreo Fridays',
    currency: 'usd',
    customerEmail: 'ana@example.com',
    locale: 'en',
    lines: [{ name: 'VIP', quantity: 2, unitPrice: '50.00' }],
    expiresAtMs: target().nowMs + 31 * 60_000,
    successUrl: 'https://shop.example/orders/1?session_id={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://shop.example/events/1',
  })

  async function opened(orderId?: string): Promise<string> {
    const checkout = await payments().createCheckout(request(orderId))
    if (!checkout.ok) throw new Error(checkout.reason)
    return checkout.value.sessionId
  }

  async function paid(): Promise<{ orderId: string; sessionId: string; paymentIntent: string }> {
    const orderId = crypto.randomUUID()
    const sessionId = await opened(orderId)
    await target().pay(sessionId)
    const session = await payments().readCheckout(sessionId)
    const paymentIntent = session.ok ? session.value.payment?.payment_intent : null
    if (!paymentIntent) throw new Error('not paid')
    return { orderId, sessionId, paymentIntent }
  }

  it('opens one pay page for an order, however often it is asked', async () => {
    const asked = request()
    const first = await payments().createCheckout(asked)
    expect(first).toMatchObject({ ok: true, value: { url: expect.stringMatching(/^https?:/) } })
    expect(await payments().createCheckout(asked)).toEqual(first)
  })

  it('tells a page that is open from one that was paid', async () => {
    const orderId = crypto.randomUUID()
    const sessionId = await opened(orderId)
    const open = { sessionId, orderId, status: 'open', payment: null, underway: false }
    expect(await payments().readCheckout(sessionId)).toEqual({ ok: true, value: open })
    await target().pay(sessionId)
    expect(await payments().readCheckout(sessionId)).toMatchObject({
      ok: true,
      value: {
        orderId,
        status: 'complete',
        underway: false,
        payment: { session: sessionId, amount: '100.00', currency: 'usd' },
      },
    })
  })

  it('says whether its key is accepted, and for real money', async () => {
    expect(await payments().checkKey()).toEqual({ ok: true, value: { live: false } })
  })

  it('does not open a paid page anew', async () => {
    const { orderId, sessionId } = await paid()
    await payments().createCheckout(request(orderId))
    expect(await payments().readCheckout(sessionId)).toMatchObject({
      value: { status: 'complete' },
    })
  })

  it('closes an open page, and refuses to close one that is closed or paid', async () => {
    const sessionId = await opened()
    expect(await payments().expireCheckout(sessionId)).toMatchObject({
      ok: true,
      value: { status: 'expired', payment: null },
    })
    const done = await paid()
    for (const over of [sessionId, done.sessionId]) {
      expect(await payments().expireCheckout(over)).toMatchObject({ ok: false, code: 'refused' })
    }
  })

  it('knows no page that is not there', async () => {
    const answer = { ok: false, code: 'not_found', reason: 'resource_missing' }
    expect(await payments().readCheckout('cs_test_nobody')).toEqual(answer)
    expect(await payments().expireCheckout('cs_test_nobody')).toEqual(answer)
  })

  it('gives money back once for each request, and never more than was paid', async () => {
    const { orderId, paymentIntent } = await paid()
    const refund = {
      requestId: 'request-1',
      orderId,
      paymentIntent,
      amount: '40.00',
      currency: 'usd',
    }
    const ours = { ...refund, requestId: `request-${orderId}` }
    const first = await payments().refund(ours)
    expect(first).toMatchObject({
      ok: true,
      value: {
        amount: '40.00',
        currency: 'usd',
        status: 'succeeded',
        request_id: ours.requestId,
      },
    })
    expect(await payments().refund(ours)).toEqual(first)
    const listed = await payments().listRefunds(paymentIntent)
    expect(listed).toEqual({ ok: true, value: first.ok ? [first.value] : [] })
    const tooMuch = { ...ours, requestId: `more-${orderId}`, amount: '60.01' }
    expect(await payments().refund(tooMuch)).toMatchObject({ ok: false, code: 'refused' })
  })

  it('lists what it told within a time, as a delivery says it', async () => {
    const { orderId, sessionId } = await paid()
    const now = Math.floor(target().nowMs / 1000)
    const told = await payments().listEvents({ from: now, until: now + 1 })
    const ours = told.ok ? told.value.filter(({ objectId }) => objectId === sessionId) : []
    expect(ours).toMatchObject([
      {
        id: expect.stringMatching(/^evt_/),
        type: 'checkout.session.completed',
        createdSeconds: now,
        effect: { kind: 'paid', order_id: orderId, payment: { amount: '100.00' } },
      },
    ])
    for (const span of [
      { from: now - 60, until: now },
      { from: now + 1, until: now + 60 },
    ]) {
      expect(await payments().listEvents(span)).toEqual({ ok: true, value: [] })
    }
  })

  it('lists what came into the balance within a time, with its order', async () => {
    const { orderId, paymentIntent } = await paid()
    const now = Math.floor(target().nowMs / 1000)
    const booked = await payments().listBalance({ from: now, until: now + 1 })
    const ours = booked.ok
      ? booked.value.filter(({ payment_intent: intent }) => intent === paymentIntent)
      : []
    expect(ours).toMatchObject([
      { part: 'payment', order_id: orderId, amount: '100.00', fee: '3.20', booked: now },
    ])
    for (const span of [
      { from: now - 60, until: now },
      { from: now + 1, until: now + 60 },
    ])
      expect(await payments().listBalance(span)).toEqual({ ok: true, value: [] })
  })

  it('believes no event that nobody signed', async () => {
    expect(await payments().readEvent('{}', 't=1,v1=00')).toEqual({
      ok: false,
      code: 'bad_signature',
    })
  })
}
