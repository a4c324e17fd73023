// Below an order's tickets: give one to a friend, and what was given so far.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { OrderTransfer } from '@maguey/wire/transfers'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#messages'
import { valueOrThrow } from '#shared/api/failure-error.ts'
import { findTransfers } from '#shared/api/transfers-api.ts'
import type { BelowTicketsProps } from '#shared/orders/below-tickets.ts'
import { givable } from './givable.ts'
import { OfferForm } from './offer-form.tsx'
import { OfferedTicket } from './offered-ticket.tsx'

const NONE: readonly OrderTransfer[] = []

export function TransferPanel({ view, token }: BelowTicketsProps) {
  const { order, event, tickets } = view
  const [giving, setGiving] = useState(false)
  const client = useQueryClient()
  const key = { orderId: order.id, token }
  const asked = useQuery({
    queryKey: ['transfers', order.id, token],
    queryFn: async ({ signal }) => valueOrThrow(await findTransfers(key, signal)).transfers,
    refetchOnWindowFocus: 'always',
  })
  const transfers = asked.data ?? NONE
  const accepted = transfers.filter(({ state }) => state === 'accepted').length
  useEffect(() => {
    // The ticket that was accepted has changed on this page too.
    if (accepted > 0) hear(client.invalidateQueries({ queryKey: ['order', order.id] }))
  }, [accepted, client, order.id])

  const free = givable(tickets, transfers, event, Date.now())
  const shown = transfers.filter(({ state }) => state === 'open' || state === 'accepted')
  if (!asked.isSuccess || (free.length === 0 && shown.length === 0)) return null
  const done = () => {
    setGiving(false)
    return asked.refetch()
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
