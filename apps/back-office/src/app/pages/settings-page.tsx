// The club's settings; changes to its look apply at once.

import { useMemo } from 'react'
import { createClubApi } from '#features/club/club-api.ts'
import { ClubScreen } from '#features/club/club-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'
import { putOn } from '../wear-club.ts'

export function SettingsPage() {
  const { client, api: ports } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo(() => createClubApi(client, ports), [client, ports])
  return <ClubScreen api={api} onChanged={putOn} onSessionExpired={onSessionExpired} />
}
