// Asks for an order until it has become tickets, and keeps them on this device from then on.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createAskAgain } from '#shared/api/ask-again.ts'
import { failureOf, valueOrThrow } from '#shared/api/failure-error.ts'
import { findOrder } from '#shared/api/orders-api.ts'
import { findKeptOrder, keepOrder } from '#shared/orders/kept-orders.ts'
import { keepOrderToken } from '#shared/orders/order-tokens.ts'
import { askAgainInMs, orderState } from './order-state.ts'

export type OrderKey = { orderId: string; token: string; sessionId: string | null }

export function useOrder({ orderId, token, sessionId }: OrderKey) {
  const [askAgain] = useState(() => createAskAgain())
  const order = useQuery({
    queryKey: ['order', orderId, token, sessionId],
    queryFn: async ({ signal }) => valueOrThrow(await findOrder(orderId, token, sessionId, signal)),
    // Tickets kept on this phone show at once; the network only brings them up to date.
    initialData: () => findKeptOrder(localStorage, orderId, token)?.view,
    initialDataUpdatedAt: () => findKeptOrder(localStorage, orderId, token)?.keptAtMs ?? 0,
    staleTime: 0,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      if (state.error) return askAgain(state, failureOf(state.error))
      const view = state.data
      const now = view && orderState(view, sessionId !== null, Date.now())
      return askAgainInMs(now, state.dataUpdateCount)
    },
  })
  const { data, dataUpdatedAt } = order
  useEffect(() => {
    if (!data) return
    keepOrderToken(localStorage, orderId, token)
    keepOrder(localStorage, { token, keptAtMs: dataUpdatedAt, view: data })
  }, [data, dataUpdatedAt, orderId, token])
  return order
}
