// Below an order's tickets: give one to a friend, and what was given so far.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { OrderTransfer } from '@maguey/wire/transfers'
import { UserRoundPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { findTransfers } from '#shared/api/transfers-api.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import type { BelowTicketsProps } from '#shared/orders/below-tickets.ts'
import { givable } from './givable.ts'
import { OfferForm } from './offer-form.tsx'
import { OfferedTicket } from './offered-ticket.tsx'

const NONE: readonly OrderTransfer[] = []

export function TransferPanel({ view, token, refresh }: BelowTicketsProps) {
  const { order, event, tickets } = view
  const [giving, setGiving] = useState(false)
  const key = { orderId: order.id, token }
  const heading = useRef<HTMLHeadingElement>(null)
  // The order's page stands for one key: another key is another page.
  const [source] = useState(() => transfersSource(key))
  const { data, dataAtMs, failure } = useSource(source)
  const transfers = data?.transfers ?? NONE
  const valid = new Set(tickets.filter(({ status }) => status === 'issued').map((t) => t.ticket_id))
  const isBehind = transfers.some((t) => t.state === 'accepted' && valid.has(t.ticket_id))
  useEffect(() => {
    // Somebody has accepted a ticket that this page still shows.
    if (isBehind) refresh()
  }, [isBehind, refresh])

  const free = givable(tickets, transfers, event, Date.now())
  const shown = transfers.filter(({ state }) => state === 'open' || state === 'accepted')
  if (!data || (free.length === 0 && shown.length === 0)) return null
  const isOffered = async (ticketId: string) => {
    await source.ask()
    return offersOf(source.read().data?.transfers ?? NONE).has(ticketId)
  }
  /** The button that was pressed is gone: a keyboard and a screen reader go on from the heading. */
  const toHeading = () => heading.current?.focus()
  const close = () => {
    setGiving(false)
    toHeading()
  }
  return (
    <section
      data-testid="transfers"
      aria-labelledby="transfers-title"
      className="mx-auto mt-8 max-w-md rounded-card border border-line bg-surface p-5"
    >
      <h2
        ref={heading}
        id="transfers-title"
        tabIndex={-1}
        className="text-2xl leading-tight outline-none"
      >
        {m.transfer_title()}
      </h2>
      <ul className="divide-y divide-line empty:hidden">
        {shown.map((transfer) => (
          <OfferedTicket
            key={transfer.id}
            of={key}
            transfer={transfer}
            onTakenBack={toHeading}
            ask={source.ask}
          />
        ))}
      </ul>
      <p role="status" className="mt-2 text-sm text-ink-soft empty:hidden">
        {failure ? unchecked(dataAtMs, event.timezone) : ''}
      </p>
      {giving && free.length > 0 ? (
        <OfferForm
          of={key}
          tickets={free}
          isOffered={isOffered}
          onOffered={close}
          onCancel={close}
        />
      ) : free.length > 0 ? (
        <>
          <p className="mt-1.5 text-ink-soft">{m.transfer_body()}</p>
          <button
            type="button"
            className={`${buttonStyle.secondary} mt-4 w-full`}
            onClick={() => setGiving(true)}
          >
            <UserRoundPlus aria-hidden className="size-5" />
            {m.transfer_start()}
          </button>
        </>
      ) : null}
    </section>
  )
}

const transfersSource = (key: { orderId: string; token: string }) =>
  createSource({
    ask: (signal) => findTransfers(key, signal),
    againInMs: ({ failure, failures }) =>
      failure ? askAgainAfterMs(failure, failures, Math.random()) : false,
    staleMs: 0,
  })

const offersOf = (transfers: readonly OrderTransfer[]): Set<string> =>
  new Set(transfers.filter(({ state }) => state === 'open').map(({ ticket_id }) => ticket_id))

const unchecked = (atMs: number, timeZone: string): string =>
  m.transfer_unchecked({
    moment: formatDayAndClock(new Date(atMs).toISOString(), momentFormat(timeZone)),
  })
