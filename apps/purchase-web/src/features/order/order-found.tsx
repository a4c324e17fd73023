// An order that this device has a key to, in whatever state it is.

import { useNow } from '@maguey/ui/device/use-now.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { lazy, Suspense, useCallback, useDeferredValue, useLayoutEffect, useState } from 'react'
import { goTo, useAddress } from '#shared/routing/address.ts'
import { OrderProblem } from './order-problems.tsx'
import { OrderSkeleton } from './order-skeleton.tsx'
import { type OrderState, orderState } from './order-state.ts'
import { largeIn } from './use-large-ticket.ts'
import { type AskedOrder, type OrderKey, useOrder } from './use-order.ts'

// Fetched while the API is being asked.
const tickets = import('./tickets-view.tsx')
const TicketsView = lazy(() => tickets.then((module) => ({ default: module.TicketsView })))

const Confirming = lazy(() =>
  import('./confirming.tsx').then((module) => ({ default: module.Confirming })),
)
const AwaitingPayment = lazy(() =>
  import('./awaiting-payment.tsx').then((module) => ({ default: module.AwaitingPayment })),
)
const OrderEnded = lazy(() =>
  import('./order-ended.tsx').then((module) => ({ default: module.OrderEnded })),
)

export function OrderFound(key: OrderKey) {
  const order = useOrder(key)
  const returned = key.sessionId !== null
  const nowMs = useNow(5000)
  const [sinceMs] = useState(Date.now)
  // Drawn in small pieces: a tap meanwhile is heard.
  const view = useDeferredValue(order.data)
  const state = view ? orderState(view, returned, nowMs) : undefined
  useLinkInAddress(key, state === 'tickets')

  if (!view || !state) {
    if (order.failure)
      return <OrderProblem problem={order.failure} asking={order.asking} ask={order.ask} />
    if (!returned) return <OrderSkeleton />
    return (
      <Suspense fallback={<OrderSkeleton />}>
        <Confirming step="confirming" order={order} sinceMs={sinceMs} />
      </Suspense>
    )
  }
  return (
    <Suspense fallback={<OrderSkeleton />}>
      <OrderInState {...{ state, view, order, sinceMs }} token={key.token} />
    </Suspense>
  )
}

type OrderInStateProps = {
  state: OrderState
  view: OrderPage
  token: string
  order: AskedOrder
  sinceMs: number
}

function OrderInState({ state, view, token, order, sinceMs }: OrderInStateProps) {
  const { ask } = order
  const refresh = useCallback(() => hear(ask()), [ask])
  switch (state) {
    case 'confirming':
    case 'making_tickets':
      return <Confirming step={state} order={order} sinceMs={sinceMs} />
    case 'awaiting_payment':
      return <AwaitingPayment view={view} />
    case 'lapsed':
    case 'failed':
    case 'refund_pending':
    case 'refunded':
      return <OrderEnded state={state} view={view} />
    case 'tickets':
      return (
        <TicketsView
          view={view}
          token={token}
          staleSinceMs={order.failure ? order.dataAtMs : null}
          refresh={refresh}
        />
      )
  }
}

/**
 * The address becomes the link that opens this order again: no session, the key in the part that no server sees. A ticket
 * that fills the screen stays in it.
 */
function useLinkInAddress({ orderId, token }: OrderKey, ready: boolean): void {
  const { search, hash } = useAddress()
  // With the tickets, not after them: whoever copies the address as they appear has the link.
  useLayoutEffect(() => {
    const wanted = `#${token}`
    const kept = largeIn(search) > 0 ? search : ''
    if (!ready || (hash === wanted && search === kept)) return
    goTo(`/orders/${orderId}${kept}${wanted}`, { replace: true })
  }, [ready, search, hash, token, orderId])
}
