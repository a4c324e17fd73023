// The nights on sale: the next one large, the others below it.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { mayHeal } from '@maguey/wire/failure'
import { MoonStar } from 'lucide-react'
import { m } from '#messages'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { findEvents } from '#shared/api/events-api.ts'
import { inlinedAtMs } from '#shared/api/inlined-page.ts'
import { createSource, useSource } from '#shared/api/source.ts'
import { inlinedNights } from '#shared/event/inlined-nights.ts'
import { useSeenNights } from '#shared/event/use-seen-nights.ts'
import { Notice } from '#shared/ui/notice.tsx'
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
  const { data: nights, failure } = useSource(source)
  const seen = useSeenNights(nights, failure !== null && mayHeal(failure))
  const shown = nights ?? seen.map(({ event }) => event)
  const first = shown[0]
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8">
      <title>{m.nights_page_title({ club: clubName })}</title>
      {first ? <PosterGlow imageUrl={first.image_url} /> : null}
      <h1 className="mt-4 mb-7 max-w-3xl text-[clamp(min(2.9rem,11vw),11vw,6rem)] leading-[0.88] wrap-anywhere sm:mt-10 sm:mb-12">
        {m.nights_title()}
      </h1>
      {nights || failure ? null : <NightsSkeleton />}
      {failure && !nights ? (
        <ProblemNotice
          problem={failure}
          actions={
            <button
              type="button"
              className={buttonStyle.primary}
              onClick={() => hear(source.ask())}
            >
              {m.try_again()}
            </button>
          }
        />
      ) : null}
      {nights?.length === 0 ? (
        <Notice icon={MoonStar} title={m.no_nights_title()}>
          <p>{m.no_nights_body()}</p>
        </Notice>
      ) : null}
      <ul className={`grid gap-6 sm:grid-cols-2 lg:grid-cols-3 ${seen.length > 0 ? 'mt-8' : ''}`}>
        {shown.map((event, index) => (
          <li key={event.id} className={index === 0 ? 'sm:col-span-full' : ''}>
            <NightCard event={event} feature={index === 0} />
          </li>
        ))}
      </ul>
    </div>
  )
}
