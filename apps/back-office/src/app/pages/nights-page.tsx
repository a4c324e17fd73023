// Nights: the list, and the editor of one.

import { readConfig } from '@maguey/ui/config/page-config.ts'
import { Loading } from '@maguey/ui/loading.tsx'
import type { NightDefaults } from '@maguey/wire/club'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import { useMemo } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import { blankNight, createDraftStore } from '#features/nights/night-draft.ts'
import { NightEditorScreen } from '#features/nights/night-editor.tsx'
import { createNightsApi } from '#features/nights/nights-api.ts'
import { NightsList } from '#features/nights/nights-list.tsx'
import { createPosterStore } from '#features/nights/poster-store.ts'
import { m } from '#messages'
import { useAnswer } from '#shared/rpc/use-answer.ts'
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
      <Route element={<NewNight api={api} drafts={drafts} />} path="new/:id" />
      <Route element={<OneNight api={api} defaults={null} drafts={drafts} />} path=":id" />
      <Route element={<Navigate replace to="/nights" />} path="*" />
    </Routes>
  )
}

type NewNightProps = {
  api: ReturnType<typeof createNightsApi>
  drafts: ReturnType<typeof createDraftStore>
}

/** Begins with the club's defaults, and with the last night's where there are none; a draft is open at once. */
function NewNight(props: NewNightProps) {
  const { id = '' } = useParams()
  const { onSessionExpired } = useOffice()
  const { value: defaults, failure } = useAnswer(props.api.defaults, onSessionExpired)
  if (defaults === null && failure === null && props.drafts.read(id) === null) return <Loading />
  return <OneNight {...props} defaults={defaults ?? {}} />
}

/** @param defaults what a night that nobody has saved begins with; null for one that is there */
function OneNight({ api, drafts, defaults }: NewNightProps & { defaults: NightDefaults | null }) {
  const { id = '' } = useParams()
  const { client } = runtime()
  const posters = useMemo(() => createPosterStore(client.storage), [client])
  const { nights, reloadNights, onSessionExpired } = useOffice()
  const blank = () =>
    blankNight(
      { type: m.night_type_first(), gate: m.night_gate_first() },
      new Date(),
      () => crypto.randomUUID(),
      { ...habitsOf(nights.at(-1)), ...defaults },
    )
  return (
    <NightEditorScreen
      api={api}
      blank={defaults === null ? null : blank}
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

const habitsOf = (last: ManagerEvent | undefined): NightDefaults =>
  last === undefined ? {} : { timezone: last.timezone, venue_name: last.venue_name ?? '' }

const shopUrl = (): string | null => readConfig().shopUrl || null

/** Posters that ship with the shop are served by it; uploaded ones by Storage. */
function posterUrl(path: string): string {
  const config = readConfig()
  return `${path.startsWith('/storage/') ? config.apiUrl : config.shopUrl}${path}`
}
