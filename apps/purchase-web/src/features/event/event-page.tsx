// One night: when, where, how much, how old, and the tickets.

import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { isRefusal } from '@maguey/wire/failure'
import { lazy, Suspense, useCallback, useEffect } from 'react'
import { askAgainAfterMs } from '#shared/api/ask-again.ts'
import { inlinedAtMs } from '#shared/api/inlined-page.ts'
import { createSource, sourcesByKey, useSource } from '#shared/api/source.ts'
import { TryAgain } from '#shared/api/try-again.tsx'
import { inlinedEvent } from '#shared/event/inlined-nights.ts'
import { readAvailability, startLiveSource } from '#shared/event/live-source.ts'
import { useSeenNights } from '#shared/event/use-seen-nights.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { EventSkeleton } from './event-skeleton.tsx'
import { EventView } from './event-view.tsx'
import { pollEveryMs } from './poll-pace.ts'

const EventMissing = lazy(() =>
  import('./event-missing.tsx').then((module) => ({ default: module.EventMissing })),
)

const sourceOf = sourcesByKey((slug) => {
  const inlined = inlinedEvent(slug)
  return createSource<ShopEvent>({
    ask: (signal) => readAvailability(slug, signal),
    againInMs: ({ data, failure, failures }) =>
      failure ? askAgainAfterMs(failure, failures, Math.random()) : pollEveryMs(data, Date.now()),
    known: inlined && { data: inlined, atMs: inlinedAtMs() },
  })
})

export function EventPage({ id: slug }: { id: string }) {
  const source = sourceOf(slug)
  const known = useSource(source)
  const { data: event, dataAtMs, failure, silent } = known
  useEffect(() => {
    // After the first paint and the first answer: nobody waits for it.
    const timer = setTimeout(startLiveSource, 4_000)
    return () => clearTimeout(timer)
  }, [])
  const refresh = useCallback(() => hear(source.ask()), [source])
  const seen = useSeenNights(known)
  if (event) {
    const staleSinceMs = failure || silent ? dataAtMs : null
    return <EventView event={event} staleSinceMs={staleSinceMs} refresh={refresh} />
  }
  const kept = seen.find((night) => night.event.slug === slug)
  if (kept) return <EventView event={kept.event} staleSinceMs={kept.seenAtMs} refresh={refresh} />
  if (failure === null) return <EventSkeleton />
  if (isRefusal(failure, 'event_not_found')) {
    return (
      <Suspense fallback={<EventSkeleton />}>
        <EventMissing />
      </Suspense>
    )
  }
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <ProblemNotice
        problem={failure}
        heading="h1"
        actions={<TryAgain asking={known.asking} ask={source.ask} />}
      />
    </div>
  )
}
