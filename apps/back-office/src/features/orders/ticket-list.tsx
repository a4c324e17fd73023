// The tickets of an order, each with its state and its own actions.

import type { Action } from '@maguey/wire/actions'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { hasCustomer } from '@maguey/wire/orders'
import { m } from '#messages'
import { type OrderDeed, remainingOf } from './order-actions.tsx'
import { moment, money, ticketWord } from './order-words.ts'

type TicketListProps = {
  found: DeskOrder
  mayDo: (action: Action) => boolean
  onDeed: (deed: OrderDeed) => void
}

type Ticket = DeskOrder['tickets'][number]

const ACT = 'min-h-11 rounded-control px-3 font-semibold text-sm hover:bg-raised'

export function TicketList({ found, mayDo, onDeed }: TicketListProps) {
  return (
    <section
      aria-labelledby="tickets"
      className="rounded-card border border-line bg-surface p-4 sm:p-5"
    >
      <h2 className="mb-1 font-bold text-lg" id="tickets">
        {m.tickets()}
      </h2>
      {found.tickets.length === 0 && <p className="text-ink-soft">{m.tickets_none()}</p>}
      <ul>
        {found.tickets.map((ticket) => (
          <li
            className="border-line border-b py-3 last:border-0"
            data-status={ticket.status}
            data-testid="desk-ticket"
            key={ticket.ticket_id}
          >
            <TicketFacts found={found} ticket={ticket} />
            {ticket.status === 'issued' && (
              <TicketActs found={found} mayDo={mayDo} onDeed={onDeed} ticket={ticket} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Staff's own words, but for what the phone at the door took back. */
const voidWords = (reason: string) =>
  reason === 'walk_up_undo' ? m.ticket_taken_back_at_door() : reason

function TicketFacts({ found, ticket }: { found: DeskOrder; ticket: Ticket }) {
  const { currency, timezone } = found.order
  return (
    <>
      <p className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{ticket.ticket_type}</span>
        <span className={ticket.status === 'issued' ? '' : 'text-ink-soft'}>
          {ticketWord(ticket.status, ticket.is_used)}
        </span>
      </p>
      <p className="break-all text-ink-soft text-sm tabular-nums">{ticket.ticket_id}</p>
      <p className="text-ink-soft text-sm">
        {[
          ticket.guest_name,
          ticket.price_paid && money(ticket.price_paid, currency),
          ticket.entered_at && m.ticket_entered({ time: moment(ticket.entered_at, timezone) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {ticket.void_reason !== null && (
        <p className="text-sm">
          {ticket.replaced_by === null
            ? m.ticket_voided({ reason: voidWords(ticket.void_reason) })
            : m.ticket_replaced({ ticket: ticket.replaced_by })}
        </p>
      )}
      {ticket.refunded_after_entry && (
        <p className="font-semibold text-sm">{m.ticket_refunded_after()}</p>
      )}
    </>
  )
}

function TicketActs({ found, ticket, mayDo, onDeed }: TicketListProps & { ticket: Ticket }) {
  const { ticket_id: ticketId, price_paid: price, is_used: used } = ticket
  const refundable = Number(price ?? 0) > 0 && Number(remainingOf(found)) >= Number(price ?? 0)
  const of = { ticket: ticketId }
  return (
    <p className="-mx-3 mt-1 flex flex-wrap">
      {refundable && mayDo('refund') && (
        <button
          aria-label={m.ticket_refund_of(of)}
          className={ACT}
          onClick={() => onDeed({ do: 'refund', ticketIds: [ticketId] })}
          type="button"
        >
          {m.refund()}
        </button>
      )}
      {!used && hasCustomer(found.order) && mayDo('reissue_ticket') && (
        <button
          aria-label={m.ticket_reissue_of(of)}
          className={ACT}
          onClick={() => onDeed({ do: 'reissue', ticketId })}
          type="button"
        >
          {m.reissue()}
        </button>
      )}
      {!used && mayDo('void_tickets') && (
        <button
          aria-label={m.ticket_void_of(of)}
          className={ACT}
          onClick={() => onDeed({ do: 'void', ticketId })}
          type="button"
        >
          {m.void_it()}
        </button>
      )}
    </p>
  )
}
