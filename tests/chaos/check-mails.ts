// Mails after a history, by order and cause: each mail that is owed was sent, once, and no others.
import type { World } from './world.ts'

/** Resend remembers an idempotency key this long: after a day unanswered, a retry doesn't learn of the first try. */
const KEY_KEPT_MS = 24 * 3_600_000

type Outbox = { id: string; order_id: string; kind: string; cause: string; status: string }

type MailOrder = {
  id: string
  status: string
  declined: string | null
  intent: string | null
  /** Payments that match the order's price. */
  intents: string[]
  /** All of them. */
  all_intents: string[]
  tickets: number
  blocked: boolean
}

type Refund = { id: string; payment_intent: string; status: string }

export async function checkMails(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const outbox = await sql<Outbox[]>`
    select m.id, m.order_id, m.kind, m.cause, m.status from public.mail_outbox m order by m.order_id, m.kind, m.cause`
  const orders = await sql<MailOrder[]>`
    select o.id, o.status, o.declined, o.stripe_payment_intent_id as intent,
      array(select p.stripe_payment_intent_id from public.payments p where p.order_id = o.id and p.mismatch is null) as intents,
      array(select p.stripe_payment_intent_id from public.payments p where p.order_id = o.id) as all_intents,
      (select count(*)::int from public.tickets t where t.order_id = o.id) as tickets,
      -- A ticket's mail waits for the end of a dispute.
      o.dispute is not distinct from 'open' as blocked
    from public.orders o order by o.created_at, o.id`
  const refunds = await world.stripeList<Refund>('/refunds')
  return [
    ...orders.flatMap((order) => checkOwed(order, refunds, outbox)),
    ...outbox.flatMap((mail) => checkSent(world, mail, orders)),
    ...world.mails
      .filter(({ key }) => !outbox.some(({ id }) => id === key))
      .map(({ key }) => `mail ${key} went out and nobody owes it`),
  ]
}

function checkOwed(order: MailOrder, refunds: readonly Refund[], outbox: readonly Outbox[]) {
  const of = outbox.filter((mail) => mail.order_id === order.id)
  const owed: [kind: string, cause: string][] = [
    ...when(order.tickets > 0, 'tickets'),
    // A free order that was declined before it had tickets is told so on the page, at once.
    ...when(
      order.declined !== null && (order.tickets > 0 || order.intent !== null),
      order.declined ?? '',
    ),
    ...when(order.status === 'refunded' && order.declined === null, 'refund'),
    ...order.intents
      .filter((intent) => intent !== order.intent)
      .flatMap((intent) => when(true, 'second_payment', intent)),
    ...refunds.flatMap(({ id, payment_intent: intent, status }) => [
      ...when(
        order.all_intents.includes(intent) && ['failed', 'canceled'].includes(status),
        'refund_failed',
        id,
      ),
      ...when(
        order.intent === intent && order.status === 'partially_refunded' && status === 'succeeded',
        'partial_refund',
        id,
      ),
    ]),
  ]
  return owed
    .filter(([kind, cause]) => !of.some((mail) => mail.kind === kind && mail.cause === cause))
    .map(([kind, cause]) => `order ${brief(order.id)} owes no mail ${kind} ${cause}`.trim())
}

const when = (so: boolean, kind: string, cause = ''): [string, string][] =>
  so ? [[kind, cause]] : []

function checkSent(world: World, mail: Outbox, orders: readonly MailOrder[]): string[] {
  const what = `mail ${mail.kind} ${mail.cause} of ${brief(mail.order_id)}`
  const copies = world.mails.filter(({ key }) => key === mail.id)
  const soonAgain = copies.filter(
    ({ atMs }, n) => n > 0 && atMs - (copies[n - 1]?.atMs ?? 0) < KEY_KEPT_MS,
  )
  const order = orders.find(({ id }) => id === mail.order_id)
  const isOver =
    mail.status === 'sent' ||
    (mail.kind === 'tickets' && (mail.status === 'dropped' || order?.blocked === true))
  return [
    ...(isOver ? [] : [`${what} is ${mail.status}`]),
    ...(mail.status === 'sent' && copies.length === 0 ? [`${what} is sent, and never was`] : []),
    ...(soonAgain.length > 0 ? [`${what} went out ${copies.length} times`] : []),
  ]
}

const brief = (id: string): string => id.slice(0, 8)
