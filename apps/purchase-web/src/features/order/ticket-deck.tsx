// An order's tickets side by side: swiped by thumb, by the arrow keys or by two buttons.

import type { OrderPage } from '@maguey/wire/orders'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { m } from '#messages'
import type { TicketKey } from '#shared/api/passes-api.ts'
import { ticketMark } from '#shared/ticket/ticket-mark.ts'
import { TicketCard } from './ticket-card.tsx'
import { useDeck } from './use-deck.ts'

// Its script may be missing, as below the tickets: they stand without it.
const WalletButtons = lazy(() =>
  import('./wallet-buttons.tsx')
    .then((module): { default: ComponentType<TicketKey> } => ({ default: module.WalletButtons }))
    .catch(() => ({ default: () => null })),
)

type TicketDeckProps = Pick<OrderPage, 'event' | 'tickets'> & {
  orderId: string
  token: string
  onLarge: (index: number) => void
}

/** At the first and the last ticket they stay focusable: a keyboard doesn't lose its place. */
const turn =
  'grid size-12 place-items-center rounded-full border border-line-strong bg-surface hover:bg-raised aria-disabled:opacity-40'

export function TicketDeck({ event, tickets, orderId, token, onLarge }: TicketDeckProps) {
  const { row, index, whole, show } = useDeck(tickets.length)
  const count = tickets.length
  return (
    <section aria-label={m.order_title()} className="mt-4 sm:mt-6">
      {/* The row reaches both edges of the screen, so that the next ticket can be seen to wait there. */}
      <ul
        ref={row}
        data-testid="deck"
        tabIndex={whole ? undefined : 0}
        className="-mx-4 flex snap-x snap-mandatory gap-4 overflow-x-auto px-4 pb-7 sm:-mx-8 sm:gap-7 sm:px-8 [scrollbar-width:none] justify-center-safe"
      >
        {tickets.map((ticket, place) => (
          <li
            key={ticket.ticket_id}
            className={`max-w-sm shrink-0 snap-center ${count === 1 ? 'w-full' : 'w-[calc(100%-2rem)] lg:max-w-[21.5rem]'}`}
          >
            <TicketCard
              ticket={ticket}
              mark={ticketMark(ticket, event)}
              imageUrl={event.image_url}
              eventName={event.name}
              place={m.ticket_n_of({ n: place + 1, count })}
              onLarge={() => onLarge(place)}
            >
              <Suspense>
                <WalletButtons orderId={orderId} ticketId={ticket.ticket_id} token={token} />
              </Suspense>
            </TicketCard>
          </li>
        ))}
      </ul>
      {whole ? null : (
        <div className="flex items-center justify-center gap-5">
          <button
            type="button"
            className={turn}
            aria-disabled={index === 0}
            aria-label={m.previous_ticket()}
            onClick={() => show(index - 1)}
          >
            <ChevronLeft aria-hidden className="size-6" />
          </button>
          <p aria-live="polite" data-testid="deck-place" className="font-semibold tabular-nums">
            {m.ticket_n_of({ n: index + 1, count })}
          </p>
          <button
            type="button"
            className={turn}
            aria-disabled={index === count - 1}
            aria-label={m.next_ticket()}
            onClick={() => show(index + 1)}
          >
            <ChevronRight aria-hidden className="size-6" />
          </button>
        </div>
      )}
    </section>
  )
}
