// One ticket as it would look on paper: picture, type and name, tear line, code; stamped once it was used.

import type { OrderTicket } from '@maguey/wire/orders'
import { Maximize2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#messages'
import type { TicketMark } from '#shared/ticket/ticket-mark.ts'
import { TicketQr } from '#shared/ticket/ticket-qr.tsx'
import { Poster } from '#shared/ui/poster.tsx'

type TicketCardProps = {
  ticket: OrderTicket
  mark: TicketMark | null
  imageUrl: string | null
  eventName: string
  /** "Ticket 1 of 2" */
  place: string
  onLarge: () => void
  /** Below a code that opens the door. */
  children: ReactNode
}

export function TicketCard(props: TicketCardProps) {
  const { ticket, mark, imageUrl, eventName, place, onLarge, children } = props
  return (
    <article
      data-testid="ticket"
      data-ticket-id={ticket.ticket_id}
      aria-label={`${place}: ${ticket.ticket_type}`}
      className="stub rise"
    >
      <div className="stub-sheet overflow-hidden [--tear:8.5rem] sm:[--tear:11.5rem]">
        <div className="relative h-34 sm:h-46">
          <Poster
            imageUrl={imageUrl}
            name={eventName}
            sizes="24rem"
            className={`absolute inset-0 size-full object-[50%_38%] ${mark ? 'grayscale' : ''}`}
          />
          <div className="absolute inset-x-0 bottom-0 bg-linear-to-t from-stub via-stub/85 to-transparent px-6 pt-14 pb-3.5">
            <p className="flex items-end justify-between gap-3">
              <span className="font-display text-4xl leading-none font-extrabold">
                {ticket.ticket_type}
              </span>
              <span className="text-sm font-medium">{place}</span>
            </p>
          </div>
          {mark ? <Stamp {...mark} /> : null}
        </div>
        <div className="stub-tear mx-6" />
        <div className="px-6 pt-4 pb-6">
          {ticket.guest_name ? (
            <p className="mb-2.5 text-center text-lg font-semibold">{ticket.guest_name}</p>
          ) : null}
          {mark && !mark.showsCode ? (
            <div className="grid aspect-square place-items-center rounded-control border-2 border-dashed border-line-strong p-8 text-center">
              <p className="font-display text-2xl font-bold">{mark.note ?? mark.stamp}</p>
            </div>
          ) : (
            <TicketQr text={ticket.qr_code_data} ticketId={ticket.ticket_id} />
          )}
          <p className="mt-3 text-center font-mono text-[0.8125rem] tracking-tight text-ink-soft select-all">
            {ticket.ticket_id}
          </p>
          {mark?.showsCode ? <p className="mt-2 text-center text-sm">{mark.note}</p> : null}
          {mark && !mark.showsCode ? null : (
            <button
              type="button"
              onClick={onLarge}
              className="mt-3 flex min-h-12 w-full items-center justify-center gap-2 rounded-control border border-line-strong font-semibold hover:bg-raised"
            >
              <Maximize2 aria-hidden className="size-5" />
              {m.show_large()}
            </button>
          )}
          {mark === null ? children : null}
        </div>
      </div>
    </article>
  )
}

/** Across the picture, never across the code: a stamped code must still be read at the exit. */
const Stamp = ({ stamp, trouble }: TicketMark) => (
  <p
    data-testid="stamp"
    className={`absolute top-5 left-1/2 w-max max-w-[85%] -translate-x-1/2 -rotate-6 rounded-control border-4 border-double bg-stub px-4 py-1.5 text-center font-display text-2xl leading-tight font-extrabold uppercase ${trouble ? 'border-error text-error' : 'border-ink text-ink'}`}
  >
    {stamp}
  </p>
)
