// Guest lists of the chosen night, and one of them.

import { may } from '@maguey/wire/actions'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useMemo } from 'react'
import { Route, Routes, useParams } from 'react-router'
import { ListScreen } from '#features/lists/list-screen.tsx'
import { createListsApi, type ListsApi } from '#features/lists/lists-api.ts'
import { ListsScreen } from '#features/lists/lists-screen.tsx'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function ListsPage({ night }: { night: ManagerEvent }) {
  const { client } = runtime()
  const { me, onSessionExpired } = useOffice()
  const api = useMemo(() => createListsApi(client, night.id), [client, night.id])
  const mayEdit = may(me.role, 'guest_lists')
  return (
    <Routes>
      <Route
        element={
          <ListsScreen
            api={api}
            mayEdit={mayEdit}
            night={night}
            onSessionExpired={onSessionExpired}
          />
        }
        index
      />
      <Route element={<OneList api={api} mayEdit={mayEdit} night={night} />} path=":listId" />
    </Routes>
  )
}

type OneListProps = { api: ListsApi; night: ManagerEvent; mayEdit: boolean }

function OneList({ api, night, mayEdit }: OneListProps) {
  const { listId = '' } = useParams()
  const { onSessionExpired } = useOffice()
  return (
    <ListScreen
      api={api}
      key={listId}
      listId={listId}
      mayEdit={mayEdit}
      night={night}
      onSessionExpired={onSessionExpired}
    />
  )
}
