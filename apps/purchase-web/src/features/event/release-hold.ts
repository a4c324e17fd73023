// Gives held seats back and keeps what was chosen.
import type { OrderCancelled } from '#shared/api/order-shape.ts'
import { cancelOrder } from '#shared/api/orders-api.ts'
import { type Answer, isRefusal } from '#shared/api/problem.ts'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { findOrderToken } from '#shared/orders/order-tokens.ts'

/**
 * The hold stays known when the API can't be reached, so that nobody holds the same seats twice;
 * it is forgotten when the API has let go of it, or says that it never was this device's.
 */
export async function releaseHold(slug: string, orderId: string): Promise<Answer<OrderCancelled>> {
  const token = findOrderToken(localStorage, orderId, '')
  if (!token) {
    checkoutDraft.endHold(slug)
    return { ok: true, value: { status: 'unknown' } }
  }
  const answer = await cancelOrder(orderId, token)
  const gone = answer.ok
    ? ['expired', 'failed'].includes(answer.value.status)
    : isRefusal(answer.problem, 'order_not_found')
  if (gone) checkoutDraft.endHold(slug)
  return answer
}
