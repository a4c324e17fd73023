// Promo codes, for any night.

import { useMemo } from 'react'
import { createPromosApi } from '#features/promos/promos-api.ts'
import { PromosScreen } from '#features/promos/promos-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function PromosPage() {
  const { client } = runtime()
  const { nights, onSessionExpired } = useOffice()
  const api = useMemo(() => createPromosApi(client), [client])
  return <PromosScreen api={api} nights={nights} onSessionExpired={onSessionExpired} />
}
