// What happens at the payment provider in a history: banks, disputes, the dashboard, manual payments.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { Story } from './plot.ts'
import type { World } from './world.ts'

type Intent = { readonly id: string; readonly status: string; readonly amount: number }

export async function settleDelayed(world: World): Promise<void> {
  const waiting = (await world.stripeList<Intent>('/payment_intents')).filter(
    ({ status }) => status === 'processing',
  )
  if (waiting.length === 0) return
  const end = world.random.chance(0.7) ? 'succeed' : 'fail'
  await world.stripe(`/payment_intents/${world.random.pick(waiting).id}/${end}`)
}

async function paidIntents(world: World): Promise<Intent[]> {
  return (await world.stripeList<Intent>('/payment_intents')).filter(
    ({ status }) => status === 'succeeded',
  )
}

/** Payments of which we haven't heard yet, or that we are just about to give back ourselves. */
async function inBetween(world: World, paid: readonly Intent[]): Promise<Intent[]> {
  const known = await world.database.sql()<{ intent: string; queued: boolean }[]>`
    select p.stripe_payment_intent_id as intent, exists (select from public.refund_requests q
      where q.stripe_payment_intent_id = p.stripe_payment_intent_id and q.status = 'queued') as queued
    from public.payments p`
  return paid.filter(({ id }) => known.find(({ intent }) => intent === id)?.queued ?? true)
}

export async function refundByDashboard(world: World): Promise<void> {
  const paid = await paidIntents(world)
  if (paid.length === 0) return
  const between = await inBetween(world, paid)
  const { id, amount } = world.random.pick(
    between.length > 0 && world.random.chance(0.5) ? between : paid,
  )
  const part = world.random.chance(0.4)
    ? { amount: Math.ceil(amount / world.random.between(2, 5)) }
    : {}
  await world.stripe('/faults', { refunds: world.random.pick(['succeeded', 'pending']) })
  await world.stripe(`/payment_intents/${id}/refund`, part)
}

export async function settleRefund(world: World): Promise<void> {
  const refunds = await world.stripeList<{ id: string; status: string }>('/refunds')
  const open = refunds.filter(({ status }) => status === 'pending')
  // Even a refund that has arrived may be returned by the bank days later.
  const candidates = open.length > 0 ? open : refunds.filter(() => world.random.chance(0.1))
  if (candidates.length === 0) return
  const { id } = world.random.pick(candidates)
  await world.stripe(`/refunds/${id}/${world.random.chance(0.6) ? 'succeed' : 'fail'}`)
}

export async function dispute(world: World): Promise<void> {
  const paid = await paidIntents(world)
  if (paid.length === 0) return
  await world.stripe(`/payment_intents/${world.random.pick(paid).id}/dispute`, {
    inquiry: world.random.chance(0.2),
  })
}

export const isOpenDispute = (status: string): boolean =>
  status.endsWith('needs_response') || status.endsWith('under_review')

export async function closeDispute(world: World): Promise<void> {
  const open = (await world.stripeList<{ id: string; status: string }>('/disputes')).filter(
    ({ status }) => isOpenDispute(status),
  )
  if (open.length === 0) return
  const { id, status } = world.random.pick(open)
  const end = status.startsWith('warning') ? 'warning_closed' : world.random.pick(['won', 'lost'])
  await world.stripe(`/disputes/${id}/close`, { status: end })
}

/** A second payment of an order, or one with a wrong amount or currency. */
export async function strayPayment(world: World, story: Story): Promise<void> {
  const { random, database } = world
  if (story.purchases.length === 0) return
  const { orderId } = random.pick(story.purchases)
  const [order] = await database.sql()`
    select total_amount::text as total, currency from public.orders where id = ${orderId}`
  const totalMinor = decimalToMinor(String(order?.total), String(order?.currency))
  if (totalMinor === 0) return
  const wrong = random.pick(['no', 'no', 'amount', 'currency'])
  await world.strayPayment(
    orderId,
    wrong === 'amount' ? totalMinor + 1000 : totalMinor,
    wrong === 'currency' ? 'eur' : String(order?.currency),
  )
}
