// What customers do in a history: buy, pay, come back, give up.
import { PROMO_CODES } from './night.ts'
import type { Purchase, Story } from './plot.ts'
import { uuidOf } from './random.ts'
import type { Delivery, World } from './world.ts'

const CARDS = ['4242424242424242', '4242424242424242', '4000000000000002', '4000000000009995']

export async function buy(world: World, story: Story): Promise<void> {
  const { random } = world
  const night = random.pick(story.nights)
  const items = night.types
    .filter(() => random.chance(0.4))
    .map(({ code }) => ({ ticket_type: code, quantity: random.between(1, 2) }))
  if (items.length === 0) items.push({ ticket_type: 'GA', quantity: 1 })
  const guest = random.between(1, 9)
  const promo = random.chance(0.15) ? { promo_code: random.pick(PROMO_CODES) } : {}
  const body = {
    event: night.slug,
    items,
    customer: { email: `guest${guest}@example.com`, name: `Guest ${guest}` },
    locale: random.pick(['en', 'es']),
    client_key: uuidOf(random),
    ...promo,
  }
  const clicks = random.chance(0.15) ? 2 : 1
  for (let click = 1; click <= clicks; click += 1) {
    world.request(
      `buy ${items.map((item) => `${item.quantity} ${item.ticket_type}`).join(' ')}`,
      'api',
      '/api/orders/create-checkout',
      { body, headers: { 'x-client': `192.0.2.${guest}` } },
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
    await world.network.settle()
  }
}

/** Most pay by card at once; some are declined first, some use a method that takes days. */
export async function pay(world: World, story: Story): Promise<void> {
  const open = story.purchases.filter(({ session }) => session !== null)
  if (open.length === 0) return
  // Mostly the newest: nobody keeps a pay page open for long.
  const { session } = world.random.chance(0.7) ? (open.at(-1) as Purchase) : world.random.pick(open)
  const how = world.random.chance(0.12) ? { method: 'delayed' } : { card: world.random.pick(CARDS) }
  await world.stripe(`/sessions/${session}/pay`, how)
}

/** The newest pay page that is open is paid. */
async function payNewest(world: World, story: Story): Promise<Delivery[] | null> {
  const sessions = await world.stripeList<{ id: string; status: string }>('/sessions')
  const isOpen = (id: string | null) =>
    sessions.some((session) => session.id === id && session.status === 'open')
  const newest = story.purchases.filter(({ session }) => isOpen(session)).at(-1)
  if (newest === undefined) return null
  const before = world.deliveries.length
  await world.stripe(`/sessions/${newest.session}/pay`, { card: '4242424242424242' })
  return world.deliveries.splice(before)
}

/** Everything that the provider says about it is lost, and the customer doesn't come back. */
export async function payUnheard(world: World, story: Story): Promise<boolean> {
  const words = await payNewest(world, story)
  for (const { event } of words ?? []) world.note(`unheard ${event.type}`)
  return words !== null
}

/** A part of the payment is given back at once, and all that is said of that arrives before any word of the payment. */
export async function payPartlyReturned(world: World, story: Story): Promise<void> {
  const words = await payNewest(world, story)
  const [paid] = (words ?? []).filter(({ event }) => event.type === 'payment_intent.succeeded')
  if (words === null || paid === undefined) return
  await world.network.drain()
  const { id, amount } = paid.event.data.object as { id: string; amount: number }
  const before = world.deliveries.length
  await world.stripe('/faults', { refunds: 'succeeded' })
  await world.stripe(`/payment_intents/${id}/refund`, { amount: Math.ceil(amount / 3) })
  for (const word of world.deliveries.splice(before)) {
    world.note('its refund is heard of first')
    world.deliver(word)
    await world.network.drain()
  }
  world.deliveries.push(...words)
}

export function returnPage(world: World, story: Story): void {
  if (story.purchases.length === 0) return
  const { orderId, token, session } = world.random.pick(story.purchases)
  world.request('return page', 'api', `/api/tickets/${orderId}?session_id=${session}`, {
    method: 'GET',
    headers: { 'x-order-token': token },
  })
}

export function cancel(world: World, story: Story): void {
  if (story.purchases.length === 0) return
  const { orderId, token } = world.random.pick(story.purchases)
  world.request('cancel', 'api', `/api/orders/${orderId}/cancel`, {
    headers: { 'x-order-token': token },
  })
}
