// What the nights took.

import { useMemo } from 'react'
import { createMoneyApi } from '#features/money/money-api.ts'
import { MoneyScreen } from '#features/money/money-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function MoneyPage() {
  const { client, api: ports } = runtime()
  const { night, onSessionExpired } = useOffice()
  const api = useMemo(() => createMoneyApi(client, ports), [client, ports])
  return <MoneyScreen api={api} nightId={night?.id ?? null} onSessionExpired={onSessionExpired} />
}
