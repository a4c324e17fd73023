// The waiting list after a history: nobody was passed over who fitted, and each returned ticket was sold and refunded at most once.
import type { World } from './world.ts'

type Returned = {
  id: string
  ticket_id: string
  amount: string
  /** Of the ticket. */
  status: string
  voids: number
  requests: number
  requested: string | null
  /** Whoever bought it. */
  buyer_completed: boolean
  buyer_tickets: number
}

export async function checkWaiting(world: World): Promise<string[]> {
  await noteDone(world)
  return [
    ...(await checkOrderOfOffers(world)),
    ...(await checkReturns(world)),
    ...(await checkCounter(world)),
    ...(await checkConfirmations(world)),
  ]
}

/** Histories in which nobody does it would prove nothing. */
async function noteDone({ database, note }: World): Promise<void> {
  const done = await database.sql()<{ what: string }[]>`
    select 'offer bought' as what from public.waiting_entries w join public.orders o on o.id = w.offer_id where o.completed_at is not null
    union all select 'return sold' from public.ticket_returns r where r.sold_at is not null`
  for (const { what } of done) note(what)
}

/** All has settled and the worker has been there: whoever still waits fits nowhere, by another count than the offers'. */
async function checkOrderOfOffers(world: World): Promise<string[]> {
  const sql = world.database.sql()
  const waiting = await sql<{ id: string; quantity: number; free: number }[]>`
    select w.id, w.quantity, least(
      t.capacity - (select coalesce(sum(l.sold + l.held), 0) from public.order_lines l where l.ticket_type_id = t.id)
        - (select count(*) from public.door_stock s where s.ticket_type_id = t.id and s.ended is null),
      e.venue_capacity - (select coalesce(sum(l.sold + l.held), 0) from public.order_lines l join public.orders o on o.id = l.order_id
        where o.event_id = e.id) - (select count(*) from public.door_stock s where s.event_id = e.id and s.ended is null))::int + (
      select count(*)::int from public.ticket_returns r join public.tickets k on k.ticket_id = r.ticket_id
      where k.ticket_type_id = t.id and r.taken_back_at is null and r.sold_at is null and k.status = 'issued' and not k.is_used) as free
    from public.waiting_entries w join public.ticket_types t on t.id = w.ticket_type_id join public.events e on e.id = w.event_id
    where w.left_at is null and w.offer_id is null and e.status = 'published'
      and e.ends_at > ${new Date(world.nowMs() + 15 * 60_000)} order by w.arrived`
  return waiting
    .filter(({ quantity, free }) => free >= quantity)
    .map(({ id, free }) => `entry ${id.slice(0, 8)} waits while ${free} seats are free`)
}

async function checkReturns(world: World): Promise<string[]> {
  const sold = await world.database.sql()<Returned[]>`
    select r.id, r.ticket_id, r.amount::text, t.status,
      (select count(*)::int from public.ticket_voids v where v.ticket_id = r.ticket_id) as voids,
      (select count(*)::int from public.refund_requests q where q.cause = 'returned' and r.ticket_id = any (q.ticket_ids)) as requests,
      (select sum(q.amount)::text from public.refund_requests q where q.cause = 'returned' and r.ticket_id = any (q.ticket_ids)) as requested,
      o.completed_at is not null as buyer_completed,
      (select count(*)::int from public.tickets k where k.order_id = o.id) as buyer_tickets
    from public.ticket_returns r join public.tickets t on t.ticket_id = r.ticket_id join public.orders o on o.id = r.offer_id
    where r.sold_at is not null order by r.id`
  const strays = await world.database.sql()<{ id: string }[]>`
    select q.id from public.refund_requests q where q.cause = 'returned' and not exists (
      select from public.ticket_returns r where r.ticket_id = any (q.ticket_ids) and r.sold_at is not null)`
  return [
    ...sold.flatMap((one) =>
      RULES.filter(([, broken]) => broken(one)).map(
        ([what]) => `returned ticket ${one.ticket_id} ${what}`,
      ),
    ),
    ...strays.map(({ id }) => `refund request ${id} is for a return that nobody bought`),
  ]
}

const RULES: readonly [string, (one: Returned) => boolean][] = [
  ['was sold and still opens the door', ({ status }) => status === 'issued'],
  ['is void other than once', ({ voids }) => voids !== 1],
  [
    'was not refunded once',
    ({ amount, requests, requested }) =>
      Number(amount) > 0 ? requests !== 1 || requested !== amount : requests !== 0,
  ],
  [
    'was sold to nobody',
    ({ buyer_completed, buyer_tickets }) => !buyer_completed || buyer_tickets === 0,
  ],
]

async function checkCounter(world: World): Promise<string[]> {
  const wrong = await world.database.sql()<{ slug: string; waiting: number; recount: number }[]>`
    select e.slug, e.waiting, (select count(*)::int from public.waiting_entries w
      where w.event_id = e.id and w.left_at is null and w.offer_id is null) as recount
    from public.events e`
  return wrong
    .filter(({ waiting, recount }) => waiting !== recount)
    .map(({ slug, waiting, recount }) => `${slug} says ${waiting} wait, and ${recount} do`)
}

/** Each time that a link was asked for, at most one mail; and one at least for whoever still waits. */
async function checkConfirmations({ database, mails }: World): Promise<string[]> {
  const entries = await database.sql()<{ id: string; round: number; waits: boolean }[]>`
    select w.id, w.mail_round as round, w.left_at is null and w.offer_id is null and e.status = 'published' as waits
    from public.waiting_entries w join public.events e on e.id = w.event_id order by w.arrived`
  const taken = mails.filter(({ kind }) => kind === 'waiting_joined')
  const keys = taken.map(({ orderId, cause }) => `${orderId} ${cause}`)
  return [
    ...[...new Set(keys)]
      .filter((key) => keys.filter((one) => one === key).length > 1)
      .map((key) => `the place ${key} was confirmed more than once`),
    ...entries
      .filter(({ id, round, waits }) => waits && !keys.includes(`${id} ${round}`))
      .map(({ id, round }) => `entry ${id.slice(0, 8)} never got its link (${round})`),
  ]
}
