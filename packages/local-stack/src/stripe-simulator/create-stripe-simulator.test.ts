// The simulator as seen by the real Stripe SDK, over HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createStripeSimulator,
  type StripeSimulator,
  type StripeSimulatorOptions,
} from './create-stripe-simulator.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import type { Delivery } from './simulator-state.ts'

const KEY = 'sk_test_simulator'
const SECRET = 'whsec_simulator'
const START_MS = Date.UTC(2026, 10, 20, 22, 0, 0)
const start = START_MS / 1000

let folder: string
let clock: FakeClock
let simulator: StripeSimulator
let server: ServerType
let stripe: Stripe
let origin: string
let received: { body: string; signature: string }[]
let answers: (number | 'down')[]

async function open(options: Partial<StripeSimulatorOptions> = {}): Promise<void> {
  simulator = createStripeSimulator({
    secretKey: KEY,
    webhook: { url: 'http://receiver.test/stripe-webhook', secret: SECRET },
    stateFile: join(folder, 'stripe.jsonl'),
    clock,
    fetch: async (_url, init) => {
      const answer = answers.shift() ?? 200
      if (answer === 'down') throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
      received.push({
        body: String(init.body),
        signature: new Headers(init.headers).get('stripe-signature') ?? '',
      })
      return new Response(null, { status: answer })
    },
    retryDelaysMs: [1000, 5000],
    ...options,
  })
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: simulator.app.fetch, port: 0, hostname: '127.0.0.1' }, (address) =>
      resolve((address as AddressInfo).port),
    )
  })
  origin = `http://127.0.0.1:${port}`
  stripe = client(port)
}

const client = (port: number, key = KEY): Stripe =>
  new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })

async function shut(): Promise<void> {
  await simulator.close()
  await new Promise((resolve) => server.close(resolve))
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-simulator-'))
  clock = createFakeClock(START_MS)
  received = []
  answers = []
  await open()
})

afterEach(async () => {
  await shut()
  rmSync(folder, { recursive: true, force: true })
})

const twoVip = (
  more: Stripe.Checkout.SessionCreateParams = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  ui_mode: 'hosted_page',
  line_items: [
    {
      quantity: 2,
      price_data: {
        currency: 'usd',
        unit_amount: 5000,
        product_data: { name: 'Perreo Fridays · VIP' },
      },
    },
  ],
  client_reference_id: 'order-1',
  customer_email: 'ana@example.com',
  expires_at: start + 1800,
  locale: 'es',
  metadata: { order_id: 'order-1' },
  payment_intent_data: { metadata: { order_id: 'order-1' } },
  success_url: 'http://shop.test/orders/1?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://shop.test/events/perreo?cancelled=1',
  ...more,
})

/** Runs due timers until every due delivery has been tried, however slow the disk is. */
async function settle(): Promise<void> {
  for (;;) {
    clock.advance(0)
    await new Promise((resolve) => setTimeout(resolve, 2))
    const deliveries = (await (await fetch(`${origin}/_control/deliveries`)).json()) as Delivery[]
    const isDue = ({ state, nextAttemptAtMs }: Delivery) =>
      state === 'pending' && nextAttemptAtMs <= clock.nowMs()
    if (!deliveries.some(isDue)) return
  }
}

const types = () => received.map(({ body }) => (JSON.parse(body) as Stripe.Event).type)

const control = async (path: string, body: object = {}) => {
  const response = await fetch(`${origin}/_control${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return (await response.json()) as Record<string, unknown>
}

const card = (number: string) =>
  new URLSearchParams({ cardNumber: number, cardExpiry: '12 / 34', cardCvc: '123' })

const submit = (sessionId: string, number: string) =>
  fetch(`${origin}/pay/${sessionId}`, { method: 'POST', body: card(number), redirect: 'manual' })

const failure = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Stripe.errors.StripeError)
  return error as Stripe.errors.StripeError
}

describe('checkout sessions', () => {
  test('a created session is open, unpaid, and has no payment intent yet', async () => {
    const session = await stripe.checkout.sessions.create(twoVip())
    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 10000,
      currency: 'usd',
      client_reference_id: 'order-1',
      metadata: { order_id: 'order-1' },
      payment_intent: null,
      expires_at: start + 1800,
      livemode: false,
      ui_mode: 'hosted_page',
      url: `${origin}/pay/${session.id}`,
    })
    expect(session.id).toMatch(/^cs_test_[0-9A-Za-z]{58}$/)
    expect(await stripe.checkout.sessions.retrieve(session.id)).toEqual(
      expect.objectContaining({ id: session.id, status: 'open' }),
    )
  })

  test('paying completes it, and expand gives the payment intent and its charge', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    expect(await control(`/sessions/${id}/pay`)).toEqual({ outcome: 'paid' })
    const session = await stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge', 'line_items'],
    })
    expect(session.status).toBe('complete')
    expect(session.payment_status).toBe('paid')
    expect(session.url).toBeNull()
    expect(session.line_items?.data[0]).toMatchObject({ quantity: 2, amount_total: 10000 })
    const intent = session.payment_intent as Stripe.PaymentIntent
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 10000,
      metadata: { order_id: 'order-1' },
    })
    expect(intent.latest_charge).toMatchObject({ object: 'charge', paid: true, amount: 10000 })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ id: intent.id })
    const charge = intent.latest_charge as Stripe.Charge
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ payment_intent: intent.id })
  })

  test('an expired session cannot be paid, nor expired twice', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    expect(await stripe.checkout.sessions.expire(id)).toMatchObject({
      status: 'expired',
      url: null,
    })
    expect(await control(`/sessions/${id}/pay`)).toEqual({ outcome: 'not_open', status: 'expired' })
    const error = await failure(stripe.checkout.sessions.expire(id))
    expect(error.message).toContain('has a status of `expired`')
    await settle()
    expect(types()).toEqual(['checkout.session.expired'])
  })

  test('a session ends by itself at expires_at, and says so once', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    clock.advance(1_799_000)
    await settle()
    expect(types()).toEqual([])
    clock.advance(1000)
    await settle()
    expect(types()).toEqual(['checkout.session.expired'])
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('expired')
  })

  test('lists are newest first and filter by payment intent', async () => {
    const first = await stripe.checkout.sessions.create(twoVip())
    const second = await stripe.checkout.sessions.create(twoVip())
    const page = await stripe.checkout.sessions.list({ limit: 1 })
    expect(page.data.map((session) => session.id)).toEqual([second.id])
    expect(page.has_more).toBe(true)
    const rest = await stripe.checkout.sessions.list({ limit: 5, starting_after: second.id })
    expect(rest.data.map((session) => session.id)).toEqual([first.id])
    await control(`/sessions/${first.id}/pay`)
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(first.id)
    const found = await stripe.checkout.sessions.list({ payment_intent: String(intent) })
    expect(found.data.map((session) => session.id)).toEqual([first.id])
  })
})

describe('refusals', () => {
  const refused = (change: Record<string, unknown>) =>
    failure(stripe.checkout.sessions.create(twoVip(change as Stripe.Checkout.SessionCreateParams)))

  test.each([
    [
      'an unknown parameter',
      { payment_method_types: ['card'] },
      'payment_method_types',
      'parameter_unknown',
    ],
    [
      'a nested unknown one',
      { payment_intent_data: { colour: 'red' } },
      'payment_intent_data[colour]',
      'parameter_unknown',
    ],
    ['a missing one', { success_url: undefined }, 'success_url', 'parameter_missing'],
    ['the old ui_mode', { ui_mode: 'hosted' }, 'ui_mode', undefined],
    ['an end too soon', { expires_at: start + 1799 }, 'expires_at', undefined],
    ['an end too late', { expires_at: start + 86_401 }, 'expires_at', undefined],
    [
      'a time that is no integer',
      { expires_at: 'soon' },
      'expires_at',
      'parameter_invalid_integer',
    ],
    ['an address that is none', { success_url: 'shop.test' }, 'success_url', undefined],
    [
      'a customer that is not there',
      { customer: 'cus_none', customer_email: undefined },
      'customer',
      'resource_missing',
    ],
  ])('%s is refused by name', async (_name, change, param, code) => {
    const error = await refused(change)
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect({ status: error.statusCode, param: error.param, code: error.code }).toEqual({
      status: 400,
      param,
      code,
    })
  })

  test('expires_at of exactly 30 minutes and 24 hours is taken', async () => {
    await stripe.checkout.sessions.create(twoVip({ expires_at: start + 1800 }))
    await stripe.checkout.sessions.create(twoVip({ expires_at: start + 86_400 }))
  })

  test('another key, and no key, are refused', async () => {
    const port = Number(new URL(origin).port)
    const error = await failure(client(port, 'sk_test_other').checkout.sessions.create(twoVip()))
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    expect((await fetch(`${origin}/v1/checkout/sessions`)).status).toBe(401)
  })

  test('what is not there is a 404', async () => {
    const error = await failure(stripe.checkout.sessions.retrieve('cs_test_none'))
    expect([error.statusCode, error.code]).toEqual([404, 'resource_missing'])
  })

  test('a field that cannot be expanded is refused', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    const error = await failure(stripe.checkout.sessions.retrieve(id, { expand: ['colour'] }))
    expect(error.message).toBe('This property cannot be expanded (colour).')
  })
})

describe('idempotency', () => {
  test('the same key and parameters give the same session', async () => {
    const first = await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
    const again = await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
  })

  test('changed parameters are an idempotency_error', async () => {
    await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
    const error = await failure(
      stripe.checkout.sessions.create(twoVip({ client_reference_id: 'order-2' }), {
        idempotencyKey: 'k1',
      }),
    )
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(error.statusCode).toBe(400)
  })

  test('a refused request does not use up its key', async () => {
    await failure(
      stripe.checkout.sessions.create(twoVip({ expires_at: start }), { idempotencyKey: 'k1' }),
    )
    await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
  })

  test('a key is forgotten after a day', async () => {
    const first = await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
    clock.advance(24 * 3_600_000)
    const later = await stripe.checkout.sessions.create(twoVip({ expires_at: start + 90_000 }), {
      idempotencyKey: 'k1',
    })
    expect(later.id).not.toBe(first.id)
  })
})

describe('refunds', () => {
  const paidIntent = async (): Promise<string> => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await control(`/sessions/${id}/pay`)
    return String((await stripe.checkout.sessions.retrieve(id)).payment_intent)
  }

  test('partial refunds add up on the charge until all is given back', async () => {
    const intent = await paidIntent()
    await settle()
    received.length = 0
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 4000 })
    expect(part).toMatchObject({ object: 'refund', amount: 4000, status: 'succeeded' })
    await stripe.refunds.create({ payment_intent: intent, metadata: { why: 'rain' } })
    const charge = await stripe.charges.retrieve(String(part.charge), { expand: ['refunds'] })
    expect(charge).toMatchObject({ amount_refunded: 10000, refunded: true })
    expect(charge.refunds?.data.map((refund) => refund.amount)).toEqual([4000, 6000])
    const listed = await stripe.refunds.list({ payment_intent: intent })
    expect(listed.data.map((refund) => refund.amount)).toEqual([6000, 4000])
    expect(await stripe.refunds.retrieve(part.id)).toMatchObject({ id: part.id })
    await settle()
    expect(types()).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ])
  })

  test('more than is left, and a second full refund, are refused', async () => {
    const intent = await paidIntent()
    const error = await failure(stripe.refunds.create({ payment_intent: intent, amount: 10001 }))
    expect(error.param).toBe('amount')
    await stripe.refunds.create({ payment_intent: intent })
    expect((await failure(stripe.refunds.create({ payment_intent: intent }))).code).toBe(
      'charge_already_refunded',
    )
  })
})

test('customers can be created and read back', async () => {
  const { id } = await stripe.customers.create({ email: 'ana@example.com', name: 'Ana' })
  expect(await stripe.customers.retrieve(id)).toMatchObject({ object: 'customer', name: 'Ana' })
})

describe('webhooks', () => {
  test('a payment sends its five events in order, each verified by the SDK', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await control(`/sessions/${id}/pay`)
    await settle()
    expect(types()).toEqual([
      'payment_intent.created',
      'payment_intent.succeeded',
      'charge.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ])
    const last = received[3]
    const event = await stripe.webhooks.constructEventAsync(
      last?.body ?? '',
      last?.signature ?? '',
      SECRET,
      undefined,
      Stripe.createSubtleCryptoProvider(),
      START_MS,
    )
    expect(event.data.object).toMatchObject({ id, payment_status: 'paid' })
    await expect(
      stripe.webhooks.constructEventAsync(`${last?.body} `, last?.signature ?? '', SECRET),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeSignatureVerificationError)
  })

  test('a failed delivery comes again with the same event and a fresh signature, until 2xx', async () => {
    answers = [500, 302, 200]
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await stripe.checkout.sessions.expire(id)
    await settle()
    expect(received).toHaveLength(1)
    clock.advance(999)
    await settle()
    expect(received).toHaveLength(1)
    clock.advance(1)
    await settle()
    clock.advance(5000)
    await settle()
    clock.advance(60_000)
    await settle()
    expect(received).toHaveLength(3)
    expect(new Set(received.map(({ body }) => (JSON.parse(body) as Stripe.Event).id)).size).toBe(1)
    expect(new Set(received.map(({ signature }) => signature)).size).toBe(3)
  })

  test('a failing event does not hold up those behind it', async () => {
    answers = ['down', 200, 200]
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await control(`/sessions/${id}/pay`)
    await settle()
    expect(types()).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ])
    await control('/deliveries/flush')
    expect(types().at(-1)).toBe('payment_intent.created')
  })

  test('the control page pauses, resends under the same id and duplicates under a new one', async () => {
    await control('/deliveries/pause')
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await stripe.checkout.sessions.expire(id)
    clock.advance(60_000)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(received).toHaveLength(0)
    await control('/deliveries/resume')
    await settle()
    const first = JSON.parse(received[0]?.body ?? '') as Stripe.Event
    await control(`/events/${first.id}/resend`)
    await control(`/events/${first.id}/duplicate`)
    await settle()
    const ids = received.map(({ body }) => (JSON.parse(body) as Stripe.Event).id)
    expect(ids.map((other) => other === first.id)).toEqual([true, true, false])
    expect((JSON.parse(received[2]?.body ?? '') as Stripe.Event).data.object).toEqual(
      first.data.object,
    )
  })
})

describe('the pay page', () => {
  test('4242 pays and leads to success_url with the session id filled in', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    const page = await (await fetch(`${origin}/pay/${id}`)).text()
    for (const selector of ['cardNumber', 'cardExpiry', 'cardCvc', 'pay', 'cancel']) {
      expect(page).toContain(`id="${selector}"`)
    }
    expect(page).toContain('<html lang="es">')
    expect(page).toContain('Pagar $100.00')
    const paid = await submit(id, '4242 4242 4242 4242')
    expect([paid.status, paid.headers.get('location')]).toEqual([
      303,
      `http://shop.test/orders/1?session_id=${id}`,
    ])
    await submit(id, '4242 4242 4242 4242')
    await settle()
    expect(types().filter((type) => type === 'payment_intent.succeeded')).toHaveLength(1)
  })

  test('a declined card says so, and the session can still be paid', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip({ locale: 'en' }))
    const declined = await submit(id, '4000 0000 0000 0002')
    expect(declined.status).toBe(200)
    expect(await declined.text()).toContain('Your card was declined.')
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(session.status).toBe('open')
    const intent = session.payment_intent as Stripe.PaymentIntent
    expect(intent.last_payment_error).toMatchObject({
      code: 'card_declined',
      decline_code: 'generic_decline',
    })
    expect((await submit(id, '4242424242424242')).status).toBe(303)
    expect(String((await stripe.checkout.sessions.retrieve(id)).payment_intent)).toBe(intent.id)
    await settle()
    expect(types()).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'payment_intent.succeeded',
      'charge.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ])
  })

  test('a mistyped number is caught on the page and sends nothing', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    expect(await (await submit(id, '4242 4242 4242 4241')).text()).toContain('id="error"')
    await settle()
    expect(received).toEqual([])
  })

  test('an expired session and an unknown one have their own pages', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip({ locale: 'en' }))
    clock.advance(1_800_000)
    expect(await (await fetch(`${origin}/pay/${id}`)).text()).toContain('has ended')
    expect((await fetch(`${origin}/pay/cs_test_none`)).status).toBe(404)
  })

  test('the card number is kept nowhere', async () => {
    const { id } = await stripe.checkout.sessions.create(twoVip())
    await submit(id, '4000 0000 0000 0002')
    await submit(id, '4242 4242 4242 4242')
    await settle()
    const kept = JSON.stringify([
      await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] }),
      received,
    ])
    expect(kept).toContain('"last4":"4242"')
    expect(kept.replace(/\s/g, '')).not.toMatch(/4242424242424242|4000000000000002/)
  })
})

test('a restart keeps sessions, payments, keys and undelivered events', async () => {
  answers = Array<'down'>(5).fill('down')
  const { id } = await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })
  await control(`/sessions/${id}/pay`)
  await settle()
  await shut()
  await open()
  expect((await stripe.checkout.sessions.create(twoVip(), { idempotencyKey: 'k1' })).id).toBe(id)
  expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid')
  clock.advance(1000)
  await settle()
  expect(types()).toEqual([
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'checkout.session.completed',
    'charge.updated',
  ])
})
