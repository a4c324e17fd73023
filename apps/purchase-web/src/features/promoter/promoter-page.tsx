// Behind a promoter's private link: their lists of the coming nights, who has come in, and the link that sells for them.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { isRefusal } from '@maguey/wire/failure'
import type { PromoterView } from '@maguey/wire/promoters'
import { Link2Off, Moon } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { findPromoter, type PromoterKey } from '#shared/api/promoter-api.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { isToken } from '#shared/orders/order-tokens.ts'
import { useAddress } from '#shared/routing/address.ts'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { PromoterNight } from './promoter-night.tsx'

/** Somebody stands at the door now: arrivals are seen as they happen. */
const EVERY_MS = 5_000

export function PromoterPage({ id }: { id: string }) {
  const { name } = useFace()
  const token = useAddress().hash.replace(/^#/, '')
  return (
    <div className="mx-auto max-w-2xl px-4 sm:px-8">
      <PageTitle>{`${m.promoter_page_title()} · ${name}`}</PageTitle>
      {isToken(token) ? (
        <PromoterFound key={`${id}#${token}`} promoterId={id} token={token} />
      ) : (
        <NoPromoter />
      )}
    </div>
  )
}

const promoterSource = (key: PromoterKey) =>
  createSource({
    ask: (signal) => findPromoter(key, signal),
    againInMs: ({ failure, failures }) =>
      failure ? askAgainAfterMs(failure, failures, Math.random()) : EVERY_MS,
    staleMs: 0,
  })

function PromoterFound({ promoterId, token }: PromoterKey) {
  const [source] = useState(() => promoterSource({ promoterId, token }))
  const { data: view, failure } = useSource(source)
  // A link that was ended shows nothing that it showed before.
  if (failure && isRefusal(failure, 'promoter_link_ended')) return <NoPromoter />
  if (!view) {
    if (!failure) return <PromoterSkeleton />
    return (
      <ProblemNotice
        problem={failure}
        heading="h1"
        actions={
          <button type="button" className={buttonStyle.primary} onClick={() => hear(source.ask())}>
            {m.try_again()}
          </button>
        }
      />
    )
  }
  return (
    <div data-testid="promoter-page" className="pt-2 sm:pt-6">
      <h1 className="text-5xl">{m.promoter_hello({ name: view.name })}</h1>
      <p className="mt-3 text-lg text-ink-soft">{m.promoter_lead()}</p>
      <p role="status" className="mt-2 text-sm text-ink-soft empty:hidden">
        {failure ? m.promoter_unheard() : ''}
      </p>
      <Nights view={view} of={{ promoterId, token }} ask={source.ask} />
    </div>
  )
}

type NightsProps = { view: PromoterView; of: PromoterKey; ask: () => Promise<void> }

function Nights({ view, of, ask }: NightsProps) {
  if (view.nights.length === 0)
    return (
      <div className="mt-8">
        <Notice icon={Moon} title={m.promoter_no_night_title()}>
          <p>{m.promoter_no_night_body()}</p>
        </Notice>
      </div>
    )
  return view.nights.map((night) => (
    <PromoterNight key={night.slug} night={night} code={view.code} of={of} ask={ask} />
  ))
}

function NoPromoter() {
  return (
    <div data-testid="promoter-page" data-status="unknown" className="pt-6">
      <Notice
        icon={Link2Off}
        title={m.promoter_unknown_title()}
        role="alert"
        tone="trouble"
        heading="h1"
      >
        <p>{m.promoter_unknown_body()}</p>
      </Notice>
    </div>
  )
}

function PromoterSkeleton() {
  return (
    <div role="status" className="pt-4">
      <h1 className="sr-only">{m.loading()}</h1>
      <div className="shimmer mb-6 h-14 w-2/3" />
      <div className="shimmer h-96 rounded-card" />
    </div>
  )
}
