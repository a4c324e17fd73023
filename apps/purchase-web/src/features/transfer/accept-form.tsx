// Whose ticket it becomes: a name for the door and an address for the mail.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { isRefusal } from '@maguey/wire/failure'
import { type FormEvent, useRef, useState } from 'react'
import { m } from '#messages'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { focusField, TextField } from '#shared/ui/text-field.tsx'
import { type AcceptanceProps, useAcceptance } from './use-acceptance.ts'

export function AcceptForm(props: AcceptanceProps) {
  const { asking, problem, unsure, accept } = useAcceptance(props)
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const badEmail = problem !== null && isRefusal(problem, 'invalid_email')
  const nameError = tried && name.trim() === '' ? m.transfer_name_missing() : undefined
  const emailError = () => {
    if (tried && email.trim() === '') return m.email_missing()
    return badEmail ? m.email_malformed() : undefined
  }

  const send = async () => {
    const guest = { name: name.trim(), email: email.trim() }
    setTried(true)
    if (guest.name === '') return focusField(form.current, 'accept-name')
    if (guest.email === '') return focusField(form.current, 'accept-email')
    const failure = await accept(guest)
    if (failure && isRefusal(failure, 'invalid_email')) focusField(form.current, 'accept-email')
  }
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    hear(send())
  }

  return (
    <form ref={form} className="mt-6 space-y-5" noValidate onSubmit={submit}>
      <TextField
        id="accept-name"
        label={m.name()}
        hint={m.name_hint()}
        error={nameError}
        autoComplete="name"
        maxLength={120}
        value={name}
        onChange={(changed) => setName(changed.target.value)}
      />
      <TextField
        id="accept-email"
        label={m.email()}
        hint={m.transfer_accept_email_hint()}
        error={emailError()}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        value={email}
        onChange={(changed) => setEmail(changed.target.value)}
      />
      <p className="text-ink-soft">{m.transfer_accept_note()}</p>
      <button type="submit" className={`${buttonStyle.primary} w-full`} disabled={asking}>
        {m.transfer_accept()}
      </button>
      {problem && !badEmail ? (
        <ProblemNotice
          problem={problem}
          safe={unsure ? m.transfer_unsure() : m.transfer_unchanged()}
        />
      ) : unsure ? (
        <p role="status">{m.transfer_unsure()}</p>
      ) : null}
    </form>
  )
}
