// The event page once the event is known.
import { useFace } from '@maguey/ui/brand/club-face.ts'
import { Suspense } from 'react'
import { nightNameInFull } from '#shared/event/night-name.ts'
import { onceLoaded } from '#shared/ui/once-loaded.ts'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { Poster, PosterGlow } from '#shared/ui/poster.tsx'
import type { SaleProps } from './checkout-form.tsx'
import { EventFacts } from './event-facts.tsx'
import { PanelSkeleton } from './event-skeleton.tsx'

// Fetched while the API is being asked, so that the page answers its four questions before it can sell.
const belowFacts = onceLoaded(import('./below-facts.tsx').then((module) => module.BelowFacts))

export function EventView({ event, staleSinceMs, refresh }: SaleProps) {
  const { name: clubName } = useFace()
  const BelowFacts = belowFacts()
  return (
    <article className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-14 sm:px-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <PageTitle>{`${event.name} · ${clubName}`}</PageTitle>
      <PosterGlow imageUrl={event.image_url} />
      <div className="lg:sticky lg:top-6 lg:self-start">
        <Poster
          imageUrl={event.image_url}
          name={event.name}
          alt={event.image_alt}
          focus={event.image_focus}
          eager
          sizes="(min-width: 1024px) 42vw, 100vw"
          className="poster-fade aspect-[4/3] w-full sm:rounded-card lg:aspect-[4/5] lg:[mask:none]"
        />
      </div>
      <div className="relative px-4 sm:px-0 lg:pt-2">
        <header className="rise -mt-16 lg:mt-0">
          <p className="w-fit rounded-full bg-night px-3 py-1 text-sm font-semibold">
            {nightNameInFull(event.event_date, event.timezone, Date.now())}
          </p>
          <h1 className="mt-2 text-[clamp(min(3rem,13vw),13vw,5.25rem)] leading-[0.86] wrap-anywhere">
            {event.name}
          </h1>
        </header>
        <EventFacts event={event} />
        <Suspense fallback={<PanelSkeleton />}>
          <BelowFacts event={event} staleSinceMs={staleSinceMs} refresh={refresh} />
        </Suspense>
      </div>
    </article>
  )
}
