// Finds out what became of the held order meanwhile: paid in another tab, or ended by the pay page.

import type { OrderPage } from '@maguey/wire/orders'
import { useEffect, useMemo, useState } from 'react'
import { findOrder } from '#shared/api/orders-api.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { checkoutDraft, type Hold } from '#shared/draft/checkout-draft.ts'
import { findOrderToken } from '#shared/orders/order-tokens.ts'

type Status = OrderPage['order']['status']

const ASK_EVERY_MS = 15_000

type HeldOrder = { orderId: string; status: Status }

const holdSource = (orderId: string | null) =>
  createSource<HeldOrder | null>({
    ask: async (signal) => {
      const token = orderId ? findOrderToken(localStorage, orderId, '') : null
      if (!orderId || !token) return { ok: true, value: null }
      const answer = await findOrder(orderId, token, null, signal)
      return answer.ok
        ? { ok: true, value: { orderId, status: answer.value.order.status } }
        : answer
    },
    againInMs: () => (orderId ? ASK_EVERY_MS : false),
  })

/** The id of the order, once it is known to be paid; the draft of the night is finished then. */
export function usePaidHold(slug: string, hold: Hold | null): string | null {
  const orderId = hold?.orderId ?? null
  const source = useMemo(() => holdSource(orderId), [orderId])
  const known = useSource(source).data ?? null
  const [paid, setPaid] = useState<string | null>(null)
  useEffect(() => {
    if (!known || known.status === 'pending') return
    if (isPaid(known.status)) {
      // Remembered here, since the finished draft no longer has the hold.
      setPaid(known.orderId)
      checkoutDraft.finish(slug)
    } else {
      checkoutDraft.lapseHold(slug, known.orderId)
    }
  }, [known, slug])
  return paid
}

function isPaid(status: Status): boolean {
  switch (status) {
    case 'completed':
    case 'partially_refunded':
    case 'refund_pending':
    case 'refunded':
      return true
    case 'pending':
    case 'failed':
    case 'expired':
      return false
  }
}
