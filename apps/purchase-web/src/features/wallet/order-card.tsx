// One order in the list: its night, when and where, how many tickets, and what became of them.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { ChevronRight } from 'lucide-react'
import { m } from '#messages'
import { nightName } from '#shared/event/night-name.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import type { KeptOrder } from '#shared/orders/kept-orders.ts'
import { Link } from '#shared/ui/link.tsx'
import { Poster } from '#shared/ui/poster.tsx'

export function OrderCard({ token, view }: KeptOrder) {
  const { order, event, tickets } = view
  const standing = tickets.filter(({ status }) => status === 'issued')
  const doors = formatClock(event.doors_open_at, momentFormat(event.timezone))
  return (
    <article data-testid="kept-order" data-order-id={order.id} className="stub rise">
      <div className="relative flex items-stretch overflow-hidden rounded-card bg-stub">
        <Poster
          imageUrl={event.image_url}
          name={event.name}
          sizes="7rem"
          className={`w-24 shrink-0 object-[50%_38%] sm:w-28 ${standing.length === 0 ? 'grayscale' : ''}`}
        />
        <div className="min-w-0 flex-1 p-4">
          <p className="font-semibold text-agave">
            {nightName(event.event_date, event.timezone, Date.now())} ·{' '}
            {m.doors_at({ time: doors })}
          </p>
          <h3 className="mt-1 text-2xl">
            <Link
              to={`/orders/${order.id}#${token}`}
              className="after:absolute after:inset-0 after:rounded-card"
            >
              {event.name}
            </Link>
          </h3>
          <p className="mt-1 text-sm text-ink-soft">{event.venue_name}</p>
          <p className="mt-2 font-semibold">{stateOf(view, standing)}</p>
        </div>
        <ChevronRight aria-hidden className="mr-3 size-5 shrink-0 self-center text-agave" />
      </div>
    </article>
  )
}

/** "2 tickets", or why there are none to show any more. */
function stateOf({ event, tickets }: OrderPage, standing: OrderPage['tickets']): string {
  if (event.status === 'cancelled') return m.cancelled()
  if (standing.length === 0)
    return tickets.every(({ status }) => status === 'void') ? m.ticket_void() : m.ticket_refunded()
  const count = m.n_tickets({ count: standing.length })
  return standing.every(({ is_used }) => is_used) ? `${count} · ${m.ticket_used()}` : count
}
