// A name on a list: how many come with it, how many have come in, and taking it off.

import { hear } from '@maguey/ui/hear.ts'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import type { GuestList, ListEntry, ListNames, NameChange } from '@maguey/wire/guest-lists'
import { Check, Minus, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { Sure } from '#shared/form/sure.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { ListsApi } from './lists-api.ts'

type EntryRowProps = {
  api: ListsApi
  list: GuestList
  entry: ListEntry
  isOpen: boolean
  onChanged: (names: ListNames) => void
  onRefused: () => Promise<void>
}

export function EntryRow({ api, list, entry, isOpen, onChanged, onRefused }: EntryRowProps) {
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { id, plus, arrived, note, by_promoter } = entry
  const name = entry.name === '' ? m.list_forgotten() : entry.name

  async function change(wish: NameChange): Promise<void> {
    setBusy(true)
    const answer = await api.change(id, wish)
    setBusy(false)
    setSure(false)
    setRefused(answer.ok ? null : failureWords(answer.failure))
    if (answer.ok) onChanged(answer.value)
    else await onRefused()
  }

  const remarks = [note, by_promoter ? m.list_by_promoter() : ''].filter(Boolean).join(' · ')
  return (
    <li className="py-2" data-testid="list-name">
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1">
          <span className="block break-words font-semibold">{name}</span>
          {remarks !== '' && <span className="block text-ink-soft text-sm">{remarks}</span>}
          {arrived > 0 && (
            <span className="flex items-center gap-1 text-agave text-sm">
              <Check aria-hidden className="size-4 shrink-0" />
              {m.list_in({ figure: String(arrived), of: String(plus + 1) })}
            </span>
          )}
        </p>
        {isOpen ? (
          <>
            <IconButton
              disabled={busy || plus === 0 || arrived > plus}
              icon={<Minus aria-hidden className="size-5" />}
              label={m.list_fewer({ name })}
              onClick={() => hear(change({ plus: plus - 1 }))}
            />
            <output className="w-8 text-center font-bold tabular-nums">{`+${plus}`}</output>
            <IconButton
              disabled={busy || plus >= list.most_plus}
              icon={<Plus aria-hidden className="size-5" />}
              label={m.list_more({ name })}
              onClick={() => hear(change({ plus: plus + 1 }))}
            />
            <IconButton
              aria-expanded={sure}
              disabled={busy || arrived > 0}
              icon={<X aria-hidden className="size-5" />}
              label={m.list_take_off({ name })}
              onClick={() => setSure(!sure)}
            />
          </>
        ) : (
          plus > 0 && <span className="font-bold tabular-nums">{`+${plus}`}</span>
        )}
      </div>
      {isOpen && sure && arrived === 0 && (
        <Sure
          busy={busy}
          onNo={() => setSure(false)}
          onYes={() => hear(change({ removed: true }))}
          question={m.list_take_off_sure({ name })}
          yes={m.list_take_off_yes()}
        />
      )}
      {refused !== null && (
        <p className="mt-1 font-semibold text-error text-sm" role="alert">
          {refused}
        </p>
      )}
    </li>
  )
}
