// Use case: the customer leaves the payment page; the seats go back at once.
import type { CancelledOrder } from '@maguey/wire/orders'
import type { Dependencies } from '../dependencies.ts'
import { failure, type Result, success } from '../problem.ts'
import { tokenHash } from '../secrets.ts'
import { fulfil } from './fulfil.ts'

type CancelDependencies = Pick<
  Dependencies,
  'settings' | 'database' | 'payments' | 'randomBytes' | 'log'
>

/**
 * The session is ended first and the seats freed after, so that nobody can pay for freed seats. A session that was
 * paid in the meantime is fulfilled instead. Calling it again is harmless.
 *
 * @returns the order's status afterwards, e.g. "expired" or "completed"
 */
export async function cancelCheckout(
  deps: CancelDependencies,
  { orderId, token }: { orderId: string; token: string },
): Promise<Result<CancelledOrder>> {
  const view = await deps.database.readOrder({ orderId, tokenHash: await tokenHash(token) })
  if (!view.ok) return view
  const { status, stripe_checkout_session_id: sessionId } = view.value.order
  if (status !== 'pending') return success({ status })
  if (sessionId !== null) {
    const ended = await endSession(deps, orderId, sessionId)
    if (!ended.ok) return ended
    if (ended.value !== null) return success(ended.value)
  }
  const released = await deps.database.releaseHold({ orderId, status: 'expired' })
  return released.ok ? success({ status: released.value.status }) : released
}

/** null: the session is over and unpaid, so the seats may go. */
async function endSession(
  deps: CancelDependencies,
  orderId: string,
  sessionId: string,
): Promise<Result<CancelledOrder | null>> {
  const expired = await deps.payments.expireCheckout(sessionId)
  if (expired.ok) return success(null)
  if (expired.code === 'not_found') return success(null)
  if (expired.code === 'unavailable') return failure('payment_provider_unavailable')
  const session = await deps.payments.readCheckout(sessionId)
  if (!session.ok) return failure('payment_provider_unavailable')
  if (session.value.status === 'expired') return success(null)
  if (session.value.payment === null) return success({ status: 'pending' })
  const fulfilled = await fulfil(deps, {
    orderId,
    payment: session.value.payment,
    stripeEvent: null,
  })
  if (!fulfilled.ok) return fulfilled
  const { outcome } = fulfilled.value
  if (outcome === 'needs_person') return success({ status: 'pending' })
  return success({ status: outcome === 'refund_pending' ? 'refund_pending' : 'completed' })
}
