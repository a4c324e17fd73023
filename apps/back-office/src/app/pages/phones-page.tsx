// The door phones of the chosen night.

import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useMemo } from 'react'
import { createPhonesApi } from '#features/phones/phones-api.ts'
import { PhonesScreen } from '#features/phones/phones-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function PhonesPage({ night }: { night: ManagerEvent }) {
  const { client, scannerUrl } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo(() => createPhonesApi(client, night.id), [client, night.id])
  return (
    <PhonesScreen
      api={api}
      eventName={night.name}
      gates={night.gates}
      onSessionExpired={onSessionExpired}
      scannerUrl={scannerUrl}
    />
  )
}
