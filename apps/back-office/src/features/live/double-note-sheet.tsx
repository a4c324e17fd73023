// What a manager found out about a double entry. The text stays if saving fails.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { DoubleEntry } from '@maguey/wire/event-live'
import type { Failure } from '@maguey/wire/failure'
import { type FormEvent, useId, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { LiveSource } from './live-source.ts'

type DoubleNoteSheetProps = {
  entry: DoubleEntry
  acknowledge: LiveSource['acknowledge']
  onClose: () => void
}

export function DoubleNoteSheet({ entry, acknowledge, onClose }: DoubleNoteSheetProps) {
  const [note, setNote] = useState(entry.noted?.note ?? '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useId()

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const answer = await acknowledge(entry.second.scan_id, note)
    setBusy(false)
    if (answer.ok) onClose()
    else setFailure(answer.failure)
  }

  return (
    <Sheet
      onOpenChange={onClose}
      open
      title={m.double_sheet({ name: entry.guest ?? entry.ticket_id })}
    >
      <form className="flex flex-col gap-4 pt-2" onSubmit={(event) => hear(save(event))}>
        <div>
          <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
            {m.double_sheet_note()}
          </label>
          <textarea
            aria-describedby={`${id}-hint`}
            className="min-h-24 w-full rounded-control border border-line-strong bg-night px-4 py-3 text-base text-ink"
            id={id}
            maxLength={500}
            name="note"
            onChange={(event) => setNote(event.target.value)}
            value={note}
          />
          <p className="mt-1.5 text-ink-soft text-sm" id={`${id}-hint`}>
            {m.double_sheet_hint()}
          </p>
        </div>
        {failure && <Notice title={failureWords(failure)} tone="danger" />}
        <Button disabled={busy} type="submit">
          {m.double_save()}
        </Button>
      </form>
    </Sheet>
  )
}
