// Typing the manager's eight characters; submits itself at the eighth.

import { Button } from '@maguey/ui/button.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { LoaderCircle } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { pairingCodeFrom, spacedPairingCode, tidyPairingCode } from './pairing-code.ts'

type PairFormProps = {
  busy: boolean
  problem: string | undefined
  onCode: (code: string) => void
  /** Called when the user starts over, so that an old error disappears. */
  onEdit: () => void
}

export function PairForm({ busy, problem, onCode, onEdit }: PairFormProps) {
  const [code, setCode] = useState('')
  const complete = pairingCodeFrom(code)

  const edit = (typed: string) => {
    const tidy = tidyPairingCode(typed)
    setCode(tidy)
    onEdit()
    const whole = pairingCodeFrom(tidy)
    if (whole !== null && whole !== code) onCode(whole)
  }
  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (complete !== null) onCode(complete)
  }

  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <TextField
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        className="[&_input]:text-center [&_input]:font-bold [&_input]:text-2xl [&_input]:tracking-[0.25em]"
        disabled={busy}
        enterKeyHint="go"
        error={problem}
        label={m.pair_type()}
        name="code"
        onChange={(change) => edit(change.target.value)}
        placeholder="0000 0000"
        spellCheck={false}
        value={spacedPairingCode(code)}
      />
      <Button
        disabled={busy || complete === null}
        icon={busy && <LoaderCircle aria-hidden className="size-5 animate-spin" />}
        type="submit"
      >
        {busy ? m.pair_busy() : m.pair_submit()}
      </Button>
    </form>
  )
}
