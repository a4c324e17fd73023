// Questions that saving may raise: whether to go ahead although it hurts somebody, and whose edit wins.

import { Button } from '@maguey/ui/button.tsx'
import type { NightHurt } from '@maguey/wire/nights'
import { m } from '#messages'
import { AskDialog } from './ask-dialog.tsx'
import { changeWords, hurtWords } from './night-words.ts'
import type { Attempt } from './use-night-editor.ts'

type AttemptDialogsProps = {
  attempt: Attempt
  onConfirm: (confirmed: NightHurt[]) => void
  onKeepMine: (revision: number) => void
  onTakeTheirs: () => void
  onClose: () => void
}

export function AttemptDialogs(props: AttemptDialogsProps) {
  const { attempt, onClose } = props
  if (attempt.kind === 'confirm') {
    const hurtful = attempt.changes.filter((change) => change.hurts !== undefined)
    return (
      <AskDialog
        confirm={m.night_confirm_save()}
        onClose={onClose}
        onConfirm={() => props.onConfirm(hurtful.flatMap(({ hurts }) => hurts ?? []))}
        title={m.night_confirm_title()}
      >
        <ul className="flex flex-col gap-3" data-testid="hurts">
          {hurtful.map((change) => (
            <li key={`${change.field} ${change.of ?? ''}`}>
              <b className="block text-ink">{changeWords(change)}</b>
              {change.hurts === undefined ? null : hurtWords(change.hurts, change.count ?? 0)}
            </li>
          ))}
        </ul>
      </AskDialog>
    )
  }
  if (attempt.kind === 'conflict') {
    const { conflict } = attempt
    return (
      <AskDialog
        confirm={m.night_conflict_theirs()}
        more={
          <Button look="secondary" onClick={() => props.onKeepMine(conflict.revision)}>
            {m.night_conflict_mine()}
          </Button>
        }
        onClose={onClose}
        onConfirm={props.onTakeTheirs}
        title={m.night_conflict_title()}
      >
        {conflict.edits.map((edit) => (
          <div key={edit.at}>
            <b className="text-ink">{edit.by ?? m.night_somebody()}</b>
            <ul>
              {edit.changes.map((change) => (
                <li key={`${change.field} ${change.of ?? ''}`}>{changeWords(change)}</li>
              ))}
            </ul>
          </div>
        ))}
        <p>{m.night_conflict_body()}</p>
      </AskDialog>
    )
  }
  return null
}
