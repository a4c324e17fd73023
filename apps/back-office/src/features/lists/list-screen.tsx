// One guest list: its meter, names to add, the names with who has come in.

import { Button } from '@maguey/ui/button.tsx'
import { Loading } from '@maguey/ui/loading.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { ListEntry, ListNames } from '@maguey/wire/guest-lists'
import { Pencil } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import { m } from '#messages'
import { BackLink } from '#shared/page/back-link.tsx'
import { PageHead } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { EntryRow } from './entry-row.tsx'
import { ListSheet } from './list-sheet.tsx'
import { listTerms } from './list-words.ts'
import type { ListsApi } from './lists-api.ts'
import { NamesForm } from './names-form.tsx'
import { QuotaMeter } from './quota-meter.tsx'
import { useWatched } from './use-watched.ts'

type ListScreenProps = {
  api: ListsApi
  listId: string
  night: { id: string; timezone: string; ends_at: number; status: string }
  mayEdit: boolean
  onSessionExpired: () => void
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function ListScreen({ api, listId, night, mayEdit, onSessionExpired }: ListScreenProps) {
  const load = useCallback(() => api.names(listId), [api, listId])
  const { value, failure, reload, set } = useWatched(load, onSessionExpired)
  const [editing, setEditing] = useState(false)
  const { search } = useLocation()
  if (value === null) return failure ? <FailureNotice failure={failure} /> : <Loading />
  const { list } = value
  // Another night was chosen above.
  if (list.event_id !== night.id) return <Navigate replace to={`/lists${search}`} />
  const isOpen =
    list.closed_at === null && night.status !== 'cancelled' && night.ends_at > Date.now()
  return (
    <div className="flex flex-col gap-5">
      <BackLink to={`/lists${search}`}>{m.nav_lists()}</BackLink>
      <PageHead
        action={
          mayEdit && (
            <Button
              icon={<Pencil aria-hidden className="size-5" />}
              look="secondary"
              onClick={() => setEditing(true)}
            >
              {m.list_edit()}
            </Button>
          )
        }
        lead={[
          list.promoter_name ?? m.list_of_house(),
          listTerms(list, night.timezone),
          ...(list.door_note === '' ? [] : [list.door_note]),
        ].join(' · ')}
        title={list.name}
      />
      {failure && <FailureNotice failure={failure} />}
      <QuotaMeter list={list} />
      {list.overbook && list.quota !== null && (
        <p className="text-ink-soft">{m.list_overbooked({ quota: String(list.quota) })}</p>
      )}
      <NamesForm api={api} isOpen={isOpen} list={list} onChanged={reload} />
      <Names api={api} isOpen={isOpen} onChanged={set} onRefused={reload} value={value} />
      {editing && (
        <ListSheet
          api={api}
          list={list}
          onClose={() => setEditing(false)}
          onSaved={() => {
            setEditing(false)
            return reload()
          }}
        />
      )}
    </div>
  )
}

type NamesProps = {
  api: ListsApi
  value: ListNames
  isOpen: boolean
  onChanged: (names: ListNames) => void
  onRefused: () => Promise<void>
}

/** From so many on, a name is searched and not looked for. */
const MANY = 12

function Names({ api, value, isOpen, onChanged, onRefused }: NamesProps) {
  const [wanted, setWanted] = useState('')
  const words = folded(wanted).split(/\s+/)
  const is = ({ name }: ListEntry) => words.every((word) => folded(name).includes(word))
  const shown = value.entries.filter(is)
  if (value.entries.length === 0)
    return <Notice title={m.list_empty_title()}>{m.list_empty_body()}</Notice>
  return (
    <section aria-label={m.list_names()} className="flex flex-col gap-3">
      {value.entries.length > MANY && (
        <TextField
          autoComplete="off"
          className="max-w-md"
          label={m.list_search()}
          name="search"
          onChange={(event) => setWanted(event.target.value)}
          type="search"
          value={wanted}
        />
      )}
      <ul className="divide-y divide-line rounded-card border border-line bg-surface px-4">
        {shown.map((entry) => (
          <EntryRow
            api={api}
            entry={entry}
            isOpen={isOpen}
            key={entry.id}
            list={value.list}
            onChanged={onChanged}
            onRefused={onRefused}
          />
        ))}
        {shown.length === 0 && <li className="py-4 text-ink-soft">{m.list_search_none()}</li>}
      </ul>
    </section>
  )
}
