// Use case: orders that stayed pending are settled by asking the provider, in case a webhook never came.
import type { OrderToReconcile } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import { fulfil } from './fulfil.ts'

const BATCH = 20

/** @returns how many orders left their state */
export async function reconcileOrders(deps: Dependencies): Promise<number> {
  const orders = await deps.database.listOrdersToReconcile(BATCH)
  if (!orders.ok) {
    deps.log({ level: 'error', event: 'reconcile_failed', code: orders.problem.code })
    return 0
  }
  let settled = 0
  for (const order of orders.value) {
    const done =
      order.status === 'refund_pending' ? await refund(deps, order) : await settle(deps, order)
    if (done) settled += 1
  }
  return settled
}

async function settle(deps: Dependencies, order: OrderToReconcile): Promise<boolean> {
  if (order.stripe_checkout_session_id === null) return false
  const session = await deps.payments.readCheckout(order.stripe_checkout_session_id)
  if (!session.ok) return false
  const { payment, status } = session.value
  if (payment !== null) {
    const fulfilled = await fulfil(deps, { orderId: order.order_id, payment, stripeEvent: null })
    if (!fulfilled.ok) {
      deps.log({
        level: 'error',
        event: 'reconcile_failed',
        order: order.order_id,
        code: fulfilled.problem.code,
      })
    }
    return fulfilled.ok
  }
  if (status !== 'expired') return false
  const released = await deps.database.releaseHold({ orderId: order.order_id, status: 'expired' })
  return released.ok && released.value.released
}

/** A refund whose first request failed; the idempotency key makes any number of requests one refund. */
async function refund(deps: Dependencies, order: OrderToReconcile): Promise<boolean> {
  if (order.stripe_payment_intent_id === null) return false
  const refunded = await deps.payments.refundAll({
    orderId: order.order_id,
    paymentIntent: order.stripe_payment_intent_id,
  })
  return refunded.ok
}
