// Below the page: whether all is saved, the button that saves, and what the last attempt came to.

import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { ManagedNight } from '@maguey/wire/nights'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { changeWords, problemWords } from './night-words.ts'
import type { Attempt } from './use-night-editor.ts'

type SaveBarProps = {
  attempt: Attempt
  dirty: boolean
  /** A poster is on its way: what is saved now would lack it. */
  busy: boolean
  base: ManagedNight | null
  onSave: () => void
  onPublish: () => void
}

export function SaveBar({ attempt, dirty, busy, base, onSave, onPublish }: SaveBarProps) {
  const saving = attempt.kind === 'saving'
  const draft = base === null || base.state === 'draft'
  return (
    <div className="sticky bottom-16 z-20 -mx-4 border-line border-t bg-night px-4 py-3 sm:-mx-6 sm:px-6 lg:bottom-0 lg:mx-0 lg:rounded-control lg:border">
      <AttemptNotice attempt={attempt} />
      <div className="flex flex-wrap items-center gap-3">
        <p aria-live="polite" className="min-w-0 flex-1 text-ink-soft text-sm">
          {barWords({ saving, busy, dirty })}
        </p>
        <Button
          disabled={!dirty || saving || busy}
          look={draft ? 'secondary' : 'primary'}
          onClick={onSave}
        >
          {m.night_save()}
        </Button>
        {draft ? (
          <Button disabled={saving || busy} onClick={onPublish}>
            {m.night_publish()}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function barWords(now: { saving: boolean; busy: boolean; dirty: boolean }): string {
  if (now.busy) return m.night_poster_busy()
  if (now.saving) return m.night_saving()
  return now.dirty ? m.night_unsaved() : m.night_all_saved()
}

function AttemptNotice({ attempt }: { attempt: Attempt }) {
  switch (attempt.kind) {
    case 'none':
    case 'saving':
    case 'confirm':
    case 'conflict':
      return null
    case 'problem':
      return (
        <div className="mb-3">
          <Notice title={m.night_not_saved()} tone="warning">
            {problemWords(attempt.problem)}
          </Notice>
        </div>
      )
    case 'failed':
      return (
        <div className="mb-3">
          <Notice title={m.night_not_saved()} tone="warning">
            {failureWords(attempt.failure)} {m.night_typed_safe()}
          </Notice>
        </div>
      )
    case 'saved':
      return (
        <div className="mb-3" data-testid="saved">
          <Notice title={m.night_saved()}>
            {attempt.told > 0 ? <p>{m.night_told({ count: attempt.told })}</p> : null}
            <ul className="max-h-32 overflow-y-auto">
              {attempt.changes.map((change) => (
                <li key={`${change.field} ${change.of ?? ''}`}>{changeWords(change)}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )
  }
}
