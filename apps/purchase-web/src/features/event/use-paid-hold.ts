// Finds out whether the held order was paid meanwhile, in another tab or after the back button.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { findOrder } from '#shared/api/orders-api.ts'
import { valueOrThrow } from '#shared/api/problem.ts'
import { checkoutDraft, type Hold } from '#shared/draft/checkout-draft.ts'
import { findOrderToken } from '#shared/orders/order-tokens.ts'

/** The id of the paid order, once known; the draft of the night is finished then. */
export function usePaidHold(slug: string, hold: Hold | null): string | null {
  const orderId = hold?.orderId ?? null
  const check = useQuery({
    queryKey: ['hold', slug, orderId],
    enabled: orderId !== null,
    refetchInterval: 15_000,
    queryFn: async ({ signal }) => {
      const token = orderId ? findOrderToken(localStorage, orderId, '') : null
      if (!orderId || !token) return null
      const { order } = valueOrThrow(await findOrder(orderId, token, null, signal))
      return order.status === 'completed' ? orderId : null
    },
  })
  const paid = check.data ?? null
  useEffect(() => {
    if (paid) checkoutDraft.finish(slug)
  }, [paid, slug])
  return paid
}
