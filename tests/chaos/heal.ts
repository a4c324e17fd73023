// After the story: everything recovers, every event arrives, time passes. What is wrong now stays wrong.
import { isOpenDispute } from './acts-of-money.ts'
import { hearDoor } from './acts-of-the-door.ts'
import { REMINDERS_DUE_MS } from './night.ts'
import type { Story } from './plot.ts'
import type { World } from './world.ts'

/** Stripe retries for three days; an event rejected this often while all is well would never be accepted. */
const MOST_ATTEMPTS = 6

/** Minutes between rounds of the worker: dense at first, then past every backoff and lease. */
const ROUNDS = [0, 1, 3, 10, 30, 60, 120, 720, 1440, 1440, 60, 60]

export type Healed = {
  readonly wellSinceMs: number
  /** The day of the nights came only once everything was settled: who has tickets must have been reminded. */
  readonly sawTheDay: boolean
}

export async function heal(world: World, story: Story): Promise<Healed> {
  const { network, faults, random } = world
  world.note('--- all is well')
  const wellSinceMs = world.nowMs()
  Object.assign(faults, { payments: false, mail: false, database: false })
  await network.drain()
  while (story.door.queue.length > 0) await hearDoor(world, story)
  for (const [round, minutes] of ROUNDS.entries()) {
    if (round === 5) await endWhatIsOpen(world)
    if (minutes > 0) await world.advance(minutes * 60_000)
    await deliverAll(world)
    world.work()
    await network.drain()
  }
  await deliverAll(world)
  if (random.chance(0.5)) world.work()
  await network.drain()
  return { wellSinceMs, sawTheDay: await seeTheDay(world) }
}

/** The reminders go out, and the next rounds send no second one. */
async function seeTheDay(world: World): Promise<boolean> {
  const untilDueMs = REMINDERS_DUE_MS - world.nowMs()
  if (untilDueMs <= 0) return false
  world.note('--- the day')
  for (const minutes of [1, 30]) {
    await world.advance(Math.max(REMINDERS_DUE_MS - world.nowMs(), 0) + minutes * 60_000)
    await deliverAll(world)
    world.work()
    await world.network.drain()
  }
  return true
}

async function deliverAll(world: World): Promise<void> {
  const { deliveries, random, network, problems } = world
  while (deliveries.length > 0) {
    const [delivery] = deliveries.splice(random.between(0, deliveries.length - 1), 1)
    if (delivery === undefined) return
    if (delivery.attempts > MOST_ATTEMPTS + 20) {
      problems.push(`${delivery.event.type} is never taken`)
      continue
    }
    world.deliver(delivery)
    await network.drain()
  }
}

type Thing = { id: string; status: string }

/** No bank leaves a payment, a refund or a dispute open forever. */
async function endWhatIsOpen(world: World): Promise<void> {
  const { random, stripe } = world
  const open = async (kind: string, isOpen: (status: string) => boolean) =>
    (await world.stripeList<Thing>(kind)).filter(({ status }) => isOpen(status))
  for (const { id } of await open('/payment_intents', (status) => status === 'processing')) {
    await stripe(`/payment_intents/${id}/${random.pick(['succeed', 'fail'])}`)
  }
  for (const { id, status } of await open('/disputes', isOpenDispute)) {
    const ends = status.startsWith('warning') ? ['warning_closed'] : ['won', 'lost']
    await stripe(`/disputes/${id}/close`, { status: random.pick(ends) })
  }
  for (const { id } of await open('/refunds', (status) => status === 'pending')) {
    await stripe(`/refunds/${id}/${random.chance(0.75) ? 'succeed' : 'fail'}`)
  }
  await stripe('/faults', { refunds: 'succeeded' })
}
