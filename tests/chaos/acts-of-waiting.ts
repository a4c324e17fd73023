// The waiting list in a history: people join, leave and take up offers, and buyers return tickets or take them back.
import { waitingToken } from '@maguey/functions/secrets'
import { CONFIG } from './chaos-config.ts'
import type { Story } from './plot.ts'
import type { World } from './world.ts'

type OfANight = { slug: string; type: string }

/** Mostly what is sold out; while seats are left, it is refused. */
export async function joinWaiting(world: World, story: Story): Promise<void> {
  const { random } = world
  const soldOut = await world.database.sql()<OfANight[]>`
    select e.slug, t.card ->> 'code' as type
    from public.events e, jsonb_array_elements(internal.event_card(e) -> 'ticket_types') t (card)
    where t.card ->> 'on_sale' = 'sold_out' order by e.slug, 2`
  const any = story.nights.flatMap(({ slug, types }) =>
    types.map(({ code }) => ({ slug, type: code })),
  )
  const night = random.pick(soldOut.length > 0 && random.chance(0.8) ? soldOut : any)
  const guest = random.between(1, 9)
  const body = {
    ticket_type: night.type,
    quantity: random.between(1, 2),
    customer: { email: `waiting${guest}@example.com`, name: `Waiting ${guest}` },
    locale: random.pick(['en', 'es']),
  }
  world.request(
    `join ${body.quantity} ${body.ticket_type}`,
    'api',
    `/api/events/${night.slug}/waiting`,
    { body, headers: { 'x-client': `192.0.2.${100 + guest}` } },
  )
}

/** As whoever has the link of the mail. */
async function entries(world: World, where: 'offered' | 'all') {
  return world.database.sql()<{ id: string }[]>`
    select w.id from public.waiting_entries w left join public.orders o on o.id = w.offer_id
    where ${where === 'all'} or o.status = 'pending' order by w.arrived`
}

const keyOf = async (id: string) => ({
  'x-order-token': await waitingToken(CONFIG.ORDER_TOKEN_SECRET, id),
})

export async function buyOffer(world: World, story: Story): Promise<void> {
  const found = await entries(world, 'offered')
  if (found.length === 0) return
  const { id } = world.random.pick(found)
  world.request(
    'take up offer',
    'api',
    `/api/waiting/${id}/checkout`,
    { headers: await keyOf(id) },
    ({ status, body: answer }) => {
      if (status !== 200) return
      const url = String(answer.checkout_url)
      const session = url.startsWith('http://pay.test/pay/')
        ? (url.split('/').at(-1) ?? null)
        : null
      const orderId = String(answer.order_id)
      if (story.purchases.some((known) => known.orderId === orderId)) return
      story.purchases.push({ orderId, token: String(answer.token), session })
    },
  )
}

export async function leaveWaiting(world: World): Promise<void> {
  const found = await entries(world, 'all')
  if (found.length === 0) return
  const { id } = world.random.pick(found)
  world.request('leave list', 'api', `/api/waiting/${id}/leave`, { headers: await keyOf(id) })
}

/** Mostly one that somebody waits for; those that can't be returned are refused. */
export async function returnTicket(world: World, story: Story): Promise<void> {
  const tickets = await world.database.sql()<
    { ticket_id: string; order_id: string; wanted: boolean }[]
  >`
    select t.ticket_id, t.order_id, exists (select from public.waiting_entries w
      where w.ticket_type_id = t.ticket_type_id and w.left_at is null and w.offer_id is null) as wanted
    from public.tickets t
    where t.order_id = any (${story.purchases.map(({ orderId }) => orderId)}) order by t.ticket_id`
  if (tickets.length === 0) return
  const wanted = tickets.filter((ticket) => ticket.wanted)
  const mostly = wanted.length > 0 && world.random.chance(0.8)
  const { ticket_id, order_id: orderId } = world.random.pick(mostly ? wanted : tickets)
  const token = story.purchases.find((purchase) => purchase.orderId === orderId)?.token ?? ''
  world.request('return ticket', 'api', `/api/tickets/${orderId}/returns`, {
    body: { ticket_id },
    headers: { 'x-order-token': token },
  })
}

export async function takeBackReturn(world: World, story: Story): Promise<void> {
  const returned = await world.database.sql()<{ id: string; order_id: string }[]>`
    select id, order_id from public.ticket_returns where taken_back_at is null order by id`
  if (returned.length === 0) return
  const { id, order_id: orderId } = world.random.pick(returned)
  const token = story.purchases.find((purchase) => purchase.orderId === orderId)?.token ?? ''
  world.request('take return back', 'api', `/api/tickets/${orderId}/returns/${id}/take-back`, {
    headers: { 'x-order-token': token },
  })
}
