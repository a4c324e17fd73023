// The personal data that is stored.

import { callSql } from '@maguey/wire/call'
import { erasePerson, erasureList, exportPerson } from '@maguey/wire/people'
import { useMemo } from 'react'
import { type PeopleApi, PeopleScreen } from '#features/people/people-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function PeoplePage() {
  const { client } = runtime()
  const { onSessionExpired } = useOffice()
  const api = useMemo<PeopleApi>(
    () => ({
      export: (email) => callSql(client, exportPerson, email),
      erase: (email, reason) => callSql(client, erasePerson, { email, reason }),
      erasures: () => callSql(client, erasureList, undefined),
    }),
    [client],
  )
  return <PeopleScreen api={api} onSessionExpired={onSessionExpired} />
}
