// Tickets that change hands in a history: offered, taken back, accepted, by whoever is faster.
import { letIn } from './acts-of-the-house.ts'
import type { Story } from './plot.ts'
import { uuidOf } from './random.ts'
import type { World } from './world.ts'

/** Any ticket: those that can't be handed on are refused. */
export async function offerTicket(world: World, story: Story): Promise<void> {
  const { random } = world
  const tickets = await world.database.sql()<{ ticket_id: string; order_id: string }[]>`
    select ticket_id, order_id from public.tickets
    where order_id = any (${story.purchases.map(({ orderId }) => orderId)}) order by ticket_id`
  if (tickets.length === 0) return
  const { ticket_id, order_id: orderId } = random.pick(tickets)
  const token = story.purchases.find((purchase) => purchase.orderId === orderId)?.token ?? ''
  const email = random.chance(0.5) ? { email: `friend${random.between(1, 5)}@example.com` } : {}
  world.request(
    'offer ticket',
    'api',
    `/api/tickets/${orderId}/transfers`,
    {
      body: { ticket_id, ...email },
      headers: { 'x-order-token': token },
    },
    ({ status, body: answer }) => {
      const id = String(answer.transfer_id)
      if (status !== 200 || story.offered.some((known) => known.id === id)) return
      story.offered.push({ id, token: String(answer.token), orderId, orderToken: token })
    },
  )
}

/** Sometimes two friends at once, by one link. */
export async function acceptTicket(world: World, story: Story): Promise<void> {
  const { random } = world
  if (story.offered.length === 0) return
  const { id, token } = random.pick(story.offered)
  const friends = random.chance(0.2) ? 2 : 1
  for (let friend = 1; friend <= friends; friend += 1) {
    const name = `friend${random.between(1, 5)}`
    world.request('accept ticket', 'api', `/api/transfers/${id}/accept`, {
      body: { name, email: `${name}@example.com`, accept_key: uuidOf(random) },
      headers: { 'x-order-token': token },
    })
    await world.network.settle()
  }
}

export function takeBackTicket(world: World, story: Story): void {
  if (story.offered.length === 0) return
  const { id, orderId, orderToken } = world.random.pick(story.offered)
  world.request('take ticket back', 'api', `/api/tickets/${orderId}/transfers/${id}/take-back`, {
    headers: { 'x-order-token': orderToken },
  })
}

/** A phone without a network lets in the code that its payer kept. */
export async function scanOldCode(world: World, story: Story): Promise<void> {
  const old = await world.database.sql()<{ ticket_id: string; event_id: string }[]>`
    select t.ticket_id, t.event_id from public.tickets t join public.ticket_voids v on v.ticket_id = t.ticket_id
    where v.replaced_by is not null order by t.ticket_id`
  if (old.length > 0) await letIn(world, story, world.random.pick(old))
}
