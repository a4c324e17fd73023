// Behind the link of an offered ticket: accept it; then it is the page of one's own ticket.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { isRefusal } from '@maguey/wire/failure'
import type { TransferView } from '@maguey/wire/transfers'
import { Link2Off, TicketX } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { m } from '#messages'
import { findTransfer } from '#shared/api/transfers-api.ts'
import { findKeptTransfer, keepTransfer } from '#shared/orders/kept-transfers.ts'
import { goTo, useAddress } from '#shared/routing/address.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { AcceptForm } from './accept-form.tsx'
import { HeldTicket } from './held-ticket.tsx'
import { NightHeading } from './night-heading.tsx'
import { useAsked } from './use-asked.ts'

const TOKEN = /^[A-Za-z0-9_-]{16,128}$/

export function TransferPage({ id }: { id: string }) {
  const { name } = useFace()
  const fromLink = useAddress().hash.slice(1)
  const kept = findKeptTransfer(localStorage, id)
  const token = TOKEN.test(fromLink) ? fromLink : kept?.token
  return (
    <div className="mx-auto max-w-xl px-4 sm:px-8">
      <title>{`${m.transfer_page_title()} · ${name}`}</title>
      {token ? <TransferFound key={token} id={id} token={token} /> : <NoTransfer />}
    </div>
  )
}

function TransferFound({ id, token }: { id: string; token: string }) {
  // A ticket kept on this phone shows at once; the network only brings it up to date.
  const asked = useAsked(
    useCallback((signal) => findTransfer(id, token, signal), [id, token]),
    () => keptView(id, token),
  )
  const { data: view, failure: problem } = asked
  useEffect(() => {
    if (view?.transfer.holds) keepTransfer(localStorage, id, { token, view })
  }, [view, id, token])

  if (!view) {
    if (!problem) return <TransferSkeleton />
    if (isRefusal(problem, 'transfer_not_found')) return <NoTransfer />
    return (
      <ProblemNotice
        problem={problem}
        heading="h1"
        actions={
          <button type="button" className={buttonStyle.primary} onClick={() => hear(asked.ask())}>
            {m.try_again()}
          </button>
        }
      />
    )
  }
  return <TransferInState view={view} token={token} />
}

function TransferInState({ view, token }: { view: TransferView; token: string }) {
  const { id, state, holds, from_name, ticket_type } = view.transfer
  if (holds) return <HeldTicket view={view} token={token} />
  const from = from_name ?? m.transfer_somebody()
  const accepted = (held: string) => {
    keepTransfer(localStorage, id, { token: held, view: null })
    goTo(`/transfers/${id}#${held}`, { replace: true })
  }
  return (
    <div data-testid="transfer-page" data-status={state}>
      <NightHeading event={view.event} />
      {state === 'open' ? (
        <>
          <p className="text-lg">{m.transfer_for_you({ name: from, type: ticket_type })}</p>
          <AcceptForm transferId={id} token={token} onAccepted={accepted} />
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

function keptView(id: string, token: string): TransferView | undefined {
  const kept = findKeptTransfer(localStorage, id)
  return (kept?.token === token && kept.view) || undefined
}

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
