// The record of a night, by the night's id: of any night, however long ago.

import { useMemo } from 'react'
import { Navigate, useParams } from 'react-router'
import { createRecordApi } from '#features/record/record-api.ts'
import { RecordScreen } from '#features/record/record-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function RecordPage() {
  const { '*': id = '' } = useParams()
  const { client, api: ports } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo(() => createRecordApi(client, ports), [client, ports])
  if (id === '') return <Navigate replace to="/nights" />
  return <RecordScreen api={api} eventId={id} key={id} onSessionExpired={onSessionExpired} />
}
