// The tickets, each with its code, and the actions on them.

import { formatClock, formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { ChevronLeft, CircleCheckBig, Mail, WifiOff } from 'lucide-react'
import { lazy, Suspense, use, useEffect } from 'react'
import { m } from '#messages'
import { checkoutDraft } from '#shared/draft/checkout-draft.ts'
import { NightFacts } from '#shared/event/night-facts.tsx'
import { nightNameInFull } from '#shared/event/night-name.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { BelowTickets } from '#shared/orders/below-tickets.ts'
import { Link } from '#shared/ui/link.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'
import { OrderActions } from './order-actions.tsx'
import { TicketDeck } from './ticket-deck.tsx'
import { useLargeTicket } from './use-large-ticket.ts'

const FullScreenTicket = lazy(() =>
  import('./full-screen-ticket.tsx').then((module) => ({ default: module.FullScreenTicket })),
)

type TicketsViewProps = {
  view: OrderPage
  token: string
  /** When the shown tickets were last checked, if the network no longer answers. */
  staleSinceMs: number | null
  /** Asks for the order again. */
  refresh: () => void
}

export function TicketsView({ view, token, staleSinceMs, refresh }: TicketsViewProps) {
  const { order, event, tickets } = view
  const Below = use(BelowTickets)
  const { large, open, turnTo, close } = useLargeTicket()
  useEffect(() => {
    // Bought: the draft is no longer needed.
    const { hold } = checkoutDraft.draftOf(event.slug)
    if (hold?.orderId === order.id) checkoutDraft.finish(event.slug)
  }, [event.slug, order.id])
  return (
    <div data-testid="order-status" data-status="tickets">
      <PosterGlow imageUrl={event.image_url} />
      {/* The shop may have opened here by itself: the way to all nights is in sight. */}
      <Link to="/" className="inline-flex min-h-11 items-center gap-1 font-semibold">
        <ChevronLeft aria-hidden className="size-5 text-agave" />
        {m.all_nights()}
      </Link>
      <header className="rise mx-auto max-w-3xl pt-2 text-center sm:pt-6">
        <h1 className="text-[clamp(2.8rem,11vw,5rem)] leading-[0.88]">{event.name}</h1>
        <p className="mt-2.5 font-semibold">
          {nightNameInFull(event.event_date, event.timezone, Date.now())}
          <span className="block">
            {m.doors_at({
              time: formatClock(event.doors_open_at, momentFormat(event.timezone)),
            })}
            {' · '}
            {event.venue_name}
          </span>
        </p>
      </header>
      <Kept staleSinceMs={staleSinceMs} timeZone={event.timezone} />
      <TicketDeck event={event} tickets={tickets} orderId={order.id} token={token} onLarge={open} />
      <section className="mx-auto mt-7 max-w-3xl">
        <h2 className="sr-only">{m.night_facts()}</h2>
        <NightFacts night={event} />
      </section>
      <p className="mx-auto mt-7 max-w-md text-center text-ink-soft">{m.entry_note()}</p>
      <OrderActions view={view} token={token} />
      {Below ? (
        <Suspense>
          <Below view={view} token={token} refresh={refresh} />
        </Suspense>
      ) : null}
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
            event={event}
            tickets={tickets}
            index={large}
            onIndex={turnTo}
            onClose={close}
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
