// The nights on sale: the next one large, the others below it.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { MoonStar } from 'lucide-react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { findEvents } from '#shared/api/events-api.ts'
import { inlinedAtMs } from '#shared/api/inlined-page.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { TryAgain } from '#shared/api/try-again.tsx'
import { inlinedNights } from '#shared/event/inlined-nights.ts'
import { useSeenNights } from '#shared/event/use-seen-nights.ts'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { NightCard } from './night-card.tsx'
import { NightsSkeleton } from './nights-skeleton.tsx'

const ASK_EVERY_MS = 30_000

const inlined = inlinedNights()

const source = createSource<ShopEvent[]>({
  ask: async (signal) => {
    const answer = await findEvents(signal)
    return answer.ok ? { ok: true, value: answer.value.events } : answer
  },
  againInMs: ({ failure, failures }) =>
    failure ? askAgainAfterMs(failure, failures, Math.random()) : ASK_EVERY_MS,
  known: inlined && { data: inlined, atMs: inlinedAtMs() },
})

export function NightsPage() {
  const { name: clubName } = useFace()
  const known = useSource(source)
  const { data: nights, failure } = known
  const seen = useSeenNights(known)
  const shown = nights ? nights.map((event) => ({ event, seenAtMs: null })) : seen
  const first = shown[0]?.event
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8">
      <PageTitle>{m.nights_page_title({ club: clubName })}</PageTitle>
      {first ? <PosterGlow imageUrl={first.image_url} /> : null}
      <h1 className="mt-4 mb-7 max-w-3xl text-[clamp(min(2.9rem,11vw),11vw,6rem)] leading-[0.88] wrap-anywhere sm:mt-10 sm:mb-12">
        {m.nights_title()}
      </h1>
      {first || nights || failure ? null : <NightsSkeleton />}
      {failure && !nights ? (
        <ProblemNotice
          problem={failure}
          actions={<TryAgain asking={known.asking} ask={source.ask} />}
        />
      ) : null}
      {nights?.length === 0 ? (
        <Notice icon={MoonStar} title={m.no_nights_title()}>
          <p>{m.no_nights_body()}</p>
        </Notice>
      ) : null}
      <ul className={`grid gap-6 sm:grid-cols-2 lg:grid-cols-3 ${failure && first ? 'mt-8' : ''}`}>
        {shown.map(({ event, seenAtMs }, index) => (
          <li key={event.id} className={index === 0 ? 'sm:col-span-full' : ''}>
            <NightCard event={event} seenAtMs={seenAtMs} feature={index === 0} />
          </li>
        ))}
      </ul>
    </div>
  )
}
