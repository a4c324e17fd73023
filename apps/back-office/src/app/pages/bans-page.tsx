// The house's ban list, for any night.

import { may } from '@maguey/wire/actions'
import { useMemo } from 'react'
import { createBansApi } from '#features/bans/bans-api.ts'
import { BansScreen } from '#features/bans/bans-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function BansPage() {
  const { client } = runtime()
  const { me, night, onSessionExpired } = useOffice()
  const api = useMemo(() => createBansApi(client), [client])
  return (
    <BansScreen
      api={api}
      mayChange={may(me.role, 'change_bans')}
      onSessionExpired={onSessionExpired}
      timeZone={night?.timezone}
    />
  )
}
