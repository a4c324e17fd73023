// Which tickets of an order can be returned to the waiting list now. The API decides again.
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { OrderReturns } from '@maguey/wire/returns'

export function returnable(
  tickets: readonly OrderTicket[],
  { returns, returnable_until: until }: OrderReturns,
  { status }: Pick<OrderEvent, 'status'>,
  nowMs: number,
): OrderTicket[] {
  if (status !== 'published') return []
  const returned = new Set(returns.map(({ ticket_id }) => ticket_id))
  return tickets.filter(
    ({ ticket_id, status, is_used }) =>
      status === 'issued' &&
      !is_used &&
      !returned.has(ticket_id) &&
      nowMs < Date.parse(until[ticket_id] ?? ''),
  )
}
