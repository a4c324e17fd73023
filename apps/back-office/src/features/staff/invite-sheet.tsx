// Invites somebody by mail, with a role.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Role } from '@maguey/wire/actions'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { roleMay, roleOf, roleOptions } from './role-words.ts'
import type { StaffApi } from './staff-api.ts'

type InviteSheetProps = { api: StaffApi; onClose: (invited: boolean) => void }

export function InviteSheet({ api, onClose }: InviteSheetProps) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('front_desk')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(): Promise<void> {
    setBusy(true)
    const answer = await api.invite({ name, email, role, locale: getLocale() })
    setBusy(false)
    if (answer.ok) onClose(true)
    else setFailure(failureWords(answer.failure))
  }

  return (
    <Sheet
      description={m.staff_invite_lead()}
      onOpenChange={() => onClose(false)}
      open
      title={m.staff_invite()}
    >
      <form
        className="flex flex-col gap-5 pt-2"
        onSubmit={(event) => {
          event.preventDefault()
          hear(submit())
        }}
      >
        <TextField
          autoComplete="off"
          label={m.staff_name()}
          maxLength={120}
          name="staff_name"
          onChange={(event) => setName(event.target.value)}
          required
          value={name}
        />
        <TextField
          autoComplete="off"
          label={m.staff_email()}
          name="staff_email"
          onChange={(event) => setEmail(event.target.value)}
          required
          type="email"
          value={email}
        />
        <SelectField
          hint={roleMay(role)}
          label={m.staff_role()}
          name="staff_role"
          onChange={(value) => setRole(roleOf(value))}
          options={roleOptions()}
          value={role}
        />
        {failure !== null && <Notice title={failure} tone="danger" />}
        <Button disabled={busy} type="submit">
          {m.staff_invite_send()}
        </Button>
      </form>
    </Sheet>
  )
}
