// Lifting a ban before its date, with a reason.
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Ban } from '@maguey/wire/bans'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { BansApi } from './bans-api.ts'

type LiftSheetProps = {
  api: BansApi
  ban: Ban
  onClose: () => void
  onLifted: (ban: Ban) => void
}

export function LiftSheet({ api, ban, onClose, onLifted }: LiftSheetProps) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (reason.trim() === '') return setMissing(true)
    setBusy(true)
    const answer = await api.lift(ban.id, reason.trim())
    setBusy(false)
    if (answer.ok) onLifted(answer.value)
    else setFailure(failureWords(answer.failure))
  }

  const name = `${ban.given_names} ${ban.family_names}`
  return (
    <Sheet
      description={m.ban_lift_lead({ name })}
      onOpenChange={onClose}
      open
      title={m.ban_lift_title()}
    >
      <form
        className="flex flex-col gap-5 pt-3"
        noValidate
        onSubmit={(event) => {
          hear(submit(event))
        }}
      >
        <TextField
          autoComplete="off"
          error={missing && reason.trim() === '' ? m.reason_missing() : undefined}
          hint={m.ban_lift_hint()}
          label={m.ban_lift_reason()}
          maxLength={500}
          name="reason"
          onChange={(event) => setReason(event.target.value)}
          value={reason}
        />
        {failure !== null && <Notice title={failure} tone="danger" />}
        <Button disabled={busy} type="submit">
          {busy ? m.working() : m.ban_lift_title()}
        </Button>
      </form>
    </Sheet>
  )
}
