// Behind the link of an offered ticket: accept it; then it is the page of one's own ticket.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { isRefusal } from '@maguey/wire/failure'
import type { TransferView } from '@maguey/wire/transfers'
import { Link2Off, TicketX } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { NightHeading } from '#shared/event/night-heading.tsx'
import {
  findAcceptKey,
  findTransferToken,
  forgetAcceptKey,
  keepTransfer,
} from '#shared/orders/kept-transfers.ts'
import { goTo, useAddress } from '#shared/routing/address.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { AcceptForm } from './accept-form.tsx'
import { HeldTicket } from './held-ticket.tsx'
import { useTransfer } from './use-transfer.ts'

export function TransferPage({ id }: { id: string }) {
  const { name } = useFace()
  const { hash } = useAddress()
  const token = findTransferToken(localStorage, id, hash)
  const [justAccepted, setJustAccepted] = useState<string | null>(null)
  const accepted = (held: string) => {
    keepTransfer(localStorage, id, { token: held, keptAtMs: 0, view: null })
    forgetAcceptKey(localStorage, id)
    setJustAccepted(held)
    goTo(`/transfers/${id}#${held}`, { replace: true })
  }
  return (
    <div className="mx-auto max-w-xl px-4 sm:px-8">
      <PageTitle>{`${m.transfer_page_title()} · ${name}`}</PageTitle>
      {token ? (
        <TransferFound
          key={`${id}#${token}`}
          id={id}
          token={token}
          isNew={token === justAccepted}
          onAccepted={accepted}
        />
      ) : (
        <NoTransfer />
      )}
    </div>
  )
}

type TransferFoundProps = {
  id: string
  token: string
  /** Accepted on this page a moment ago. */
  isNew: boolean
  onAccepted: (token: string) => void
}

function TransferFound({ id, token, isNew, onAccepted }: TransferFoundProps) {
  const { data: view, dataAtMs, failure, ask } = useTransfer(id, token)
  if (!view) {
    if (!failure) return <TransferSkeleton />
    if (isRefusal(failure, 'transfer_not_found')) return <NoTransfer />
    return (
      <ProblemNotice
        problem={failure}
        heading="h1"
        actions={
          <button type="button" className={buttonStyle.primary} onClick={() => hear(ask())}>
            {m.try_again()}
          </button>
        }
      />
    )
  }
  if (view.transfer.holds) {
    const staleSinceMs = failure ? dataAtMs : null
    return <HeldTicket view={view} token={token} staleSinceMs={staleSinceMs} takesFocus={isNew} />
  }
  return <Offer view={view} token={token} onAccepted={onAccepted} ask={ask} />
}

type OfferProps = {
  view: TransferView
  token: string
  onAccepted: (token: string) => void
  /** Asks for the transfer again. */
  ask: () => Promise<void>
}

function Offer({ view, token, onAccepted, ask }: OfferProps) {
  const { id, state, from_name, ticket_type } = view.transfer
  // "Accepted" may be this device's own acceptance, whose answer was lost: the form stays, to ask for it again.
  const [sent, setSent] = useState(() => findAcceptKey(localStorage, id) !== null)
  const refused = () => {
    forgetAcceptKey(localStorage, id)
    setSent(false)
    return ask()
  }
  const from = from_name ?? m.transfer_somebody()
  return (
    <div data-testid="transfer-page" data-status={state} className="pt-2 sm:pt-6">
      <NightHeading event={view.event}>
        {[view.event.venue_name, view.event.venue_address].filter(Boolean).join(', ')}
      </NightHeading>
      {state === 'open' || (state === 'accepted' && sent) ? (
        <>
          <p className="text-lg">{m.transfer_for_you({ name: from, type: ticket_type })}</p>
          <AcceptForm
            transferId={id}
            token={token}
            wasSent={state === 'accepted'}
            onSending={() => setSent(true)}
            onRefused={refused}
            onAccepted={onAccepted}
          />
        </>
      ) : (
        <Notice icon={TicketX} title={ended[state].title()} role="status">
          <p>{ended[state].body()}</p>
        </Notice>
      )}
    </div>
  )
}

const ended = {
  accepted: { title: m.transfer_accepted_title, body: m.transfer_accepted_body },
  taken_back: { title: m.transfer_taken_back_title, body: m.transfer_taken_back_body },
  gone: { title: m.transfer_gone_title, body: m.transfer_gone_body },
} as const

function NoTransfer() {
  return (
    <div data-testid="transfer-page" data-status="unknown" className="pt-6">
      <Notice
        icon={Link2Off}
        title={m.transfer_unknown_title()}
        role="alert"
        tone="trouble"
        heading="h1"
        actions={
          <Link to="/" className={buttonStyle.secondary}>
            {m.see_other_nights()}
          </Link>
        }
      >
        <p>{m.transfer_unknown_body()}</p>
      </Notice>
    </div>
  )
}

function TransferSkeleton() {
  return (
    <div role="status" className="pt-4">
      <h1 className="sr-only">{m.loading()}</h1>
      <div className="shimmer mb-6 h-14 w-2/3" />
      <div className="shimmer h-96 rounded-card" />
    </div>
  )
}
