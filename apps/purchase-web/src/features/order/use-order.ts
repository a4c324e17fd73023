// Asks for an order until it has become tickets, and keeps them on this device from then on.

import type { OrderPage } from '@maguey/wire/orders'
import { useEffect, useState } from 'react'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { findOrder } from '#shared/api/orders-api.ts'
import { createSource, type Known, type Source, useSource } from '#shared/api/source.ts'
import { findKeptOrder, keepOrder } from '#shared/orders/kept-orders.ts'
import { keepOrderToken } from '#shared/orders/order-tokens.ts'
import { askAgainInMs, orderState } from './order-state.ts'

export type OrderKey = { orderId: string; token: string; sessionId: string | null }

export type AskedOrder = Known<OrderPage> & Pick<Source<OrderPage>, 'ask'>

/** For as long as the component stands: another key is another component. */
export function useOrder(key: OrderKey): AskedOrder {
  const { orderId, token } = key
  const [source] = useState(() => orderSource(key))
  const known = useSource(source)
  const { data, dataAtMs } = known
  useEffect(() => {
    if (!data) return
    keepOrderToken(localStorage, orderId, token)
    keepOrder(localStorage, { token, keptAtMs: dataAtMs, view: data })
  }, [data, dataAtMs, orderId, token])
  return { ...known, ask: source.ask }
}

function orderSource({ orderId, token, sessionId }: OrderKey): Source<OrderPage> {
  // Tickets kept on this phone show at once; the network only brings them up to date.
  const kept = findKeptOrder(localStorage, orderId, token)
  return createSource({
    ask: (signal) => findOrder(orderId, token, sessionId, signal),
    againInMs: ({ data, failure, failures, answers }) => {
      if (failure) return askAgainAfterMs(failure, failures, Math.random())
      return askAgainInMs(data && orderState(data, sessionId !== null, Date.now()), answers)
    },
    known: kept ? { data: kept.view, atMs: kept.keptAtMs } : undefined,
    staleMs: 0,
  })
}
