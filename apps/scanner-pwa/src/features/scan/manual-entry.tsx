// Typing a ticket by hand: lenient, and checked character by character before it is submitted.

import { Button } from '@maguey/ui/button.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import { judgeTyped, type TypedTicket } from './typed-ticket.ts'

type ManualEntryProps = {
  event: { code: string; day: string }
  onText: (text: string) => void
}

export function ManualEntry({ event, onText }: ManualEntryProps) {
  const [typed, setTyped] = useState('')
  const judged = judgeTyped(typed, event)

  const submit = (form: FormEvent) => {
    form.preventDefault()
    // Unfinished text is submitted too: the verdict says what is wrong with it.
    if (typed.trim() !== '') onText(judged.state === 'right' ? judged.text : typed)
  }

  return (
    <form className="flex flex-col gap-4 pt-2" onSubmit={submit}>
      <TextField
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        autoFocus
        className="[&_input]:font-semibold [&_input]:text-xl [&_input]:uppercase [&_input]:tracking-widest"
        enterKeyHint="go"
        error={judged.state === 'slip' ? m.door_type_slip() : undefined}
        hint={m.door_type_hint()}
        label={m.door_type_label()}
        name="ticket"
        onChange={(change) => setTyped(change.target.value)}
        spellCheck={false}
        value={typed}
      />
      <Judgement judged={judged} />
      <Button disabled={typed.trim() === ''} type="submit">
        {m.door_type_submit()}
      </Button>
    </form>
  )
}

function Judgement({ judged }: { judged: TypedTicket }) {
  return (
    <p aria-live="polite" className="flex min-h-6 items-center gap-2 font-semibold text-agave">
      {judged.state === 'right' && (
        <>
          <CircleCheck aria-hidden className="size-5" />
          {m.door_type_right()}
        </>
      )}
    </p>
  )
}
