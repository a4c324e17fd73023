// Promoters, and the statement of one.

import { readConfig } from '@maguey/ui/config/page-config.ts'
import { useMemo } from 'react'
import { Route, Routes, useParams } from 'react-router'
import { createPromotersApi, type PromotersApi } from '#features/promoters/promoters-api.ts'
import { PromotersScreen } from '#features/promoters/promoters-screen.tsx'
import { StatementScreen } from '#features/promoters/statement-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function PromotersPage() {
  const { client } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo(() => createPromotersApi(client), [client])
  const { shopUrl } = readConfig()
  return (
    <Routes>
      <Route
        element={
          <PromotersScreen api={api} onSessionExpired={onSessionExpired} shopUrl={shopUrl} />
        }
        index
      />
      <Route element={<OneStatement api={api} />} path=":promoterId" />
    </Routes>
  )
}

function OneStatement({ api }: { api: PromotersApi }) {
  const { promoterId = '' } = useParams()
  const { onSessionExpired } = useOffice()
  return (
    <StatementScreen
      api={api}
      key={promoterId}
      onSessionExpired={onSessionExpired}
      promoterId={promoterId}
    />
  )
}
