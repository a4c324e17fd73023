// What people, banks, time and bad luck do in a history, one thing after another as the seed says.
import { decimalToMinor } from '@maguey/ticket-core/money'
import type { Night } from './night.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

export type Purchase = {
  readonly orderId: string
  readonly token: string
  readonly session: string | null
}

export type Story = {
  readonly nights: readonly Night[]
  readonly purchases: Purchase[]
  readonly cancelled: Set<string>
}

type Act = (world: World, story: Story) => Promise<unknown> | unknown

const CARDS = ['4242424242424242', '4242424242424242', '4000000000000002', '4000000000009995']

/** Begins something new; what it asks of the functions is carried out later, call by call. */
const ACTS: Readonly<Record<string, { weight: number; act: Act }>> = {
  buy: { weight: 12, act: buy },
  pay: { weight: 12, act: pay },
  returnPage: { weight: 6, act: returnPage },
  cancel: { weight: 3, act: cancel },
  deliver: { weight: 16, act: deliver },
  dropDelivery: { weight: 1, act: dropDelivery },
  work: { weight: 5, act: (world) => world.work() },
  settleDelayed: { weight: 3, act: settleDelayed },
  refundByDashboard: { weight: 3, act: refundByDashboard },
  refundByManager: { weight: 2, act: refundByManager },
  settleRefund: { weight: 3, act: settleRefund },
  dispute: { weight: 1.5, act: dispute },
  closeDispute: { weight: 2, act: closeDispute },
  strayPayment: { weight: 0.7, act: strayPayment },
  cancelNight: { weight: 0.5, act: cancelNight },
  kill: { weight: 2, act: (world) => world.killProcess() },
  moment: { weight: 5, act: (world) => world.advance(world.random.between(1, 90) * 1000) },
  while: { weight: 3, act: (world) => wait(world, world.random.between(3, 50) * 60_000) },
  day: { weight: 0.5, act: (world) => wait(world, world.random.between(6, 30) * 3_600_000) },
  weather: { weight: 3, act: changeWeather },
}

const WEIGHTS = Object.fromEntries(
  Object.entries(ACTS).map(([name, { weight }]) => [name, weight]),
) as Record<string, number>

/** At most this many requests stand between two of their calls. */
const AT_ONCE = 4

export async function tell(world: World, story: Story, moves: number): Promise<void> {
  const { random, network } = world
  for (let move = 0; move < moves; move += 1) {
    const begin = network.running() === 0 || (network.running() < AT_ONCE && random.chance(0.35))
    if (!begin) {
      await network.step()
      continue
    }
    await ACTS[random.weighted(WEIGHTS)]?.act(world, story)
    await network.settle()
  }
}

/** No request lasts for minutes: those under way end first, or die with their process. */
async function wait(world: World, ms: number): Promise<void> {
  if (world.random.chance(0.2)) world.killProcess()
  await world.network.drain()
  await world.advance(ms)
}

function buy(world: World, story: Story): void {
  const { random } = world
  const night = random.pick(story.nights)
  const items = night.types
    .filter(() => random.chance(0.4))
    .map(({ code }) => ({ ticket_type: code, quantity: random.between(1, 2) }))
  if (items.length === 0) items.push({ ticket_type: 'GA', quantity: 1 })
  const guest = random.between(1, 9)
  const body = {
    event: night.slug,
    items,
    customer: { email: `guest${guest}@example.com`, name: `Guest ${guest}` },
    locale: random.pick(['en', 'es']),
    client_key: uuidOf(random),
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
  }
}

/** As crypto.randomUUID makes them. */
function uuidOf({ bytes }: Random): string {
  const hex = Array.from(bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Most pay by card at once; some are declined first, some pay by a method that takes days. */
async function pay(world: World, story: Story): Promise<void> {
  const open = story.purchases.filter(({ session }) => session !== null)
  if (open.length === 0) return
  // The newest most of all: nobody waits long before a pay page.
  const { session } = world.random.chance(0.7) ? (open.at(-1) as Purchase) : world.random.pick(open)
  const how = world.random.chance(0.12) ? { method: 'delayed' } : { card: world.random.pick(CARDS) }
  await world.stripe(`/sessions/${session}/pay`, how)
}

function returnPage(world: World, story: Story): void {
  if (story.purchases.length === 0) return
  const { orderId, token, session } = world.random.pick(story.purchases)
  world.request('return page', 'api', `/api/tickets/${orderId}?session_id=${session}`, {
    method: 'GET',
    headers: { 'x-order-token': token },
  })
}

function cancel(world: World, story: Story): void {
  if (story.purchases.length === 0) return
  const { orderId, token } = world.random.pick(story.purchases)
  world.request('cancel', 'api', `/api/orders/${orderId}/cancel`, {
    headers: { 'x-order-token': token },
  })
}

/** Any of those under way, so that later ones overtake; now and then it comes twice. */
function deliver(world: World): void {
  const { deliveries, random } = world
  if (deliveries.length === 0) return
  const delivery = random.pick(deliveries)
  if (!random.chance(0.1)) deliveries.splice(deliveries.indexOf(delivery), 1)
  world.deliver(delivery)
}

/** Lost for good: only asking can heal it. */
function dropDelivery(world: World): void {
  const { deliveries, random } = world
  if (deliveries.length === 0) return
  const dropped = random.pick(deliveries)
  deliveries.splice(deliveries.indexOf(dropped), 1)
  world.note(`drop ${dropped.event.type}`)
}

type Intent = { readonly id: string; readonly status: string; readonly amount: number }

async function settleDelayed(world: World): Promise<void> {
  const waiting = (await world.stripeList<Intent>('/payment_intents')).filter(
    ({ status }) => status === 'processing',
  )
  if (waiting.length === 0) return
  const end = world.random.chance(0.7) ? 'succeed' : 'fail'
  await world.stripe(`/payment_intents/${world.random.pick(waiting).id}/${end}`)
}

async function paidIntents(world: World): Promise<Intent[]> {
  return (await world.stripeList<Intent>('/payment_intents')).filter(
    ({ status }) => status === 'succeeded',
  )
}

async function refundByDashboard(world: World): Promise<void> {
  const paid = await paidIntents(world)
  if (paid.length === 0) return
  const { id, amount } = world.random.pick(paid)
  const part = world.random.chance(0.4)
    ? { amount: Math.ceil(amount / world.random.between(2, 5)) }
    : {}
  await world.stripe('/faults', { refunds: world.random.pick(['succeeded', 'pending']) })
  await world.stripe(`/payment_intents/${id}/refund`, part)
}

/** In full or in part, for whatever order: those that can't be refunded are refused. */
async function refundByManager(world: World, story: Story): Promise<void> {
  const { random } = world
  if (story.purchases.length === 0) return
  const { orderId } = random.pick(story.purchases)
  const amount = random.chance(0.4) ? { p_amount: random.between(1, 20) } : {}
  await world.manage('request_refund', {
    p_order_id: orderId,
    p_reason: 'Asked for it',
    p_idempotency_key: `refund-${random.between(1, 3)}-${orderId}`,
    ...amount,
  })
}

async function settleRefund(world: World): Promise<void> {
  const refunds = await world.stripeList<{ id: string; status: string }>('/refunds')
  const open = refunds.filter(({ status }) => status === 'pending')
  // Days later a bank may send back even what had arrived.
  const candidates = open.length > 0 ? open : refunds.filter(() => world.random.chance(0.1))
  if (candidates.length === 0) return
  const { id } = world.random.pick(candidates)
  await world.stripe(`/refunds/${id}/${world.random.chance(0.6) ? 'succeed' : 'fail'}`)
}

async function dispute(world: World): Promise<void> {
  const paid = await paidIntents(world)
  if (paid.length === 0) return
  await world.stripe(`/payment_intents/${world.random.pick(paid).id}/dispute`, {
    inquiry: world.random.chance(0.2),
  })
}

async function closeDispute(world: World): Promise<void> {
  const open = (await world.stripeList<{ id: string; status: string }>('/disputes')).filter(
    ({ status }) => status.endsWith('needs_response'),
  )
  if (open.length === 0) return
  const { id, status } = world.random.pick(open)
  const end = status.startsWith('warning') ? 'warning_closed' : world.random.pick(['won', 'lost'])
  await world.stripe(`/disputes/${id}/close`, { status: end })
}

/** A second payment of an order, or one of a wrong amount or currency. */
async function strayPayment(world: World, story: Story): Promise<void> {
  const { random, database } = world
  if (story.purchases.length === 0) return
  const { orderId } = random.pick(story.purchases)
  const [order] = await database.sql()`
    select total_amount::text as total, currency from public.orders where id = ${orderId}`
  const totalMinor = decimalToMinor(String(order?.total), String(order?.currency))
  if (totalMinor === 0) return
  const wrong = random.pick(['no', 'no', 'amount', 'currency'])
  await world.strayPayment(
    orderId,
    wrong === 'amount' ? totalMinor + 1000 : totalMinor,
    wrong === 'currency' ? 'eur' : String(order?.currency),
  )
}

async function cancelNight(world: World, story: Story): Promise<void> {
  const night = world.random.pick(story.nights)
  if (story.cancelled.has(night.eventId)) return
  story.cancelled.add(night.eventId)
  world.note(`cancel ${night.slug}`)
  await world.manage('cancel_event', { p_event_id: night.eventId, p_reason: 'Chaos' })
}

function changeWeather(world: World): void {
  const { faults, random } = world
  const name = random.pick(['payments', 'mail', 'database'] as const)
  faults[name] = !faults[name] && random.chance(0.6)
  world.note(`${name} ${faults[name] ? 'trouble' : 'well'}`)
}
