// Mails after a history, by order and cause, counted where the provider took them: each that is owed, once, and no others.
import type { Healed } from './heal.ts'
import { REMINDERS_DUE_MS } from './night.ts'
import type { AcceptedMail } from './providers.ts'
import type { World } from './world.ts'

type MailOrder = {
  id: string
  status: string
  declined: string | null
  intent: string | null
  /** The refund that the mail about a full refund is about: the newest that arrived. */
  refund: string | null
  /** Payments that match the order's price. */
  intents: string[]
  /** All of them. */
  all_intents: string[]
  tickets: number
  /** Of them, those that would let somebody in: whoever is inside needs no mail. */
  standing: number
  transfers: Transfer[]
  /** Seats of the waiting list, once offered. */
  offered: boolean
  /** Its returned tickets that somebody has bought, by return. */
  returns_sold: string[]
  /** Of its night: a reminder's cause. */
  evening: string
  /** It goes to whoever bought at least half a day before, as long as the night is on. */
  to_remind: boolean
}

/** With the ticket that the recipient has, once accepted. */
type Transfer = {
  id: string
  accepted: boolean
  by_mail: boolean
  status: string | null
  used: boolean | null
}

type Refund = { id: string; payment_intent: string; status: string }

type Mail = readonly [kind: string, cause: string]

const HALF_A_DAY_MS = 12 * 3_600_000

export async function checkMails(world: World, { sawTheDay }: Healed): Promise<string[]> {
  const sql = world.database.sql()
  const unsent = await sql<{ order_id: string; kind: string; cause: string; status: string }[]>`
    select m.order_id, m.kind, m.cause, m.status from public.mail_outbox m
    where m.status not in ('sent', 'dropped') order by m.order_id, m.kind, m.cause`
  const orders = await sql<MailOrder[]>`
    select o.id, o.status, o.declined, o.stripe_payment_intent_id as intent,
      (select r.id from public.refunds r where r.stripe_payment_intent_id = o.stripe_payment_intent_id and r.status = 'succeeded'
        order by r.created_at desc, r.id desc limit 1) as refund,
      array(select p.stripe_payment_intent_id from public.payments p where p.order_id = o.id and p.mismatch is null) as intents,
      array(select p.stripe_payment_intent_id from public.payments p where p.order_id = o.id) as all_intents,
      (select count(*)::int from public.tickets t where t.order_id = o.id) as tickets,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.transfer_id is null and t.status = 'issued' and not t.is_used) as standing,
      (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'accepted', x.accepted_at is not null, 'by_mail', x.to_email is not null,
        'status', t.status, 'used', t.is_used) order by x.id), '[]')
        from public.ticket_transfers x left join public.tickets t on t.transfer_id = x.id where x.order_id = o.id) as transfers,
      o.request_hash = 'offer' as offered,
      array(select r.id::text from public.ticket_returns r where r.order_id = o.id and r.sold_at is not null) as returns_sold,
      e.event_day::text as evening, ${sawTheDay} and e.status = 'published' and o.status in ('completed', 'partially_refunded')
        and o.completed_at < ${new Date(REMINDERS_DUE_MS - HALF_A_DAY_MS)} as to_remind
    from public.orders o join public.events e on e.id = o.event_id
    -- Nobody is written to about a sale at the door.
    where o.kind <> 'door' order by o.created_at, o.id`
  const refunds = await world.stripeList<Refund>('/refunds')
  return [
    ...unsent.map((mail) => `mail ${mail.kind} of ${brief(mail.order_id)} is ${mail.status}`),
    ...orders.flatMap((order) => checkOrder(order, refunds, world.mails)),
    ...world.mails
      .filter(
        ({ kind, orderId }) =>
          kind !== 'waiting_joined' && !orders.some(({ id }) => id === orderId),
      )
      .map(({ kind, orderId }) => `mail ${kind} of ${brief(orderId)} is of no order`),
  ]
}

function checkOrder(
  order: MailOrder,
  refunds: readonly Refund[],
  mails: readonly AcceptedMail[],
): string[] {
  const taken = mails.filter(({ orderId }) => orderId === order.id)
  const timesTaken = ([kind, cause]: Mail) =>
    taken.filter((mail) => mail.kind === kind && mail.cause === cause).length
  const owed = mailsOwed(order, refunds)
  const may = [...owed, ...mailsOverRuled(order, refunds)]
  const different = new Map(
    taken.map(({ kind, cause }) => [`${kind} ${cause}`, [kind, cause] as const]),
  )
  return [
    ...owed.filter((mail) => timesTaken(mail) === 0).map((mail) => `never got ${mail.join(' ')}`),
    ...[...different.values()].flatMap((mail) => [
      ...(timesTaken(mail) === 1 ? [] : [`got ${mail.join(' ')} ${timesTaken(mail)} times`]),
      ...(may.some(([kind, cause]) => kind === mail[0] && cause === mail[1])
        ? []
        : [`got ${mail.join(' ')}, which nobody owes`]),
    ]),
  ].map((what) => `order ${brief(order.id)} (${order.status}) ${what}`.trim())
}

/** What its customer must have read by now. */
function mailsOwed(order: MailOrder, refunds: readonly Refund[]): Mail[] {
  const { declined, intent } = order
  return [
    ...order.transfers
      .filter(({ accepted }) => accepted)
      .flatMap(({ id, status, used }) => [
        ...when(true, 'transfer_accepted', id),
        ...when(status === 'issued' && used === false, 'tickets', id),
        ...when(
          used === false && (status === 'refunded' || declined !== null),
          'transfer_void',
          id,
        ),
      ]),
    ...order.returns_sold.flatMap((id) => when(true, 'return_sold', id)),
    ...when(order.standing > 0, 'tickets'),
    ...when(order.standing > 0 && order.to_remind, 'reminder', order.evening),
    // A free order that was declined before it had tickets is told so on the page, at once.
    ...when(declined !== null && (order.tickets > 0 || intent !== null), declined ?? ''),
    ...when(order.status === 'refunded' && declined === null, 'refund', order.refund ?? ''),
    ...order.intents
      .filter((other) => other !== intent)
      .flatMap((other) => when(true, 'second_payment', other)),
    ...refunds.flatMap(({ id, payment_intent: of, status }) => [
      ...when(order.all_intents.includes(of) && hasFailed(status), 'refund_failed', id),
      ...when(
        intent === of && order.status === 'partially_refunded' && status === 'succeeded',
        'partial_refund',
        id,
      ),
    ]),
  ]
}

/** What may have been said, on the day or before it was overtaken: tickets that don't stand any more, a refund that a bank sent back. */
function mailsOverRuled(order: MailOrder, refunds: readonly Refund[]): Mail[] {
  const own = refunds.filter(({ payment_intent: of }) => of === order.intent)
  return [
    ...order.transfers.flatMap(({ id, accepted, by_mail }) => [
      ...when(by_mail, 'transfer_offered', id),
      ...when(by_mail && !accepted, 'transfer_taken_back', id),
      ...when(accepted, 'tickets', id),
      ...when(accepted, 'reminder', `${order.evening} ${id}`),
      // A refund that a bank sent back later, or a dispute.
      ...when(accepted, 'transfer_void', id),
    ]),
    ...when(order.offered, 'waiting_offer'),
    ...when(order.tickets > 0, 'tickets'),
    ...when(order.tickets > 0, 'reminder', order.evening),
    ...own.flatMap(({ id }) => [
      ...when(
        own.some(({ status }) => hasFailed(status)),
        'refund',
        id,
      ),
      ...when(true, 'partial_refund', id),
    ]),
  ]
}

const hasFailed = (status: string): boolean => status === 'failed' || status === 'canceled'

const when = (so: boolean, kind: string, cause = ''): Mail[] => (so ? [[kind, cause]] : [])

const brief = (id: string): string => id.slice(0, 8)
