// Behind the link of a place on a waiting list: how it stands, and the offer while there is one.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import type { WaitingView } from '@maguey/wire/waiting-list'
import { Hourglass, Link2Off, type LucideIcon, PartyPopper, TimerOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { findWaiting, leaveWaiting } from '#shared/api/waiting-api.ts'
import { NightHeading } from '#shared/event/night-heading.tsx'
import { useAddress } from '#shared/routing/address.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { Sure } from '#shared/ui/sure.tsx'
import { findEntryToken, keepEntryToken } from './entry-token.ts'
import { OfferCard } from './offer-card.tsx'

/** An offer is worth knowing of soon. */
const ASK_EVERY_MS = 15_000

export function WaitingPage({ id }: { id: string }) {
  const { name } = useFace()
  const { hash } = useAddress()
  const token = findEntryToken(localStorage, id, hash)
  return (
    <div className="mx-auto max-w-xl px-4 sm:px-8">
      <PageTitle>{`${m.wait_page_title()} · ${name}`}</PageTitle>
      {token ? <EntryFound key={`${id}#${token}`} id={id} token={token} /> : <NoEntry />}
    </div>
  )
}

type Key = { id: string; token: string }

function EntryFound({ id, token }: Key) {
  const [source] = useState(() =>
    createSource<WaitingView>({
      ask: (signal) => findWaiting(id, token, signal),
      againInMs: ({ failure, failures }) =>
        failure ? askAgainAfterMs(failure, failures, Math.random()) : ASK_EVERY_MS,
      staleMs: 0,
    }),
  )
  const { data: view, failure } = useSource(source)
  useEffect(() => {
    if (view) keepEntryToken(localStorage, id, token)
  }, [view, id, token])
  if (!view) {
    if (!failure) return <EntrySkeleton />
    if (isRefusal(failure, 'waiting_entry_not_found')) return <NoEntry />
    const again = (
      <button type="button" className={buttonStyle.primary} onClick={() => hear(source.ask())}>
        {m.try_again()}
      </button>
    )
    return <ProblemNotice problem={failure} heading="h1" actions={again} />
  }
  return <Entry view={view} of={{ id, token }} ask={source.ask} />
}

type EntryProps = { view: WaitingView; of: Key; ask: () => Promise<void> }

function Entry({ view, of, ask }: EntryProps) {
  const { entry, event, offer } = view
  const standing = useRef<HTMLDivElement>(null)
  return (
    <div data-testid="waiting-page" data-status={entry.state} className="pt-2 sm:pt-6">
      <NightHeading event={event}>
        {[event.venue_name, event.venue_address].filter(Boolean).join(', ')}
      </NightHeading>
      <div ref={standing} tabIndex={-1} className="outline-none">
        {offer ? (
          <OfferCard offer={offer} entry={entry} of={of} ask={ask} />
        ) : (
          <State {...{ view }} />
        )}
      </div>
      {entry.state === 'waiting' || entry.state === 'offered' ? (
        <Leave of={of} ask={ask} onLeft={() => standing.current?.focus()} />
      ) : null}
    </div>
  )
}

function State({ view: { entry, event } }: Pick<EntryProps, 'view'>) {
  const { quantity, ticket_type, email_masked, ahead } = entry
  const toNight = (
    <Link to={`/events/${event.slug}`} className={buttonStyle.secondary}>
      {m.wait_to_night()}
    </Link>
  )
  switch (entry.state) {
    case 'waiting':
    case 'offered':
      return (
        <Told icon={Hourglass} title={m.wait_waiting_title()}>
          <p className="text-lg font-semibold text-ink">{`${quantity} × ${ticket_type}`}</p>
          <p className="mt-1">{ahead ? m.wait_ahead({ count: ahead }) : m.wait_first()}</p>
          <p className="mt-1">{m.wait_waiting_body({ email: email_masked })}</p>
        </Told>
      )
    case 'bought':
      return (
        <Told
          icon={PartyPopper}
          title={m.wait_bought_title()}
          actions={
            <Link to="/tickets" className={buttonStyle.primary}>
              {m.wait_to_tickets()}
            </Link>
          }
        >
          <p>{m.wait_bought_body({ email: email_masked })}</p>
        </Told>
      )
    case 'lapsed':
      return (
        <Told icon={TimerOff} title={m.wait_lapsed_title()} actions={toNight}>
          <p>{m.wait_lapsed_body()}</p>
        </Told>
      )
    case 'left':
      return (
        <Told icon={TimerOff} title={m.wait_left_title()} actions={toNight}>
          <p>{m.wait_left_body()}</p>
        </Told>
      )
    case 'ended':
      return (
        <Told icon={TimerOff} title={m.wait_ended_title()} actions={toNight}>
          <p>{m.wait_ended_body()}</p>
        </Told>
      )
  }
}

type ToldProps = { icon: LucideIcon; title: string; actions?: ReactNode; children: ReactNode }

const Told = ({ children, ...notice }: ToldProps) => (
  <Notice {...notice} role="status">
    {children}
  </Notice>
)

type LeaveProps = Pick<EntryProps, 'of' | 'ask'> & { onLeft: () => void }

/** Asked once more, as it can't be undone: whoever joins again stands at the end. */
function Leave({ of, ask, onLeft }: LeaveProps) {
  const [sure, setSure] = useState(false)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const leave = async () => {
    setAsking(true)
    const answer = await leaveWaiting(of.id, of.token)
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    await ask()
    // The buttons are gone.
    if (answer.ok) onLeft()
  }
  return (
    <div className="mt-6 space-y-3">
      <button
        type="button"
        className={buttonStyle.quiet}
        aria-expanded={sure}
        onClick={() => setSure(!sure)}
      >
        {m.wait_leave()}
      </button>
      {sure ? (
        <Sure
          question={m.wait_leave_means()}
          yes={m.wait_leave_sure()}
          no={m.wait_stay()}
          busy={asking}
          onYes={() => hear(leave())}
          onNo={() => setSure(false)}
        />
      ) : null}
      {problem ? <ProblemNotice problem={problem} safe={m.wait_safe()} /> : null}
    </div>
  )
}

function NoEntry() {
  return (
    <div data-testid="waiting-page" data-status="unknown" className="pt-6">
      <Notice
        icon={Link2Off}
        title={m.wait_unknown_title()}
        role="alert"
        tone="trouble"
        heading="h1"
        actions={
          <Link to="/" className={buttonStyle.secondary}>
            {m.see_other_nights()}
          </Link>
        }
      >
        <p>{m.wait_unknown_body()}</p>
      </Notice>
    </div>
  )
}

function EntrySkeleton() {
  return (
    <div role="status" className="pt-4">
      <h1 className="sr-only">{m.loading()}</h1>
      <div className="shimmer mb-6 h-14 w-2/3" />
      <div className="shimmer h-56 rounded-card" />
    </div>
  )
}
