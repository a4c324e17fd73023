// Use case: asks the provider about orders whose pay page may have taken money, in case a webhook never arrived.
import type { OrderToReconcile } from '@maguey/wire/fulfilment'
import type { Dependencies } from '../dependencies.ts'
import { fulfil } from './fulfil.ts'

const BATCH = 20

/** @returns for how many orders something new was learnt */
export async function reconcileOrders(deps: Dependencies): Promise<number> {
  const orders = await deps.database.listOrdersToReconcile(BATCH)
  if (!orders.ok) {
    deps.log({ level: 'error', event: 'reconcile_failed', code: orders.problem.code })
    return 0
  }
  let learnt = 0
  for (const order of orders.value) {
    if (await reconcileOne(deps, order)) learnt += 1
  }
  return learnt
}

async function reconcileOne(deps: Dependencies, order: OrderToReconcile): Promise<boolean> {
  const { order_id: orderId, stripe_checkout_session_id: sessionId } = order
  const session = await deps.payments.readCheckout(sessionId)
  if (!session.ok) return session.code === 'not_found' && pageEnded(deps, orderId)
  const { payment, status, underway } = session.value
  if (payment !== null) {
    const fulfilled = await fulfil(deps, { orderId, payment, stripeEvent: null })
    if (!fulfilled.ok) {
      const { code } = fulfilled.problem
      deps.log({ level: 'error', event: 'reconcile_failed', order: orderId, code })
    }
    return fulfilled.ok
  }
  if (underway) {
    const effect = { kind: 'payment_underway', order_id: orderId } as const
    return (await deps.database.recordStripeEvent({ event: null, effect })).ok
  }
  if (status === 'expired') return pageEnded(deps, orderId)
  // Its seats are gone: a payment there now would only be refunded.
  if (!order.hold_ended) return false
  return (await deps.payments.expireCheckout(sessionId)).ok && pageEnded(deps, orderId)
}

async function pageEnded({ database }: Dependencies, orderId: string): Promise<boolean> {
  const effect = { kind: 'session_expired', order_id: orderId } as const
  return (await database.recordStripeEvent({ event: null, effect })).ok
}
