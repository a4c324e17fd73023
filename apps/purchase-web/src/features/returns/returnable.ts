// Which tickets of an order can be returned to the waiting list now. The API decides again.
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { OrderReturn } from '@maguey/wire/returns'

export function returnable(
  tickets: readonly OrderTicket[],
  returns: readonly OrderReturn[],
  { status, ends_at }: Pick<OrderEvent, 'status' | 'ends_at'>,
  nowMs: number,
): OrderTicket[] {
  if (status !== 'published' || Date.parse(ends_at) <= nowMs) return []
  const returned = new Set(returns.map(({ ticket_id }) => ticket_id))
  return tickets.filter(
    (ticket) => ticket.status === 'issued' && !ticket.is_used && !returned.has(ticket.ticket_id),
  )
}
