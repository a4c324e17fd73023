// Money after the pay page: delayed payments, refunds that wait or come back, disputes, and faults on the way.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type InProcess, openInProcess } from './fixtures/open-in-process.ts'
import { openStateStore } from './state-store.ts'

let folder: string
let stateFile: string
let life: InProcess

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'money-life-'))
  stateFile = join(folder, 'stripe.jsonl')
  life = openInProcess({ stateFile })
})

afterEach(async () => {
  const live = await Promise.all(
    [
      'sessions',
      'payment_intents',
      'refunds',
      'disputes',
      'balance_transactions',
      'events',
      'deliveries',
    ].map((kind) => life.read<{ id: string }[]>(`/${kind}`)),
  )
  await life.simulator.close()
  const { state } = openStateStore(stateFile)
  const kept = [
    Object.values(state.sessions).map((record) => record.session),
    ...[
      state.paymentIntents,
      state.refunds,
      state.disputes,
      state.balanceTransactions,
      state.events,
      state.deliveries,
    ].map((records) => Object.values(records) as { id: string }[]),
  ]
  // Whatever a test did, the file and the memory agree.
  expect(kept).toEqual(live)
  rmSync(folder, { recursive: true, force: true })
})

const types = () => life.received.map((event) => event.type)

const failure = async (promise: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Stripe.errors.StripeError)
  return error as Stripe.errors.StripeError
}

const heard = async (act: () => Promise<unknown>): Promise<string[]> => {
  await life.settle()
  life.received.length = 0
  await act()
  await life.settle()
  return types()
}

describe('a delayed payment', () => {
  const begin = async () => {
    const { id } = await life.open()
    expect(await life.control(`/sessions/${id}/pay`, { method: 'delayed' })).toMatchObject({
      outcome: 'processing',
    })
    const session = await life.stripe.checkout.sessions.retrieve(id)
    return { id, intent: String(session.payment_intent) }
  }

  test('completes its session unpaid, and pays later', async () => {
    const { id, intent } = await begin()
    await life.settle()
    expect(types()).toEqual([
      'payment_intent.created',
      'payment_intent.processing',
      'charge.pending',
      'checkout.session.completed',
    ])
    expect(await life.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    })
    expect(await heard(() => life.control(`/payment_intents/${intent}/succeed`))).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'checkout.session.async_payment_succeeded',
      'charge.updated',
    ])
    expect((await life.stripe.checkout.sessions.retrieve(id)).payment_status).toBe('paid')
    expect(await life.control(`/payment_intents/${intent}/fail`)).toEqual({ settled: false })
  })

  test('may fail days later, and can be refunded only when it has paid', async () => {
    const { id, intent } = await begin()
    expect((await failure(life.stripe.refunds.create({ payment_intent: intent }))).statusCode).toBe(
      400,
    )
    expect(await heard(() => life.control(`/payment_intents/${intent}/fail`))).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      'checkout.session.async_payment_failed',
    ])
    expect(await life.stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: 'requires_payment_method',
      amount_received: 0,
    })
    expect((await life.stripe.checkout.sessions.retrieve(id)).payment_status).toBe('unpaid')
  })

  test.each([
    { allowed_payment_method_types: ['card'] },
    { excluded_payment_method_types: ['us_bank_account'] },
  ] satisfies Stripe.Checkout.SessionCreateParams[])('is not offered with %j', async (params) => {
    const { id, payment_method_types: methods } = await life.open(params)
    expect(methods).toEqual(['card'])
    expect(await life.control(`/sessions/${id}/pay`, { method: 'delayed' })).toEqual({
      outcome: 'not_offered',
    })
  })
})

describe('a refund', () => {
  test('that is pending succeeds later, and says what it was before', async () => {
    const intent = await life.pay()
    await life.control('/faults', { refunds: 'pending' })
    const refund = await life.stripe.refunds.create({ payment_intent: intent, amount: 4000 })
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })
    const events = await heard(() => life.control(`/refunds/${refund.id}/succeed`))
    expect(events).toEqual(['refund.updated', 'charge.refund.updated'])
    expect(life.received[0]?.data.previous_attributes).toMatchObject({ status: 'pending' })
    expect((await life.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
  })

  test.each(['pending', 'succeeded'])(
    'that was %s may fail: the money is the venue’s again',
    async (first) => {
      const intent = await life.pay()
      await life.control('/faults', { refunds: first })
      const refund = await life.stripe.refunds.create({ payment_intent: intent })
      const charge = () => life.stripe.charges.retrieve(String(refund.charge))
      expect(await charge()).toMatchObject({ amount_refunded: 10_000, refunded: true })
      expect(await heard(() => life.control(`/refunds/${refund.id}/fail`))).toEqual([
        'refund.failed',
        'refund.updated',
        'charge.refund.updated',
        'charge.updated',
      ])
      expect(await charge()).toMatchObject({ amount_refunded: 0, refunded: false })
      expect(await life.stripe.refunds.retrieve(refund.id)).toMatchObject({
        status: 'failed',
        failure_reason: 'lost_or_stolen_card',
      })
      expect(await life.control(`/refunds/${refund.id}/succeed`)).toEqual({ settled: false })
      await life.stripe.refunds.create({ payment_intent: intent })
    },
  )

  test('names the request and the key that asked for it; one from the Dashboard names none', async () => {
    const intent = await life.pay()
    const made = await life.stripe.refunds.create(
      { payment_intent: intent, amount: 100 },
      { idempotencyKey: 'why' },
    )
    await life.control(`/payment_intents/${intent}/refund`, { amount: 200 })
    await life.settle()
    const created = life.received.filter(({ type }) => type === 'refund.created')
    expect(created.map(({ request }) => request)).toEqual([
      { id: made.lastResponse.requestId, idempotency_key: 'why' },
      { id: null, idempotency_key: null },
    ])
    const charges = life.received.filter(({ type }) => type === 'charge.refunded')
    expect(charges.map(({ data }) => data.previous_attributes)).toEqual([
      { amount_refunded: 0, refunded: false },
      { amount_refunded: 100, refunded: false },
    ])
  })

  test('that was refused is refused again under the same key', async () => {
    const intent = await life.pay()
    const ask = () =>
      failure(
        life.stripe.refunds.create(
          { payment_intent: intent, amount: 10_001 },
          { idempotencyKey: 'k' },
        ),
      )
    const first = await ask()
    const again = await ask()
    expect(again.message).toBe(first.message)
    expect(again.headers?.['idempotent-replayed']).toBe('true')
  })
})

describe('a dispute', () => {
  test('that is lost keeps the money away, and the charge can no longer be refunded', async () => {
    const intent = await life.pay()
    let dispute: Record<string, unknown> = {}
    const opened = await heard(async () => {
      dispute = await life.control(`/payment_intents/${intent}/dispute`)
    })
    expect(opened).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.updated',
    ])
    expect(dispute).toMatchObject({
      status: 'needs_response',
      amount: 10_000,
      payment_intent: intent,
    })
    const refused = await failure(life.stripe.refunds.create({ payment_intent: intent }))
    expect(refused.code).toBe('charge_disputed')
    const closed = await heard(() =>
      life.control(`/disputes/${dispute.id}/close`, { status: 'lost' }),
    )
    expect(closed).toEqual(['charge.dispute.updated', 'charge.dispute.closed'])
    const found = await life.stripe.disputes.list({ payment_intent: intent })
    expect(found.data.map(({ status }) => status)).toEqual(['lost'])
  })

  test('that is won brings the money back', async () => {
    const intent = await life.pay()
    const { id } = await life.control(`/payment_intents/${intent}/dispute`)
    const closed = await heard(() => life.control(`/disputes/${id}/close`, { status: 'won' }))
    expect(closed).toContain('charge.dispute.funds_reinstated')
    expect((await life.stripe.disputes.retrieve(String(id))).status).toBe('won')
    expect(await life.control(`/disputes/${id}/close`, { status: 'lost' })).toEqual({
      closed: false,
    })
    await life.stripe.refunds.create({ payment_intent: intent })
  })

  test('that is only an inquiry takes nothing, and may be refunded', async () => {
    const intent = await life.pay()
    const opened = await heard(() =>
      life.control(`/payment_intents/${intent}/dispute`, { inquiry: true }),
    )
    expect(opened).toEqual(['charge.dispute.created', 'charge.updated'])
    await life.stripe.refunds.create({ payment_intent: intent })
  })
})

describe('what Stripe takes and refuses', () => {
  const priced = (currency: string, unitAmount: number): Stripe.Checkout.SessionCreateParams => ({
    line_items: [
      {
        quantity: 1,
        price_data: { currency, unit_amount: unitAmount, product_data: { name: 'General' } },
      },
    ],
  })

  test.each([
    "o'brien@example.com",
    'ana+vip@example.com',
    'ana@xn--mxico-bsa.mx',
    'ana@example.xn--p1ai',
    'a_b-c@sub.example.co.uk',
  ])('takes %s', async (email) => {
    expect((await life.open({ customer_email: email })).customer_email).toBe(email)
  })

  test.each([
    'ana',
    'ana@localhost',
    'a..b@example.com',
    'ana@-x.com',
    'año@example.com',
    'ana@1.2.3.4',
  ])('refuses %s beside its parameter', async (email) => {
    const error = await failure(life.open({ customer_email: email }))
    expect([error.statusCode, error.code, error.param]).toEqual([
      400,
      'email_invalid',
      'customer_email',
    ])
  })

  // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  test.each([
    ['usd', 49, 50],
    ['mxn', 999, 1000],
    ['gbp', 29, 30],
    ['jpy', 49, 50],
    ['huf', 17_499, 17_500],
  ])('the least in %s is refused at %i and taken at %i', async (currency, below, least) => {
    expect((await failure(life.open(priced(currency, below)))).code).toBe('amount_too_small')
    expect((await life.open(priced(currency, least))).amount_total).toBe(least)
  })

  test('eight digits are the most', async () => {
    expect((await life.open(priced('usd', 99_999_999))).amount_total).toBe(99_999_999)
    expect((await failure(life.open(priced('usd', 100_000_000)))).code).toBe('amount_too_large')
  })

  test('a three-decimal currency has no thousandths', async () => {
    expect((await life.open(priced('kwd', 5120))).amount_total).toBe(5120)
    const error = await failure(life.open(priced('kwd', 5125)))
    expect(error.param).toBe('line_items[0][price_data][unit_amount]')
  })
})

test('events can be read back by time and type, for thirty days', async () => {
  await life.pay()
  life.clock.advance(60_000)
  const since = life.clock.nowMs() / 1000
  await life.pay()
  const paid = { type: 'checkout.session.completed' }
  const listed = async (params: Stripe.EventListParams) =>
    (await life.stripe.events.list(params)).data.map(({ created }) => created - since)
  expect(await listed(paid)).toEqual([0, -60])
  expect(await listed({ ...paid, created: { gte: since } })).toEqual([0])
  expect(await listed({ created: { lt: since }, limit: 2 })).toEqual([-60, -60])
  life.clock.advance(30 * 86_400_000)
  expect(await listed(paid)).toEqual([0])
})

describe('on purpose', () => {
  test('the API is down, and nothing is done', async () => {
    await life.control('/faults', { api: 'down' })
    expect((await failure(life.open())).statusCode).toBe(503)
    await life.control('/faults', { api: 'up' })
    expect((await life.stripe.checkout.sessions.list()).data).toEqual([])
  })

  test('the answer is lost, and a repeat with the same key finds what was done', async () => {
    await life.control('/faults', { api: 'silent' })
    await expect(
      life.stripe.customers.create({ email: 'ana@example.com' }, { idempotencyKey: 'k' }),
    ).rejects.toThrow()
    await life.control('/faults', { api: 'up' })
    const { id } = await life.stripe.customers.create(
      { email: 'ana@example.com' },
      { idempotencyKey: 'k' },
    )
    await life.settle()
    expect(life.received.map(({ data }) => data.object.id)).toEqual([id])
  })

  test('events are dropped, doubled, and overtake one another', async () => {
    await life.control('/faults', { deliveries_dropped: 1 })
    await life.pay()
    await life.settle()
    expect(types()).toEqual([])
    await life.control('/faults', { deliveries_dropped: 0, deliveries_doubled: 1 })
    await life.pay()
    await life.settle()
    expect(types()).toHaveLength(10)
    expect(new Set(life.received.map(({ id }) => id)).size).toBe(5)
    life.received.length = 0
    await life.control('/faults', { deliveries_doubled: 0, delivery_delay_ms: 60_000 })
    for (let n = 0; n < 4; n += 1) await life.pay()
    const made = (await life.read<{ id: string }[]>('/events')).slice(-20).map(({ id }) => id)
    for (let n = 0; n < 60; n += 1) {
      life.clock.advance(1000)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    await life.settle()
    const got = life.received.map(({ id }) => id)
    expect(got.toSorted()).toEqual(made.toSorted())
    expect(got).not.toEqual(made)
  })

  test('a fault that is none is refused', async () => {
    expect(await life.control('/faults', { api: 'sideways' })).toHaveProperty('error')
  })
})

test('an event is on the disk before it is sent', async () => {
  const sent: boolean[] = []
  const other = join(folder, 'other.jsonl')
  const watched = openInProcess({
    stateFile: other,
    fetch: async (_url, init) => {
      const { id } = JSON.parse(String(init.body)) as { id: string }
      sent.push(readFileSync(other, 'utf8').includes(`["events","${id}"`))
      return new Response()
    },
  })
  // Time alone ends the session: no request triggers the save.
  await watched.open({ expires_at: watched.clock.nowMs() / 1000 + 1800 })
  watched.clock.advance(1_800_000)
  while (sent.length < 1) await new Promise((resolve) => setTimeout(resolve, 1))
  await watched.simulator.close()
  expect(sent).toEqual([true])
})
