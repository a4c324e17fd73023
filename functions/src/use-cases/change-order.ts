// Use cases: what staff change about orders and what needs a secret of ours, the signing key or that of the links.
import type { CompWish, Correction } from '@maguey/wire/order-changes'
import type { Dependencies } from '../dependencies.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { failure, type Result, success } from '../problem.ts'
import { orderToken, tokenHash } from '../secrets.ts'
import { fulfil } from './fulfil.ts'
import { makeTicket } from './make-tickets.ts'

/** To another address the link is made anew: its version tells the tokens apart. */
export async function correctOrder(
  { settings }: Pick<Dependencies, 'settings'>,
  desk: StaffDesk,
  { orderId, ...correction }: Correction & { orderId: string },
): Promise<Result<{ link_version: number }>> {
  const next = correction.link_version + 1
  const token = await orderToken(settings.orderTokenSecret, orderId, next)
  return desk.correctOrder({ orderId, ...correction, tokenHash: await tokenHash(token) })
}

export async function reissueTicket(
  deps: Pick<Dependencies, 'settings' | 'randomBytes'>,
  desk: StaffDesk,
  { ticketId, reason }: { ticketId: string; reason: string },
): Promise<Result<{ ticket_id: string; order_id: string }>> {
  const old = await desk.readTicketToReissue(ticketId)
  if (!old.ok) return old
  const { code, day, type_code } = old.value
  const ticket = await makeTicket(deps, { eventCode: code, eventDay: day, typeCode: type_code })
  return desk.reissueTicket({ ticketId, ticket, reason })
}

type CompDependencies = Pick<Dependencies, 'settings' | 'database' | 'randomBytes' | 'log'>

/** Takes the seats in the name of staff, then completes the order as any that costs nothing. Asked again, it goes on. */
export async function giveComp(
  deps: CompDependencies,
  desk: StaffDesk,
  wish: CompWish,
): Promise<Result<{ order_id: string; number: string }>> {
  const held = await desk.holdComp(wish)
  if (!held.ok) return held
  const { order_id, number, currency, completed } = held.value
  if (completed) return success({ order_id, number })
  const token = await orderToken(deps.settings.orderTokenSecret, order_id)
  const attached = await deps.database.attachCheckout({
    orderId: order_id,
    sessionId: null,
    url: null,
    tokenHash: await tokenHash(token),
  })
  if (!attached.ok) return attached
  const fulfilled = await fulfil(deps, {
    orderId: order_id,
    payment: { payment_intent: null, session: null, amount: '0.00', currency, customer: null },
    stripeEvent: null,
  })
  if (!fulfilled.ok) return fulfilled
  return fulfilled.value.outcome === 'refund_pending'
    ? failure('sold_out')
    : success({ order_id, number })
}
