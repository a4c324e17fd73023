// The kept orders, shown at once and then brought up to date: a night may have moved since.
import { hear } from '@maguey/ui/hear.ts'
import { useEffect, useState } from 'react'
import { findOrder } from '#shared/api/orders-api.ts'
import { keepOrder, listKeptOrders } from '#shared/orders/kept-orders.ts'

/** Whoever has more nights ahead opens them one by one. */
const MOST_ASKED = 8

export function useKeptOrders() {
  const [orders, setOrders] = useState(read)
  useEffect(() => {
    const leaving = new AbortController()
    hear(bringUpToDate(leaving.signal).then(() => leaving.signal.aborted || setOrders(read())))
    return () => leaving.abort()
  }, [])
  return orders
}

const read = () => listKeptOrders(localStorage, Date.now())

/** Without an answer what is kept stays as it was: it was true when it was last seen. */
async function bringUpToDate(signal: AbortSignal): Promise<void> {
  const asked = read().coming.slice(0, MOST_ASKED)
  await Promise.all(
    asked.map(async ({ token, view }) => {
      const answer = await findOrder(view.order.id, token, null, signal)
      if (answer.ok) keepOrder(localStorage, { token, keptAtMs: Date.now(), view: answer.value })
    }),
  )
}
