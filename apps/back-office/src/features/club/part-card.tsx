// One part of the settings: its fields, and its own button that says when it is saved.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { ClubSettings, SettingsChange } from '@maguey/wire/club'
import { type ReactNode, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { ClubApi } from './club-api.ts'

export type PartProps = {
  settings: ClubSettings
  api: ClubApi
  onSaved: (settings: ClubSettings) => void
}

type PartCardProps = Omit<PartProps, 'settings'> & {
  title: string
  lead: string
  changes: () => SettingsChange
  changed: boolean
  /** A field says what is wrong with it. */
  invalid?: boolean
  children: ReactNode
}

export function PartCard(props: PartCardProps) {
  const { title, lead, changes, changed, invalid = false, api, onSaved, children } = props
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle')
  const [failure, setFailure] = useState<string | null>(null)

  async function save(): Promise<void> {
    setState('busy')
    const answer = await api.change(changes())
    setState(answer.ok ? 'saved' : 'idle')
    setFailure(answer.ok ? null : failureWords(answer.failure))
    if (answer.ok) onSaved(answer.value)
  }

  return (
    <form
      aria-label={title}
      className="rounded-card border border-line bg-surface p-4 sm:p-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        hear(save())
      }}
    >
      <h2 className="font-bold text-xl">{title}</h2>
      <p className="mb-4 text-ink-soft">{lead}</p>
      <div className="grid grid-cols-1 gap-4 @min-[40rem]:grid-cols-2">{children}</div>
      {failure !== null && (
        <div className="mt-4">
          <Notice title={failure} tone="danger" />
        </div>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <Button
          disabled={state === 'busy' || !changed || invalid}
          look={changed ? 'primary' : 'secondary'}
          type="submit"
        >
          {m.club_save()}
        </Button>
        <p aria-live="polite" className="text-ink-soft">
          {state === 'saved' && !changed ? m.club_saved() : ''}
        </p>
      </div>
    </form>
  )
}
