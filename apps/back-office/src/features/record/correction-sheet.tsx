// Writes a correction: it is added to the sealed record, whose words stay as they are.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { Answer, Failure } from '@maguey/wire/failure'
import { type FormEvent, useId, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'

type CorrectionSheetProps = {
  /** Names of the parts that the facts tell otherwise by now; empty: none. */
  parts: string
  send: (words: string) => Promise<Answer<unknown>>
  onDone: () => void
  onClose: () => void
}

export function CorrectionSheet({ parts, send, onDone, onClose }: CorrectionSheetProps) {
  const id = useId()
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (words.trim() === '') {
      setMissing(true)
      return
    }
    setBusy(true)
    setFailure(null)
    const answer = await send(words.trim())
    setBusy(false)
    if (answer.ok) onDone()
    else setFailure(answer.failure)
  }

  const wrong = missing && words.trim() === ''
  return (
    <Sheet
      description={m.record_correct_lead()}
      onOpenChange={onClose}
      open
      title={m.record_correct()}
    >
      <form
        className="flex flex-col gap-4 pt-3"
        noValidate
        onSubmit={(event) => hear(submit(event))}
      >
        {parts !== '' && <Notice title={m.record_correct_parts({ parts })} />}
        <div>
          <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
            {m.record_correct_words()}
          </label>
          <textarea
            aria-describedby={wrong ? `${id}-note` : undefined}
            aria-invalid={wrong}
            className="min-h-32 w-full rounded-control border border-line-strong bg-night px-4 py-3 text-base text-ink aria-invalid:border-warning"
            id={id}
            maxLength={2000}
            name="words"
            onChange={(event) => setWords(event.target.value)}
            value={words}
          />
          {wrong && (
            <p aria-live="polite" className="mt-1.5 text-sm text-warning" id={`${id}-note`}>
              {m.record_correct_missing()}
            </p>
          )}
        </div>
        {failure && <Notice title={failureWords(failure)} tone="danger" />}
        <Button disabled={busy} type="submit">
          {busy ? m.working() : m.record_correct_add()}
        </Button>
      </form>
    </Sheet>
  )
}
