// Gives held seats back and keeps what was chosen.

import { type Answer, isRefusal } from '@maguey/wire/failure'
import type { CancelledOrder } from '@maguey/wire/orders'
import { cancelOrder } from '#shared/api/orders-api.ts'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { findOrderToken } from '#shared/orders/order-tokens.ts'

/**
 * The hold is kept when the API can't be reached, so that nobody holds the same seats twice; it is forgotten once the
 * API has released it, or says that it isn't this device's.
 */
export async function releaseHold(slug: string, orderId: string): Promise<Answer<CancelledOrder>> {
  const token = findOrderToken(localStorage, orderId, '')
  if (!token) {
    checkoutDraft.endHold(slug)
    return { ok: true, value: { status: 'expired' } }
  }
  const answer = await cancelOrder(orderId, token)
  const gone = answer.ok
    ? ['expired', 'failed'].includes(answer.value.status)
    : isRefusal(answer.failure, 'order_not_found')
  if (gone) checkoutDraft.endHold(slug)
  return answer
}
