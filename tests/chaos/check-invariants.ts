// What must hold after any history, once all has recovered: seats, money, tickets and mail, counted from outside.
import { decimalToMinor } from '@maguey/ticket-core/money'
import { checkBooks } from './check-books.ts'
import { checkDoor } from './check-door.ts'
import { checkMails } from './check-mails.ts'
import { checkTransfers } from './check-transfers.ts'
import { checkWaiting } from './check-waiting.ts'
import type { Healed } from './heal.ts'
import type { Story } from './plot.ts'
import type { World } from './world.ts'

type Intent = {
  id: string
  status: string
  amount_received: number
  currency: string
  latest_charge: string
  metadata: { order_id?: string }
}
type Refund = { id: string; payment_intent: string; amount: number; status: string }
type Dispute = { id: string; payment_intent: string; status: string }

type Order = {
  id: string
  kind: string
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
  /** What still needs a person. */
  open: { cause: string; intent: string | null }[]
}

/** Sentences about what is wrong; an empty list is good. */
export async function checkInvariants(
  world: World,
  story: Story,
  healed: Healed,
): Promise<string[]> {
  return [
    ...(await checkSeats(world)),
    ...(await checkOrders(world)),
    ...(await checkEntries(world)),
    ...checkRefundsAsked(world, healed.wellSinceMs),
    ...(await checkMails(world, healed)),
    ...(await checkBooks(world)),
    ...(await checkTransfers(world)),
    ...(await checkWaiting(world)),
    ...(await checkDoor(world, story)),
  ]
}

async function checkSeats(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const types = await sql`
    select t.event_id, t.code, t.capacity, t.sold, t.held, e.venue_capacity,
      (select coalesce(sum(l.quantity - (
          -- What an offer sells of returned tickets is still sold to whoever returned them.
          select count(*) from public.ticket_returns r where r.offer_id = o.id and r.sold_at is null and r.taken_back_at is null)), 0)::int
        from public.order_lines l join public.orders o on o.id = l.order_id
        where l.ticket_type_id = t.id and o.status = 'pending') as recounted_held,
      (select count(*)::int from public.door_stock s where s.ticket_type_id = t.id and s.ended is null) as carried,
      (select count(*)::int from public.tickets k left join public.orders o on o.id = k.order_id where k.ticket_type_id = t.id
        -- A ticket and the one in its place have one seat between them, whichever of them was let in.
        and not exists (select from public.ticket_voids x where x.ticket_id = k.ticket_id and x.replaced_by is not null)
        and (k.status = 'issued' or k.is_used
          or exists (select from public.ticket_voids x join public.tickets b on b.ticket_id = x.ticket_id where x.replaced_by = k.ticket_id and b.is_used)
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
      ...(type.held === type.recounted_held + type.carried
        ? []
        : [
            `${type.code} counts ${type.held} held and has ${type.recounted_held} and ${type.carried} at the door`,
          ]),
      ...(type.held === type.carried ? [] : [`${type.code} holds ${type.held} for ever`]),
    ]),
    ...venues.flatMap((venue) =>
      venue.taken > venue.capacity ? [`${venue.slug} is over its venue's capacity`] : [],
    ),
  ]
}

async function checkOrders(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const orders = await sql<Order[]>`
    select o.id, o.kind, o.status, o.total_amount::text as total, o.refunded_amount::text as refunded, o.currency, o.ticket_count,
      e.status as event_status, o.stripe_payment_intent_id as intent, o.declined is not null as declined,
      (select coalesce(jsonb_agg(jsonb_build_object('cause', n.cause, 'intent', n.detail ->> 'payment_intent')), '[]')
        from public.needs_person n where n.order_id = o.id and n.resolved_at is null) as open,
      (select count(*)::int from public.tickets t where t.order_id = o.id
        and not exists (select from public.ticket_voids x where x.ticket_id = t.ticket_id and x.replaced_by is not null)) as tickets,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.status = 'issued') as issued,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.status = 'issued' and not t.is_used
        -- A free one stands though what was paid went back for a returned one.
        and not (coalesce(t.price_paid, 0) = 0 and exists (select from public.ticket_returns r where r.order_id = o.id and r.sold_at is not null))) as unused
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
  // What is paid at the door is in the drawer.
  if (isFree || order.kind === 'door') return wrong
  const bought = payments.find(({ id }) => id === order.intent)
  const returned = Math.min(bought?.refunded ?? 0, decimalToMinor(order.total, order.currency))
  say(
    returned !== decimalToMinor(order.refunded, order.currency),
    `says ${order.refunded} refunded, and Stripe ${returned}`,
  )
  // An admitted guest stays admitted, whatever the bank says later.
  say(order.unused > 0 && !kept.some(({ fits }) => fits), 'has tickets that nobody pays for')
  // What needs a person is excused for the payment that it is about, and for no other one of the same order.
  const needs = (intent: string | null, ...causes: string[]) =>
    order.open.some((item) => item.intent === intent && causes.includes(item.cause))
  const stuck = ({ id }: { id: string }) =>
    needs(id, 'payment_mismatch', 'refund_refused', 'refund_failed')
  const waiting = kept.filter((payment) => !stuck(payment))
  say(
    order.issued === 0 && waiting.length > 0 && !needs(null, 'no_seat_to_restore'),
    'has been paid, and has neither tickets nor its money',
  )
  say(
    !order.declined &&
      order.issued === 0 &&
      kept.some(({ id }) => id === order.intent && !needs(id, 'payment_mismatch')) &&
      !needs(null, 'no_seat_to_restore'),
    'has neither tickets nor all of its money, and nothing that says why',
  )
  say(waiting.length > 1, 'has been paid twice, and one was not given back')
  say(
    order.event_status === 'cancelled' && waiting.length > 0,
    'is of a cancelled night, and was not refunded',
  )
  for (const { id, fits } of kept) {
    say(!fits && !needs(id, 'payment_mismatch'), `nobody is called about payment ${id}`)
  }
  return wrong
}

/** Once for what had no answer when all became well, and once more at most: Stripe's key makes the second harmless. */
const MOST_ASKED = 2

function checkRefundsAsked({ refundsAsked }: World, wellSinceMs: number): string[] {
  const since = refundsAsked.filter(({ atMs }) => atMs >= wellSinceMs)
  return [...new Set(since.map(({ key }) => key))]
    .filter((key) => since.filter((asked) => asked.key === key).length > MOST_ASKED)
    .map((key) => `${key} is asked for again and again`)
}

/** Everybody who was admitted stays admitted; and every request to Stripe was carried through. */
async function checkEntries(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const forgotten = await sql`
    select t.ticket_id from public.tickets t where not t.is_used and exists (
      select from public.scans s where s.ticket_id = t.ticket_id and s.result not in ('undo', 'undone'))`
  const queued = await sql`select id, cause from public.refund_requests where status = 'queued'`
  const payments =
    await sql`select stripe_payment_intent_id as intent, amount_refunded::text as refunded, currency from public.payments`
  const refunds = await world.stripeList<Refund>('/refunds')
  const returned = (intent: string) =>
    refunds
      .filter((refund) => refund.payment_intent === intent && refund.status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0)
  const unheard = (await world.stripeList<Intent>('/payment_intents')).filter(
    ({ id, status, metadata }) =>
      status === 'succeeded' &&
      metadata.order_id !== undefined &&
      !payments.some(({ intent }) => intent === id),
  )
  const facts = await sql<{ id: string; status: string }[]>`
    select id, status from public.refunds union all select id, status from public.disputes`
  const told = [...refunds, ...(await world.stripeList<Dispute>('/disputes'))]
  const unlike = told.filter(
    ({ id, status }) => facts.find((fact) => fact.id === id)?.status !== status,
  )
  return [
    ...unlike.map(({ id, status }) => `${id} is ${status} at Stripe, and not here`),
    ...unheard.map(({ id }) => `payment ${id} was never heard of`),
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
