// The frame of the manager's pages: the night on top, Live and Phones under the thumb (beside it on wide screens).

import { Rosette } from '@maguey/ui/brand/rosette.tsx'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import { Activity, Smartphone } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { Navigate, Route, Routes, useMatch, useSearchParams } from 'react-router'
import { LiveSkeleton } from '#features/live/live-skeleton.tsx'
import { createLiveSource } from '#features/live/live-source.ts'
import { EventPicker } from '#features/nights/event-picker.tsx'
import { createPhonesApi } from '#features/phones/phones-api.ts'
import { PhonesSkeleton } from '#features/phones/phones-skeleton.tsx'
import { m } from '#messages'
import { AccountMenu } from './account-menu.tsx'
import { NavTab } from './nav-tab.tsx'
import { runtime } from './runtime.ts'
import { useChosenEvent } from './use-chosen-event.ts'

const LiveScreen = lazy(async () => ({
  default: (await import('#features/live/live-screen.tsx')).LiveScreen,
}))
const WallScreen = lazy(async () => ({
  default: (await import('#features/live/wall-screen.tsx')).WallScreen,
}))
const PhonesScreen = lazy(async () => ({
  default: (await import('#features/phones/phones-screen.tsx')).PhonesScreen,
}))

type ShellProps = {
  events: [ManagerEvent, ...ManagerEvent[]]
  email: string
  onLeave: () => void
}

export function Shell({ events, email, onLeave }: ShellProps) {
  const { chosen, choose } = useChosenEvent(events)
  const onWall = useMatch('/wall') !== null
  if (onWall) {
    return (
      <main className="flex min-h-dvh flex-col pt-3">
        <EventPages event={chosen} key={chosen.id} />
      </main>
    )
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-30 flex items-center gap-2 border-line border-b bg-night px-4 py-2 pt-[max(0.5rem,env(safe-area-inset-top))] sm:gap-3 sm:px-6">
        <Rosette className="size-8 shrink-0 text-agave" />
        <div className="min-w-0 flex-1">
          <EventPicker chosen={chosen} events={events} onChoose={choose} />
        </div>
        <nav aria-label={m.nav()} className={NAV}>
          <NavTab icon={Activity} to="/live">
            {m.nav_live()}
          </NavTab>
          <NavTab icon={Smartphone} to="/phones">
            {m.nav_phones()}
          </NavTab>
        </nav>
        <AccountMenu email={email} onLeave={onLeave} />
      </header>
      <main className="mx-auto w-full max-w-[90rem] flex-1 px-4 pt-5 pb-28 sm:px-6 sm:pb-8 lg:px-8">
        <EventPages event={chosen} key={chosen.id} />
      </main>
    </div>
  )
}

/** One element for both: a bar at the bottom edge of a phone, a row in the header of anything wider. */
const NAV =
  'fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-night px-4 pb-[env(safe-area-inset-bottom)] ' +
  'sm:static sm:gap-1 sm:border-0 sm:bg-transparent sm:px-0 sm:pb-0'

function EventPages({ event }: { event: ManagerEvent }) {
  const { client, session, scannerUrl } = runtime()
  const [params] = useSearchParams()
  const source = useMemo(() => createLiveSource(client, event.id), [client, event.id])
  const api = useMemo(() => createPhonesApi(client, event.id), [client, event.id])
  const expired = useCallback(() => session.expired(), [session])
  const search = params.size > 0 ? `?${params}` : ''
  return (
    <Routes>
      <Route
        element={
          <Suspense fallback={<LiveSkeleton />}>
            <LiveScreen
              eventName={event.name}
              onSessionExpired={expired}
              phonesHref={`/phones${search}`}
              wallHref={`/wall${search}`}
              source={source}
              timeZone={event.timezone ?? undefined}
            />
          </Suspense>
        }
        path="live"
      />
      <Route
        element={
          <Suspense fallback={<LiveSkeleton />}>
            <WallScreen
              eventName={event.name}
              liveHref={`/live${search}`}
              onSessionExpired={expired}
              source={source}
              timeZone={event.timezone ?? undefined}
            />
          </Suspense>
        }
        path="wall"
      />
      <Route
        element={
          <Suspense fallback={<PhonesSkeleton />}>
            <PhonesScreen
              api={api}
              eventName={event.name}
              gates={event.gates}
              onSessionExpired={expired}
              scannerUrl={scannerUrl}
            />
          </Suspense>
        }
        path="phones"
      />
      <Route element={<Navigate replace to={`/live${search}`} />} path="*" />
    </Routes>
  )
}
