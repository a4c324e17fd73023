// Stripe's events as the functions record them: refunds, disputes, declines, ended pages.
import { randomUUID } from 'node:crypto'
import type { JSONValue, Sql } from 'postgres'
import type { Night } from './make-night.ts'
import { fulfil, type HoldOptions, hold } from './sell.ts'

/** One event with this effect; `created` in seconds, as Stripe dates events. */
export async function record(
  sql: Sql,
  effect: JSONValue,
  event: { id?: string; created?: number } = {},
) {
  const told = {
    id: event.id ?? `evt_${randomUUID()}`,
    type: 'test',
    object_id: 'obj',
    created: event.created ?? 1_800_000_000,
  }
  const [row] = await sql`
    select public.record_stripe_event(${sql.json(told)}, ${sql.json(effect)}) as answer`
  return row?.answer
}

export type Refund = { id?: string; amount: string; status?: string; request_id?: string }

export function recordRefund(
  sql: Sql,
  intent: string,
  { id = `re_${randomUUID()}`, amount, status = 'succeeded', request_id }: Refund,
  event: { id?: string; created?: number } = {},
) {
  const refunds = [{ id, amount, currency: 'usd', status, request_id: request_id ?? null }]
  return record(sql, { kind: 'refunds', payment_intent: intent, refunds }, event)
}

export function recordDispute(
  sql: Sql,
  intent: string,
  status: string,
  created = 1_800_000_000,
  id = `dp_${intent}`,
) {
  const effect = { kind: 'dispute', payment_intent: intent, id, status, reason: 'fraudulent' }
  return record(sql, { ...effect, amount: '100.00', currency: 'usd' }, { created })
}

/** A completed order: two VIP, 100.00. */
export async function bought(sql: Sql, night: Night, options: HoldOptions = {}) {
  const order = await hold(sql, night, options)
  await fulfil(sql, night, order)
  return { order, orderId: String(order.order_id), intent: `pi_${order.order_id}` }
}

/** An order paid after its hold had ended and its seats were sold: its money must be refunded. */
export async function boughtLate(sql: Sql, night: Night) {
  const order = await hold(sql, night)
  await sql`select public.release_hold(${order.order_id})`
  await fulfil(sql, night, await hold(sql, night))
  await fulfil(sql, night, order)
  return { order, orderId: String(order.order_id), intent: `pi_${order.order_id}` }
}

type DerivedOrder = {
  status: string
  refunded_amount: string
  declined: string | null
  dispute: string | null
  tickets_due: boolean
  completed: boolean
  intent: string | null
}

/** Everything derived about an order except ids and times: what must not depend on the order of the facts. */
export async function stateOf(sql: Sql, orderId: string) {
  const [order] = await sql`
    select status, refunded_amount, declined, dispute, tickets_due, completed_at is not null as completed,
      stripe_payment_intent_id as intent
    from public.orders where id = ${orderId}`
  const tickets =
    await sql`select status from public.tickets where order_id = ${orderId} order by 1`
  const payments = await sql`
    select stripe_payment_intent_id as intent, status, amount_refunded, dispute_status from public.payments
    where order_id = ${orderId} order by status desc`
  const mails = await sql`
    select kind, cause from public.mail_outbox where order_id = ${orderId} order by 1, 2`
  const requests = await sql`
    select cause, amount, status from public.refund_requests where order_id = ${orderId} order by 1, 2, 3`
  const people = await sql`
    select cause from public.needs_person where order_id = ${orderId} and resolved_at is null order by 1`
  return {
    ...(order as DerivedOrder),
    tickets: tickets.map((ticket) => ticket.status),
    payments: [...payments],
    mails: mails.map((mail) => `${mail.kind} ${mail.cause}`.trim()),
    requests: requests.map(({ cause, amount, status }) => `${cause} ${amount} ${status}`),
    people: people.map((item) => item.cause),
  }
}
