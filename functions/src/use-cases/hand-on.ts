// Use cases: handing one ticket of an order to somebody else.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { Acceptance, OrderTransfer } from '@maguey/wire/transfers'
import type { Dependencies } from '../dependencies.ts'
import { type Result, success } from '../problem.ts'
import { offerToken, recipientToken, tokenHash } from '../secrets.ts'
import { makeTicket } from './make-tickets.ts'

type HandingDependencies = Pick<Dependencies, 'settings' | 'database' | 'randomBytes' | 'clock'>
type Link = { transfer_id: string; token: string }

/** The offer's link; an offer of this ticket to the same address that is open already is the same one. */
export async function offerTransfer(
  { settings, database, clock, randomBytes }: HandingDependencies,
  wish: {
    orderId: string
    token: string
    ticketId: string
    email: string | null
    locale: string
  },
): Promise<Result<Link>> {
  const { token, ...rest } = wish
  const transferId = uuidV7({ nowMs: clock.nowMs(), randomBytes })
  const offered = await database.offerTransfer({
    ...rest,
    transferId,
    tokenHash: await tokenHash(token),
    offerHash: await tokenHash(await offerToken(settings.orderTokenSecret, transferId)),
  })
  if (!offered.ok) return offered
  const id = offered.value.transfer_id
  return success({ transfer_id: id, token: await offerToken(settings.orderTokenSecret, id) })
}

/** What the payer has offered and handed on, with the links that are still open. */
export async function listTransfers(
  { settings, database }: Pick<HandingDependencies, 'settings' | 'database'>,
  { orderId, token }: { orderId: string; token: string },
): Promise<Result<{ transfers: OrderTransfer[] }>> {
  const listed = await database.listTransfers({ orderId, tokenHash: await tokenHash(token) })
  if (!listed.ok) return listed
  const transfers = listed.value.map(async (transfer) => ({
    ...transfer,
    token:
      transfer.state === 'open' ? await offerToken(settings.orderTokenSecret, transfer.id) : null,
  }))
  return success({ transfers: await Promise.all(transfers) })
}

/** Makes and signs the recipient's ticket, whose link the payer never learns. */
export async function acceptTransfer(
  deps: HandingDependencies,
  { transferId, token, acceptance }: AcceptWish,
): Promise<Result<Link>> {
  const { settings, database } = deps
  const key = { transferId, tokenHash: await tokenHash(token) }
  const offered = await database.readTicketToAccept(key)
  if (!offered.ok) return offered
  const { code, day, type_code } = offered.value
  const held = await recipientToken(settings.orderTokenSecret, transferId)
  const { name, email, locale, accept_key } = acceptance
  const accepted = await database.acceptTransfer({
    ...key,
    ticket: await makeTicket(deps, { eventCode: code, eventDay: day, typeCode: type_code }),
    guest: { name, email, locale },
    acceptKey: accept_key,
    heldHash: await tokenHash(held),
  })
  return accepted.ok ? success({ ...accepted.value, token: held }) : accepted
}

type AcceptWish = {
  transferId: string
  token: string
  acceptance: Acceptance & { locale: string }
}
