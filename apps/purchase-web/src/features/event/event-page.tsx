// One night: when, where, how much, how old, and the tickets.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { isRefusal, mayHeal } from '@maguey/wire/failure'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { createAskAgain } from '#shared/api/ask-again.ts'
import { failureOf, valueOrThrow } from '#shared/api/failure-error.ts'
import { inlinedAtMs } from '#shared/api/inlined-page.ts'
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

export function EventPage({ id: slug }: { id: string }) {
  const [askAgain] = useState(() => createAskAgain())
  const event = useQuery({
    queryKey: ['event', slug],
    queryFn: async ({ signal }) => valueOrThrow(await readAvailability(slug, signal)),
    initialData: () => inlinedEvent(slug),
    initialDataUpdatedAt: inlinedAtMs,
    refetchInterval: ({ state }) =>
      state.error ? askAgain(state, failureOf(state.error)) : pollEveryMs(state.data, Date.now()),
  })
  useEffect(() => {
    // After the first paint and the first answer: nobody waits for it.
    const timer = setTimeout(startLiveSource, 4_000)
    return () => clearTimeout(timer)
  }, [])
  const { refetch } = event
  const refresh = useCallback(() => hear(refetch()), [refetch])
  const problem = event.isError ? failureOf(event.error) : null
  const seen = useSeenNights(event.data, problem !== null && mayHeal(problem))
  if (event.data) {
    return (
      <EventView
        event={event.data}
        staleSinceMs={event.isError ? event.dataUpdatedAt : null}
        refresh={refresh}
      />
    )
  }
  if (problem === null) return <EventSkeleton />
  const kept = seen.find((night) => night.event.slug === slug)
  if (kept) return <EventView event={kept.event} staleSinceMs={kept.seenAtMs} refresh={refresh} />
  if (isRefusal(problem, 'event_not_found')) {
    return (
      <Suspense fallback={<EventSkeleton />}>
        <EventMissing />
      </Suspense>
    )
  }
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <ProblemNotice
        problem={problem}
        heading="h1"
        actions={
          <button type="button" className={buttonStyle.primary} onClick={refresh}>
            {m.try_again()}
          </button>
        }
      />
    </div>
  )
}
