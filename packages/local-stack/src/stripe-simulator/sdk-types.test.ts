// What the simulator says at run time, beside the SDK's types: no field too many, none missing, none of another type.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TOLD_TYPES } from '@maguey/functions/adapters/stripe-events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InProcess, openInProcess } from './fixtures/open-in-process.ts'
import type { StoredEvent } from './simulator-state.ts'

/** Below the package, so that `stripe` is found from there. */
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url))
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')

let folder: string
let life: InProcess

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'sdk-types-'))
  life = openInProcess()
  await live(life)
})

afterAll(async () => {
  await life?.simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

/** By bank account, direct debit and cash: what each currency is offered beside cards. */
const DELAYED = [
  ['usd', 'succeed'],
  ['usd', 'fail'],
  ['eur', 'succeed'],
  ['mxn', 'succeed'],
] as const

type Sample = { readonly type: string; readonly value: unknown }

/** Once through everything that money does there; every event of it is kept. */
async function live({ stripe, control, open, pay, settle, clock }: InProcess): Promise<void> {
  const declined = await open()
  await control(`/sessions/${declined.id}/pay`, { card: '4000000000000002' })
  await stripe.checkout.sessions.expire(declined.id)
  const expiring = await open({ expires_at: clock.nowMs() / 1000 + 1800 })
  for (const [currency, end] of DELAYED) {
    const price = { currency, unit_amount: 5000, product_data: { name: 'VIP' } }
    const { id } = await open({ line_items: [{ quantity: 1, price_data: price }] })
    await control(`/sessions/${id}/pay`, { method: 'delayed' })
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id)
    await control(`/payment_intents/${String(intent)}/${end}`)
  }
  for (const end of ['succeed', 'fail']) {
    await control('/faults', { refunds: 'pending' })
    const refund = await stripe.refunds.create({ payment_intent: await pay(), amount: 1000 })
    await control(`/refunds/${refund.id}/${end}`)
  }
  await control('/faults', { refunds: 'succeeded' })
  await stripe.refunds.create({ payment_intent: await pay(), metadata: { request_id: '1' } })
  for (const status of ['won', 'lost', 'warning_closed']) {
    const inquiry = status === 'warning_closed'
    const { id } = await control(`/payment_intents/${await pay()}/dispute`, { inquiry })
    await control(`/disputes/${String(id)}/close`, { status })
  }
  clock.advance(1_800_000)
  await stripe.checkout.sessions.retrieve(expiring.id)
  await settle()
}

const eventType = (type: string) => `Extract<Stripe.Event, { type: '${type}' }>`

async function answers({ stripe, open, pay }: InProcess): Promise<Sample[]> {
  const session = await open()
  const intent = await pay()
  const refunded = await pay()
  return [
    { type: 'Stripe.Checkout.Session', value: session },
    {
      type: 'Stripe.Checkout.Session',
      value: await stripe.checkout.sessions.retrieve(session.id),
    },
    { type: 'Stripe.Checkout.Session', value: await stripe.checkout.sessions.expire(session.id) },
    { type: 'Stripe.PaymentIntent', value: await stripe.paymentIntents.retrieve(intent) },
    { type: 'Stripe.Refund', value: await stripe.refunds.create({ payment_intent: refunded }) },
    {
      type: 'Stripe.ApiList<Stripe.Refund>',
      value: await stripe.refunds.list({ payment_intent: refunded }),
    },
    {
      type: 'Stripe.ApiList<Stripe.Event>["has_more"]',
      value: (await stripe.events.list()).has_more,
    },
  ]
}

/** As literals, which is where TypeScript also refuses a field that the type doesn't have. */
async function compare(samples: readonly Sample[]): Promise<string[]> {
  const lines = samples.map(
    ({ type, value }, n) => `export const sample${n}: ${type} = ${JSON.stringify(value)}`,
  )
  const file = join(folder, 'samples.ts')
  writeFileSync(file, ["import type Stripe from 'stripe'", ...lines].join('\n'))
  const flags =
    '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2023 --pretty false'
  const args = [tsc, ...flags.split(' '), '--types', 'node', file]
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    )
  })
  return output.split('\n').flatMap((line) => {
    const found = /samples\.ts\((\d+),\d+\): (.*)/.exec(line)
    if (found === null) return line.startsWith('error') ? [line] : []
    return [`${samples[Number(found[1]) - 2]?.type}: ${found[2]}`]
  })
}

const A_MINUTE_MS = 60_000

test('every event that is read is among those that were compared', () => {
  const types = new Set(life.received.map(({ type }) => type))
  expect(TOLD_TYPES.filter((type) => !types.has(type))).toEqual([])
})

test(
  'every event and every answer is of the SDK’s type',
  async () => {
    const events = life.received.map((event) => ({
      type: eventType(event.type),
      // What was before is null where there was nothing, which the SDK's `Partial` doesn't know of.
      value: { ...event, data: { object: event.data.object } },
    }))
    expect(await compare([...events, ...(await answers(life))])).toEqual([])
  },
  A_MINUTE_MS,
)

test(
  'a field too many, one missing and one of another type are found',
  async () => {
    const event = life.received.find(({ type }) => type === 'refund.created')
    const changed = (change: object, without = '') => {
      const { [without]: _gone, ...object } = event?.data.object ?? {}
      const value = { ...event, data: { object: { ...object, ...change } } } as StoredEvent
      return { type: eventType('refund.created'), value }
    }
    const wrong = [changed({ refunded: true }), changed({}, 'currency'), changed({ amount: '10' })]
    expect(await compare([changed({}), ...wrong])).toEqual([
      expect.stringContaining(`'"refunded"' does not exist`),
      expect.stringContaining("Property 'currency' is missing"),
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
    ])
  },
  A_MINUTE_MS,
)
