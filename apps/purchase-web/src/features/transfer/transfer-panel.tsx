// Below an order's tickets: give one to a friend, and what was given so far.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import type { OrderTransfer } from '@maguey/wire/transfers'
import { UserRoundPlus } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { findTransfers } from '#shared/api/transfers-api.ts'
import type { BelowTicketsProps } from '#shared/orders/below-tickets.ts'
import { givable } from './givable.ts'
import { OfferForm } from './offer-form.tsx'
import { OfferedTicket } from './offered-ticket.tsx'
import { useAsked } from './use-asked.ts'

const NONE: readonly OrderTransfer[] = []

export function TransferPanel({ view, token, refresh }: BelowTicketsProps) {
  const { order, event, tickets } = view
  const [giving, setGiving] = useState(false)
  const key = { orderId: order.id, token }
  const asked = useAsked(
    useCallback((signal) => findTransfers({ orderId: order.id, token }, signal), [order.id, token]),
  )
  const transfers = asked.data?.transfers ?? NONE
  const valid = new Set(tickets.filter(({ status }) => status === 'issued').map((t) => t.ticket_id))
  const isBehind = transfers.some(
    ({ state, ticket_id }) => state === 'accepted' && valid.has(ticket_id),
  )
  useEffect(() => {
    // Somebody has accepted a ticket that this page still shows.
    if (isBehind) refresh()
  }, [isBehind, refresh])

  const free = givable(tickets, transfers, event, Date.now())
  const shown = transfers.filter(({ state }) => state === 'open' || state === 'accepted')
  if (!asked.data || (free.length === 0 && shown.length === 0)) return null
  const done = () => {
    setGiving(false)
    return asked.ask()
  }
  return (
    <section
      data-testid="transfers"
      aria-labelledby="transfers-title"
      className="mx-auto mt-8 max-w-md rounded-card border border-line bg-surface p-5"
    >
      <h2 id="transfers-title" className="text-2xl leading-tight">
        {m.transfer_title()}
      </h2>
      <ul className="divide-y divide-line empty:hidden">
        {shown.map((transfer) => (
          <OfferedTicket key={transfer.id} of={key} transfer={transfer} onTakenBack={done} />
        ))}
      </ul>
      {giving ? (
        <OfferForm of={key} tickets={free} onOffered={done} onCancel={() => setGiving(false)} />
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
