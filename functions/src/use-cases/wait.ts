// Use cases: waiting for a sold-out type, buying what is offered, leaving.
import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { JoinWish } from '@maguey/wire/waiting-list'
import type { Dependencies } from '../dependencies.ts'
import { type Result, success } from '../problem.ts'
import { orderToken, tokenHash, waitingToken } from '../secrets.ts'
import {
  type CheckoutDependencies,
  HOLD_SECONDS,
  openPaymentPage,
  started,
} from './create-checkout.ts'

type EntryKey = { entryId: string; token: string }
type JoinDependencies = Pick<Dependencies, 'settings' | 'database' | 'clock' | 'randomBytes'>

/** The answer doesn't tell whether the address was on the list already: its link goes out by mail. */
export async function joinWaiting(
  { settings, database, clock, randomBytes }: JoinDependencies,
  { event, ticket_type, quantity, customer, locale }: JoinWish & { event: string },
): Promise<Result<{ joined: boolean }>> {
  const entryId = uuidV7({ nowMs: clock.nowMs(), randomBytes })
  const token = await waitingToken(settings.orderTokenSecret, entryId)
  return database.joinWaiting({
    ...{ event, type: ticket_type, quantity, customer: { ...customer, locale } },
    entryId,
    tokenHash: await tokenHash(token),
  })
}

/** The pay page of what an entry is offered. Asking again opens the same one, and a failure takes nothing away. */
export async function buyOffer(
  deps: CheckoutDependencies,
  { entryId, token }: EntryKey,
): Promise<Result<CheckoutStarted>> {
  const key = { entryId, tokenHash: await tokenHash(token) }
  const begun = await deps.database.beginOffer({ ...key, holdSeconds: HOLD_SECONDS })
  if (!begun.ok) return begun
  const { email, locale, ...hold } = begun.value
  const ofOrder = await orderToken(deps.settings.orderTokenSecret, hold.order_id)
  const payer = { email, locale, token: ofOrder, cancelPath: `/waiting/${entryId}` }
  const opened = await openPaymentPage(deps, hold, payer)
  return opened.ok ? success(started(hold, ofOrder, opened.value)) : opened
}

/** The pay page of its offer is closed; if that fails now, what is paid there is settled as a late payment. */
export async function leaveWaiting(
  { database, payments }: Pick<Dependencies, 'database' | 'payments'>,
  { entryId, token }: EntryKey,
): Promise<Result<{ left: boolean }>> {
  const left = await database.leaveWaiting({ entryId, tokenHash: await tokenHash(token) })
  if (!left.ok) return left
  if (left.value.session !== null) await payments.expireCheckout(left.value.session)
  return success({ left: left.value.left })
}
