// What must be so after any history, once everybody has come back: seats, money, tickets and mail, counted from outside.
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
  issued: number
  tickets: number
  needs_person: boolean
}

/** Sentences about what is wrong; none is good. */
export async function checkInvariants(world: World): Promise<string[]> {
  return [...(await checkSeats(world)), ...(await checkOrders(world)), ...(await checkMails(world))]
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
      e.status as event_status, exists (select from public.needs_person n where n.order_id = o.id) as needs_person,
      (select count(*)::int from public.tickets t where t.order_id = o.id) as tickets,
      (select count(*)::int from public.tickets t where t.order_id = o.id and t.status = 'issued') as issued
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

/** A payment as it stands: what of it the venue has, whoever took the rest. */
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
        contested: fights.some(
          (status) => status === 'needs_response' || status === 'under_review',
        ),
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
  const free = decimalToMinor(order.total, order.currency) === 0
  say(order.status === 'pending', 'is pending for ever')
  say(order.tickets > order.ticket_count, `has ${order.tickets} tickets for ${order.ticket_count}`)
  say(order.tickets !== 0 && order.tickets !== order.ticket_count, 'has some of its tickets')
  if (free) return wrong
  say(order.issued > 0 && !kept.some(({ fits }) => fits), 'has tickets that nobody pays for')
  if (order.needs_person) return wrong
  const contested = payments.some((payment) => payment.contested)
  say(
    order.issued === 0 && kept.length > 0 && !contested,
    'has been paid, and has neither tickets nor its money',
  )
  say(kept.length > 1, 'has been paid twice, and one was not given back')
  say(
    order.event_status === 'cancelled' && kept.length > 0 && !contested,
    'is of a cancelled night, and was not refunded',
  )
  const own = payments.filter(({ fits }) => fits)
  const refunded = own.map((payment) => payment.refunded)
  say(
    own.length > 0 && !refunded.includes(decimalToMinor(order.refunded, order.currency)),
    `says ${order.refunded} refunded, and Stripe ${refunded.join(', ')}`,
  )
  return wrong
}
