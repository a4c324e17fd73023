// What must hold after any history, once all has recovered: seats, money, tickets and mail, counted from outside.
import { decimalToMinor } from '@maguey/ticket-core/money'
import { checkMails } from './check-mails.ts'
import type { World } from './world.ts'

type Intent = {
  id: string
  status: string
  amount_received: number
  currency: string
  latest_charge: string
  metadata: { order_id?: string }
}
type Refund = { payment_intent: string; amount: number; status: string }
type Dispute = { payment_intent: string; status: string }

type Order = {
  id: string
  status: string
  total: string
  refunded: string
  currency: string
  ticket_count: number
  event_status: string
  /** The payment that bought it. */
  intent: string | null
  declined: boolean
  issued: number
  /** Of the issued tickets. */
  unused: number
  tickets: number
  /** Its causes on the list of what needs a person, where still open. */
  causes: string[]
}

/** Sentences about what is wrong; an empty list is good. */
export async function checkInvariants(world: World): Promise<string[]> {
  return [
    ...(await checkSeats(world)),
    ...(await checkOrders(world)),
    ...(await checkEntries(world)),
    ...(await checkMails(world)),
  ]
}

async function checkSeats(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const types = await sql`
    select t.event_id, t.code, t.capacity, t.sold, t.held, e.venue_capacity,
      (select coalesce(sum(l.quantity), 0)::int from public.order_lines l join public.orders o on o.id = l.order_id
        where l.ticket_type_id = t.id and o.status = 'pending') as recounted_held,
      (select count(*)::int from public.tickets k left join public.orders o on o.id = k.order_id where k.ticket_type_id = t.id and (k.status = 'issued' or k.is_used
          -- Blocked by an open dispute: the guest may get it back, so nobody else gets the seat.
          or k.status = 'void' and o.dispute is distinct from 'lost' and not exists (select from public.ticket_voids x where x.ticket_id = k.ticket_id))) as recounted_sold
    from public.ticket_types t join public.events e on e.id = t.event_id`
  const venues = await sql`
    select e.slug, e.venue_capacity as capacity, sum(t.sold + t.held)::int as taken
    from public.events e join public.ticket_types t on t.event_id = e.id group by e.id`
  return [
    ...types.flatMap((type) => [
      ...(type.sold + type.held > type.capacity ? [`${type.code} is oversold`] : []),
      ...(type.sold === type.recounted_sold
        ? []
        : [`${type.code} counts ${type.sold} sold and has ${type.recounted_sold}`]),
      ...(type.held === type.recounted_held
        ? []
        : [`${type.code} counts ${type.held} held and has ${type.recounted_held}`]),
      ...(type.held === 0 ? [] : [`${type.code} holds ${type.held} for ever`]),
    ]),
    ...venues.flatMap((venue) =>
      venue.taken > venue.capacity ? [`${venue.slug} is over its venue's capacity`] : [],
    ),
  ]
}

async function checkOrders(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const orders = await sql<Order[]>`
    select o.id, o.status, o.total_amount::text as total, o.refunded_amount::text as refunded, o.currency, o.ticket_count,
      e.status as event_status, o.stripe_payment_intent_id as intent, o.declined is not null as declined,
      array(select n.cause from public.needs_person n where n.order_id = o.id and n.resolved_at is null) as causes,
      (select count(*)::int from public.tickets t where t.order_id = o.id) as tickets,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.status = 'issued') as issued,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.status = 'issued' and not t.is_used) as unused
    from public.orders o join public.events e on e.id = o.event_id order by o.created_at, o.id`
  const money = {
    intents: await world.stripeList<Intent>('/payment_intents'),
    refunds: await world.stripeList<Refund>('/refunds'),
    disputes: await world.stripeList<Dispute>('/disputes'),
  }
  return orders.flatMap((order) =>
    checkOrder(order, money).map(
      (what) => `order ${order.id.slice(0, 8)} (${order.status}): ${what}`,
    ),
  )
}

type Money = { intents: Intent[]; refunds: Refund[]; disputes: Dispute[] }

/** The current state of a payment: how much of it the venue has, whoever took the rest. */
function paymentsOf(order: Order, { intents, refunds, disputes }: Money) {
  return intents
    .filter((intent) => intent.metadata.order_id === order.id && intent.status === 'succeeded')
    .map((intent) => {
      const given = (statuses: string[]) =>
        refunds
          .filter((r) => r.payment_intent === intent.id && statuses.includes(r.status))
          .reduce((sum, { amount }) => sum + amount, 0)
      const fights = disputes.filter((d) => d.payment_intent === intent.id).map((d) => d.status)
      const lost = fights.includes('lost')
      return {
        id: intent.id,
        fits:
          intent.currency === order.currency &&
          intent.amount_received === decimalToMinor(order.total, order.currency),
        refunded: given(['succeeded']),
        contested: fights.some((status) => /needs_response$|under_review$/.test(status)),
        lost,
        kept: lost ? 0 : intent.amount_received - given(['succeeded', 'pending']),
      }
    })
}

function checkOrder(order: Order, money: Money): string[] {
  const wrong: string[] = []
  const say = (when: boolean, what: string) => {
    if (when) wrong.push(what)
  }
  const payments = paymentsOf(order, money)
  const kept = payments.filter((payment) => payment.kept > 0)
  const isFree = decimalToMinor(order.total, order.currency) === 0
  say(order.status === 'pending', 'is pending for ever')
  say(order.tickets > order.ticket_count, `has ${order.tickets} tickets for ${order.ticket_count}`)
  say(order.tickets !== 0 && order.tickets !== order.ticket_count, 'has some of its tickets')
  if (isFree) return wrong
  const bought = payments.find(({ id }) => id === order.intent)
  const returned = Math.min(bought?.refunded ?? 0, decimalToMinor(order.total, order.currency))
  say(
    returned !== decimalToMinor(order.refunded, order.currency),
    `says ${order.refunded} refunded, and Stripe ${returned}`,
  )
  // An admitted guest stays admitted, whatever the bank says later.
  say(order.unused > 0 && !kept.some(({ fits }) => fits), 'has tickets that nobody pays for')
  const needs = (...causes: string[]) => causes.some((cause) => order.causes.includes(cause))
  const contested = payments.some((payment) => payment.contested)
  const stuck = needs('payment_mismatch', 'refund_refused', 'refund_failed')
  say(
    order.issued === 0 &&
      kept.length > 0 &&
      !contested &&
      !(order.declined && stuck) &&
      !needs('payment_mismatch', 'no_seat_to_restore'),
    'has been paid, and has neither tickets nor its money',
  )
  // What a bank holds in a dispute is not ours to give back until it has decided.
  const atHand = kept.filter((payment) => !payment.contested)
  say(atHand.length > 1 && !stuck, 'has been paid twice, and one was not given back')
  say(
    order.event_status === 'cancelled' && kept.length > 0 && !contested && !stuck,
    'is of a cancelled night, and was not refunded',
  )
  return wrong
}

/** Everybody who was admitted stays admitted; and every request to Stripe was carried through. */
async function checkEntries(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const forgotten = await sql`
    select t.ticket_id from public.tickets t where not t.is_used and exists (select from public.scans s where s.ticket_id = t.ticket_id)`
  const queued = await sql`select id, cause from public.refund_requests where status = 'queued'`
  const payments =
    await sql`select stripe_payment_intent_id as intent, amount_refunded::text as refunded, currency from public.payments`
  const refunds = await world.stripeList<Refund>('/refunds')
  const returned = (intent: string) =>
    refunds
      .filter((refund) => refund.payment_intent === intent && refund.status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0)
  return [
    ...forgotten.map(({ ticket_id: id }) => `ticket ${id} was let in and is not used`),
    ...queued.map(
      ({ id, cause }) => `refund request ${id} (${cause}) is asked for again and again`,
    ),
    ...payments
      .filter(
        ({ intent, refunded, currency }) => decimalToMinor(refunded, currency) !== returned(intent),
      )
      .map(({ intent, refunded }) => `payment ${intent} says ${refunded} refunded, and Stripe not`),
  ]
}
