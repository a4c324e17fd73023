// The refund being put together: its sum, whether it is possible, and the request that the button sends.
import type { DeskOrder, RefundWish } from '@maguey/wire/order-desk'
import { useState } from 'react'
import { remainingOf } from './order-actions.tsx'
import { isAmount, sumOf } from './refund-sum.ts'

export type RefundOf = RefundWish['of']

/**
 * The idempotency keys of refunds whose outcome isn't known, by what was requested. Outlives the sheet: the same request
 * made again, even from a sheet that was closed and opened, is the same refund. Cleared once one is known to be done.
 */
export type RefundKeys = Map<string, string>

export function useRefund(found: DeskOrder, ticketIds: readonly string[], keys: RefundKeys) {
  const { order } = found
  const remaining = remainingOf(found)
  const [of, setOf] = useState<RefundOf>(ticketIds.length > 0 ? 'tickets' : 'everything')
  const [chosen, setChosen] = useState(ticketIds)
  const [amount, setAmount] = useState('')

  const refundable = found.tickets.filter(
    ({ status, price_paid }) => status === 'issued' && Number(price_paid ?? 0) > 0,
  )
  // What was chosen can meanwhile have been refunded or voided elsewhere.
  const picked = refundable.filter(({ ticket_id }) => chosen.includes(ticket_id))
  const sums: Record<RefundOf, () => string> = {
    everything: () => remaining,
    amount: () => amount.trim(),
    tickets: () => sumOf(picked, order.currency),
  }
  const sum = sums[of]()
  const valid = isAmount(sum) && Number(sum) > 0 && Number(sum) <= Number(remaining)

  function wish(reason: string): RefundWish {
    const pickedIds = picked.map(({ ticket_id }) => ticket_id)
    const what = JSON.stringify([of, of === 'tickets' ? pickedIds.toSorted() : [], sum, reason])
    const idempotencyKey = keys.get(what) ?? crypto.randomUUID()
    keys.set(what, idempotencyKey)
    const base = { orderId: order.id, reason, idempotencyKey }
    if (of === 'everything') return { ...base, of }
    if (of === 'amount') return { ...base, of, amount: sum }
    return { ...base, of, ticketIds: pickedIds }
  }

  const choose = (ticketId: string, wanted: boolean) =>
    setChosen((before) => (wanted ? [...before, ticketId] : before.filter((id) => id !== ticketId)))
  return { of, setOf, chosen, choose, amount, setAmount, refundable, remaining, sum, valid, wish }
}
