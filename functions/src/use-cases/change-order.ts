// Use cases: what staff change about orders and what needs a secret of ours, the signing key or that of the links.
import type { CompWish, Correction } from '@maguey/wire/order-changes'
import type { Dependencies } from '../dependencies.ts'
import type { StaffDesk } from '../ports/staff-desk.ts'
import { type Result, success } from '../problem.ts'
import { orderToken, tokenHash } from '../secrets.ts'
import { completeFreeOrder } from './complete-free-order.ts'
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

/** Takes the seats in the name of staff, then completes the order like any that costs nothing. A retry continues. */
export async function giveComp(
  deps: CompDependencies,
  desk: StaffDesk,
  wish: CompWish,
): Promise<Result<{ order_id: string; number: string }>> {
  const held = await desk.holdComp(wish)
  if (!held.ok) return held
  const { order_id, number, currency, completed } = held.value
  if (completed) return success({ order_id, number })
  const given = await completeFreeOrder(deps, { order_id, currency })
  return given.ok ? success({ order_id, number }) : given
}
