// Renames a phone.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Sheet } from '@maguey/ui/sheet.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import type { Phone } from '@maguey/wire/event-phones'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { PhonesApi } from './phones-api.ts'

type RenameSheetProps = { phone: Phone; api: PhonesApi; onClose: (changed: boolean) => void }

export function RenameSheet({ phone, api, onClose }: RenameSheetProps) {
  const [name, setName] = useState(phone.name)
  const [error, setError] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '') {
      setError(m.pair_name_missing())
      return
    }
    setBusy(true)
    const result = await api.rename(phone.id, name.trim())
    setBusy(false)
    if (result.ok) onClose(true)
    else setError(failureWords(result.failure))
  }

  return (
    <Sheet onOpenChange={() => onClose(false)} open title={m.rename_title({ name: phone.name })}>
      <form className="flex flex-col gap-5 pt-2" onSubmit={(event) => hear(submit(event))}>
        <TextField
          autoComplete="off"
          error={error}
          hint={m.pair_name_hint()}
          label={m.pair_name()}
          maxLength={60}
          name="device_name"
          onChange={(event) => setName(event.target.value)}
          value={name}
        />
        <Button disabled={busy} type="submit">
          {m.rename_save()}
        </Button>
      </form>
    </Sheet>
  )
}
