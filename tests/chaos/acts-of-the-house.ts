// What the venue does in a history: its manager and its door.
import type { Night } from './night.ts'
import type { Story } from './plot.ts'
import { uuidOf } from './random.ts'
import type { World } from './world.ts'

/** In full or in part, for any order: those that can't be refunded are rejected. */
export async function refundByManager(world: World, story: Story): Promise<void> {
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

export async function cancelNight(world: World, story: Story): Promise<void> {
  const night = world.random.pick(story.nights)
  if (story.cancelled.has(night.eventId)) return
  story.cancelled.add(night.eventId)
  world.note(`cancel ${night.slug}`)
  await world.manage('cancel_event', { p_event_id: night.eventId, p_reason: 'Chaos' })
}

/** The door admits somebody, rarely the same guest again: whatever happens to the money, that stands. */
export async function scan(world: World, story: Story): Promise<void> {
  const tickets = await world.database.sql()<{ ticket_id: string; event_id: string }[]>`
    select ticket_id, event_id from public.tickets where status = 'issued' order by ticket_id`
  if (tickets.length === 0) return
  await letIn(world, story, world.random.pick(tickets))
}

export async function letIn(
  world: World,
  story: Story,
  { ticket_id: ticketId, event_id: eventId }: { ticket_id: string; event_id: string },
): Promise<void> {
  const night = story.nights.find((one) => one.eventId === eventId)
  if (night === undefined) return
  await world.scan(night.phone, scanFact(world, night, ticketId))
}

export function scanFact(world: World, { eventId }: Night, ticketId: string) {
  const at = world.nowMs()
  return {
    ...{ id: uuidOf(world.random), ticket_id: ticketId, event_id: eventId },
    direction: 'in',
    verdict: 'admit',
    scanned_at: at,
    device_time: at,
    clock_offset_ms: 0,
    clock_uncertainty_ms: 0,
    cache_age_ms: 0,
    offline: false,
    ...{ override_reason: null, override_by: null, refers_to: null, after_ms: null },
  }
}
