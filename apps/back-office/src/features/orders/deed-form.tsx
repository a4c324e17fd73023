// The form for one action on an order: its fields, a reason if one is required, why it failed, and what it will do.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Answer, Failure } from '@maguey/wire/failure'
import { type FormEvent, type ReactNode, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'

type DeedFormProps<T> = {
  title: string
  description: string
  confirm: string
  look?: 'primary' | 'danger'
  /** Absent: no reason is asked for. */
  reasonLabel?: string
  disabled?: boolean
  ask: (reason: string) => Promise<Answer<T>>
  onDone: (value: T) => void
  onClose: () => void
  children?: ReactNode
}

/** Keeps everything typed if the action fails. */
export function DeedForm<T>(props: DeedFormProps<T>) {
  const { title, description, confirm, look = 'primary', reasonLabel, ask, onDone, onClose } = props
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (reasonLabel !== undefined && reason.trim() === '') {
      setMissing(true)
      return
    }
    setBusy(true)
    setFailure(null)
    const answer = await ask(reason.trim())
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setFailure(answer.failure)
  }

  return (
    <Sheet description={description} onOpenChange={onClose} open title={title}>
      <form
        className="flex flex-col gap-5 pt-3"
        noValidate
        onSubmit={(event) => {
          hear(submit(event))
        }}
      >
        {props.children}
        {reasonLabel !== undefined && (
          <TextField
            autoComplete="off"
            error={missing && reason.trim() === '' ? m.reason_missing() : undefined}
            hint={m.reason_hint()}
            label={reasonLabel}
            maxLength={500}
            name="reason"
            onChange={(event) => setReason(event.target.value)}
            value={reason}
          />
        )}
        {failure && <Notice title={failureWords(failure)} tone="danger" />}
        <Button disabled={busy || props.disabled === true} look={look} type="submit">
          {busy ? m.working() : confirm}
        </Button>
      </form>
    </Sheet>
  )
}
