// Who works here.

import { useMemo } from 'react'
import { createStaffApi } from '#features/staff/staff-api.ts'
import { StaffScreen } from '#features/staff/staff-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function StaffPage() {
  const { client } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo(() => createStaffApi(client), [client])
  return <StaffScreen api={api} onSessionExpired={onSessionExpired} />
}
