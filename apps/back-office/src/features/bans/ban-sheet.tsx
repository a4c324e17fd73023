// Entering a ban, or changing one: who, until when and why.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Ban } from '@maguey/wire/bans'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { TextArea } from '#shared/form/fields.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import {
  type BanDraft,
  type BanField,
  draftOf,
  emptyBan,
  firstWrong,
  lastUntil,
  wishOf,
} from './ban-draft.ts'
import type { BansApi } from './bans-api.ts'

type BanSheetProps = {
  api: BansApi
  /** Absent: a new one. */
  ban: Ban | null
  /** The club's; absent: the device's. */
  timeZone: string | undefined
  onClose: () => void
  onSaved: (ban: Ban) => void
}

export function BanSheet({ api, ban, timeZone, onClose, onSaved }: BanSheetProps) {
  // One id for all tries, so that an answer that got lost enters nobody twice.
  const [id] = useState(() => ban?.id ?? crypto.randomUUID())
  const now = () => ({ nowMs: Date.now(), timeZone })
  const [draft, setDraft] = useState<BanDraft>(() => (ban ? draftOf(ban) : emptyBan(now())))
  const [wrong, setWrong] = useState<BanField | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<BanDraft>) => setDraft((before) => ({ ...before, ...part }))

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const first = firstWrong(draft, now())
    setWrong(first)
    if (first !== null) {
      const control = form.elements.namedItem(first)
      if (control instanceof HTMLElement) control.focus()
      return
    }
    setBusy(true)
    const answer = await api.save(id, wishOf(draft))
    setBusy(false)
    if (answer.ok) onSaved(answer.value)
    else setFailure(failureWords(answer.failure))
  }

  const title = ban ? m.ban_change() : m.ban_new()
  return (
    <Sheet description={m.ban_sheet_lead()} onOpenChange={onClose} open title={title}>
      <form
        className="grid grid-cols-1 gap-4 pt-2 sm:grid-cols-2"
        noValidate
        onSubmit={(event) => {
          hear(submit(event))
        }}
      >
        <Who change={change} draft={draft} wrong={wrong} />
        <TextField
          error={wrong === 'until' ? m.ban_until_wrong() : undefined}
          hint={m.ban_until_hint()}
          label={m.ban_until()}
          max={lastUntil(now())}
          name="until"
          onChange={(event) => change({ until: event.target.value })}
          type="date"
          value={draft.until}
        />
        <TextArea
          className="sm:col-span-2"
          error={wrong === 'reason' ? m.reason_missing() : undefined}
          hint={m.ban_reason_hint()}
          label={m.ban_reason()}
          maxLength={500}
          name="reason"
          onChange={(event) => change({ reason: event.target.value })}
          rows={3}
          value={draft.reason}
        />
        {failure !== null && (
          <div className="sm:col-span-2">
            <Notice title={failure} tone="danger" />
          </div>
        )}
        <Button className="sm:col-span-2" disabled={busy} type="submit">
          {busy ? m.working() : m.ban_save()}
        </Button>
      </form>
    </Sheet>
  )
}

type WhoProps = {
  draft: BanDraft
  wrong: BanField | null
  change: (part: Partial<BanDraft>) => void
}

function Who({ draft, wrong, change }: WhoProps) {
  return (
    <>
      <TextField
        autoCapitalize="words"
        autoComplete="off"
        error={wrong === 'given_names' ? m.ban_name_wrong() : undefined}
        label={m.ban_given_names()}
        maxLength={80}
        name="given_names"
        onChange={(event) => change({ givenNames: event.target.value })}
        value={draft.givenNames}
      />
      <TextField
        autoCapitalize="words"
        autoComplete="off"
        error={wrong === 'family_names' ? m.ban_name_wrong() : undefined}
        hint={m.ban_family_names_hint()}
        label={m.ban_family_names()}
        maxLength={80}
        name="family_names"
        onChange={(event) => change({ familyNames: event.target.value })}
        value={draft.familyNames}
      />
      <TextField
        error={wrong === 'born_on' ? m.ban_born_wrong() : undefined}
        hint={m.ban_born_hint()}
        label={m.ban_born()}
        name="born_on"
        onChange={(event) => change({ bornOn: event.target.value })}
        type="date"
        value={draft.bornOn}
      />
    </>
  )
}
