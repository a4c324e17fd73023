// Live, for the chosen night.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { LiveScreen } from '#features/live/live-screen.tsx'
import { createLiveSource } from '#features/live/live-source.ts'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function LivePage({ night }: { night: ManagerEvent }) {
  const { client } = runtime()
  const { onSessionExpired } = useOffice()
  const { search } = useLocation()
  const source = useMemo(() => createLiveSource(client, night.id), [client, night.id])
  return (
    <LiveScreen
      eventName={night.name}
      onSessionExpired={onSessionExpired}
      phonesHref={`/phones${search}`}
      source={source}
      timeZone={night.timezone}
      wallHref={`/wall${search}`}
    />
  )
}
