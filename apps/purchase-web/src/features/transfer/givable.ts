// Which tickets of an order can be given to somebody now.
import type { OrderEvent, OrderTicket } from '@maguey/wire/orders'
import type { OrderTransfer } from '@maguey/wire/transfers'

export function givable(
  tickets: readonly OrderTicket[],
  transfers: readonly OrderTransfer[],
  { status, ends_at }: Pick<OrderEvent, 'status' | 'ends_at'>,
  nowMs: number,
): OrderTicket[] {
  if (status !== 'published' || Date.parse(ends_at) <= nowMs) return []
  const offered = new Set(transfers.map(({ ticket_id }) => ticket_id))
  return tickets.filter(
    (ticket) => ticket.status === 'issued' && !ticket.is_used && !offered.has(ticket.ticket_id),
  )
}
