// The tickets, each with its code, and the actions on them.

import { formatClock, formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { CircleCheckBig, Mail, WifiOff } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { m } from '#messages'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { nightName } from '#shared/event/night-name.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { PosterGlow } from '#shared/ui/poster.tsx'
import { OrderActions } from './order-actions.tsx'
import { TicketCard } from './ticket-card.tsx'

const FullScreenTicket = lazy(() =>
  import('./full-screen-ticket.tsx').then((module) => ({ default: module.FullScreenTicket })),
)

type TicketsViewProps = {
  view: OrderPage
  token: string
  /** When the shown tickets were last checked, if the network no longer answers. */
  staleSinceMs: number | null
}

export function TicketsView({ view, token, staleSinceMs }: TicketsViewProps) {
  const { order, event, tickets } = view
  const [large, setLarge] = useState<number | null>(null)
  useEffect(() => {
    // Bought: the draft is no longer needed.
    const { hold } = checkoutDraft.draftOf(event.slug)
    if (hold?.orderId === order.id) checkoutDraft.finish(event.slug)
  }, [event.slug, order.id])
  return (
    <div data-testid="order-status" data-status="tickets">
      <PosterGlow imageUrl={event.image_url} />
      <header className="rise mx-auto max-w-3xl pt-2 text-center sm:pt-6">
        <h1 className="text-[clamp(2.8rem,11vw,5rem)] leading-[0.88]">{event.name}</h1>
        <p className="mt-2.5 font-semibold">
          {nightName(event.event_date, event.timezone, Date.now())}
          {' · '}
          {m.doors_at({
            time: formatClock(
              event.doors_open_at ?? event.event_date,
              momentFormat(event.timezone),
            ),
          })}
        </p>
        {event.venue_name ? (
          <p className="mt-1 hidden sm:block">
            {[event.venue_name, event.venue_address].filter(Boolean).join(', ')}
          </p>
        ) : null}
      </header>
      <Kept staleSinceMs={staleSinceMs} timeZone={event.timezone} />
      <ul className="mt-4 flex flex-wrap justify-center gap-7 sm:mt-6">
        {tickets.map((ticket, index) => (
          <li key={ticket.ticket_id} className="w-full max-w-sm">
            <TicketCard
              ticket={ticket}
              imageUrl={event.image_url}
              eventName={event.name}
              place={m.ticket_n_of({ n: index + 1, count: tickets.length })}
              onLarge={() => setLarge(index)}
            />
          </li>
        ))}
      </ul>
      <p className="mx-auto mt-7 max-w-md text-center text-ink-soft">{m.entry_note()}</p>
      <OrderActions view={view} token={token} />
      <p className="mt-8 flex flex-wrap items-center justify-center gap-x-5 gap-y-1 text-center text-sm text-ink-soft">
        <span>{m.order_number({ number: order.number })}</span>
        <span>{m.paid_total({ amount: money(order.total_amount, order.currency) })}</span>
        {order.customer_email_masked ? (
          <span className="flex items-center gap-1.5">
            <Mail aria-hidden className="size-4" />
            {m.sent_to({ email: order.customer_email_masked })}
          </span>
        ) : null}
      </p>
      {large === null ? null : (
        <Suspense>
          <FullScreenTicket
            tickets={tickets}
            index={large}
            onIndex={setLarge}
            onClose={() => setLarge(null)}
          />
        </Suspense>
      )}
    </div>
  )
}

function Kept({ staleSinceMs, timeZone }: { staleSinceMs: number | null; timeZone: string }) {
  const Icon = staleSinceMs === null ? CircleCheckBig : WifiOff
  return (
    <p
      role="status"
      data-testid="kept"
      className="mx-auto mt-3.5 flex w-fit items-center gap-2 rounded-full bg-agave-wash px-4 py-2 text-sm font-medium text-ink"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-agave" />
      {staleSinceMs === null
        ? m.kept_ready()
        : m.kept_copy({
            moment: formatDayAndClock(new Date(staleSinceMs).toISOString(), momentFormat(timeZone)),
          })}
    </p>
  )
}
