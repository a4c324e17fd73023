// The live figures on a wall screen, readable from across a bar.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { createLiveSource } from '#features/live/live-source.ts'
import { WallScreen } from '#features/live/wall-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function WallPage({ night }: { night: ManagerEvent }) {
  const { client } = runtime()
  const { onSessionExpired } = useOffice()
  const { search } = useLocation()
  const source = useMemo(() => createLiveSource(client, night.id), [client, night.id])
  return (
    <WallScreen
      eventName={night.name}
      liveHref={`/live${search}`}
      onSessionExpired={onSessionExpired}
      source={source}
      timeZone={night.timezone}
    />
  )
}
