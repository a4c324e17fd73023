// Buying through the contract: start a checkout, pay it at the simulator, deliver Stripe's events about it.
import { randomUUID } from 'node:crypto'
import { type CheckoutStarted, createCheckout } from '@maguey/wire/checkout'
import { parseAnswer } from '@maguey/wire/deadline'
import { type OrderPage, orderPageSchema } from '@maguey/wire/orders'
import Stripe from 'stripe'
import type { Night } from './nights.ts'
import { type Answer, getJson, postJson, type Target } from './target.ts'

export type StripeEvent = {
  id: string
  type: string
  livemode: boolean
  data: { object: Record<string, unknown> & { id: string; metadata?: { order_id?: string } } }
}

export function checkoutBody(night: Pick<Night, 'slug'>, quantity: unknown = 2) {
  return {
    event: night.slug,
    items: [{ ticket_type: 'VIP', quantity }],
    // A different customer for each, or a new hold would end the same customer's older one.
    customer: { email: `ana.${crypto.randomUUID()}@example.com`, name: 'Łukasz Ñañez' },
    locale: 'en',
    client_key: randomUUID(),
  }
}

export function postCheckout<Body = CheckoutStarted>(
  target: Target,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Answer<Body>> {
  return postJson<Body>(`${target.api}${createCheckout.path}`, body, headers)
}

export async function openCheckout(
  target: Target,
  night: Night,
  quantity = 2,
): Promise<CheckoutStarted> {
  const answer = await postCheckout(target, checkoutBody(night, quantity))
  const started = parseAnswer(createCheckout.answer, answer.body, answer.status)
  if (!started.ok) throw new Error(`no checkout: ${JSON.stringify([started.failure, answer.body])}`)
  return started.value
}

/** The body as it was sent, after checking that the shop can parse it. */
export async function readOrderPage(
  target: Target,
  { order_id, token }: CheckoutStarted,
  query = '',
): Promise<Answer<OrderPage>> {
  const url = `${target.api}/tickets/${order_id}${query}`
  const answer = await getJson<OrderPage>(url, { 'x-order-token': token })
  const read = parseAnswer(orderPageSchema, answer.body, answer.status)
  if (!read.ok) throw new Error(`no order page: ${JSON.stringify([read.failure, answer.body])}`)
  return answer
}

export async function sessionOf({ stack }: Target, { order_id }: CheckoutStarted): Promise<string> {
  const [row] = await stack.sql<{ id: string }[]>`
    select stripe_checkout_session_id as id from public.orders where id = ${order_id}`
  if (row === undefined) throw new Error('no such order')
  return row.id
}

/** Pays with a test card at the simulator. Its events wait until `deliverEvents` brings them. */
export async function payAtStripe(
  target: Target,
  checkout: CheckoutStarted,
  card = '4242424242424242',
) {
  const session = await sessionOf(target, checkout)
  const paid = await postJson<{ outcome: string }>(
    `${target.stack.info.stripeUrl}/_control/sessions/${session}/pay`,
    { card },
  )
  return { session, outcome: paid.body.outcome }
}

export async function eventsOf(
  target: Target,
  { order_id }: CheckoutStarted,
): Promise<StripeEvent[]> {
  const all = await getJson<StripeEvent[]>(`${target.stack.info.stripeUrl}/_control/events`)
  return all.body.filter(({ data }) => data.object.metadata?.order_id === order_id)
}

/** As Stripe sends it: the raw body with a fresh signature. */
export async function deliver(
  target: Target,
  event: object,
  options: { secret?: string; body?: string } = {},
): Promise<Answer> {
  const payload = JSON.stringify(event)
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
    payload,
    secret: options.secret ?? target.stack.info.webhookSecret,
    cryptoProvider: Stripe.createSubtleCryptoProvider(),
  })
  return postJson(target.webhook, options.body ?? payload, { 'stripe-signature': signature })
}

/** Delivers every event that Stripe has about the order, in order. */
export async function deliverEvents(target: Target, checkout: CheckoutStarted): Promise<number[]> {
  const statuses: number[] = []
  for (const event of await eventsOf(target, checkout))
    statuses.push((await deliver(target, event)).status)
  return statuses
}

export async function buyTickets(target: Target, night: Night, quantity = 2) {
  const checkout = await openCheckout(target, night, quantity)
  const { session } = await payAtStripe(target, checkout)
  await deliverEvents(target, checkout)
  const page = await readOrderPage(target, checkout)
  if (page.body.order.status !== 'completed')
    throw new Error(`not completed: ${page.body.order.status}`)
  return { checkout, session, page: page.body }
}

export async function availableOf(target: Target, night: Night): Promise<number> {
  const answer = await getJson<{ available: number }>(
    `${target.api}/events/${night.slug}/availability`,
  )
  return answer.body.available
}
