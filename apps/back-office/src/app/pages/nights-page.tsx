// Nights: the list, and the editor of one.

import { readConfig } from '@maguey/ui/config/page-config.ts'
import { useMemo } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import { blankNight, createDraftStore } from '#features/nights/night-draft.ts'
import { NightEditorScreen } from '#features/nights/night-editor.tsx'
import { createNightsApi } from '#features/nights/nights-api.ts'
import { NightsList } from '#features/nights/nights-list.tsx'
import { createPosterStore } from '#features/nights/poster-store.ts'
import { m } from '#messages'
import { useOffice } from '../office.ts'
import { runtime } from '../runtime.ts'

export function NightsPage() {
  const { client } = runtime()
  const { reloadNights, onSessionExpired } = useOffice()
  const api = useMemo(() => createNightsApi(client), [client])
  const drafts = useMemo(() => createDraftStore(localStorage), [])
  return (
    <Routes>
      <Route
        element={
          <NightsList
            api={api}
            drafts={drafts}
            onMade={reloadNights}
            onSessionExpired={onSessionExpired}
            posterUrl={posterUrl}
          />
        }
        index
      />
      <Route element={<OneNight api={api} drafts={drafts} fresh />} path="new/:id" />
      <Route element={<OneNight api={api} drafts={drafts} fresh={false} />} path=":id" />
      <Route element={<Navigate replace to="/nights" />} path="*" />
    </Routes>
  )
}

type OneNightProps = {
  api: ReturnType<typeof createNightsApi>
  drafts: ReturnType<typeof createDraftStore>
  fresh: boolean
}

function OneNight({ api, drafts, fresh }: OneNightProps) {
  const { id = '' } = useParams()
  const { client } = runtime()
  const posters = useMemo(() => createPosterStore(client.storage), [client])
  const { nights, reloadNights, onSessionExpired } = useOffice()
  const last = nights.at(-1)
  const blank = () =>
    blankNight(
      { type: m.night_type_first(), gate: m.night_gate_first() },
      new Date(),
      () => crypto.randomUUID(),
      last === undefined ? {} : { timezone: last.timezone, venue_name: last.venue_name ?? '' },
    )
  return (
    <NightEditorScreen
      api={api}
      blank={fresh ? blank : null}
      drafts={drafts}
      id={id}
      key={id}
      onSaved={reloadNights}
      onSessionExpired={onSessionExpired}
      posterUrl={posterUrl}
      posters={posters}
      shopUrl={shopUrl()}
    />
  )
}

const shopUrl = (): string | null => readConfig().shopUrl || null

/** Posters that ship with the shop are served by it; uploaded ones by Storage. */
function posterUrl(path: string): string {
  const config = readConfig()
  return `${path.startsWith('/storage/') ? config.apiUrl : config.shopUrl}${path}`
}
