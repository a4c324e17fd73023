// Whose ticket it becomes: a name for the door and an address for the mail.

import { uuidV7 } from '@maguey/ticket-core/uuid-v7'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { type Failure, isRefusal } from '@maguey/wire/failure'
import { type FormEvent, useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { acceptTransfer } from '#shared/api/transfers-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { TextField } from './text-field.tsx'

// Not crypto.randomUUID, which a phone on the venue's plain-http network doesn't have.
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

type AcceptFormProps = {
  transferId: string
  token: string
  /** With the token that opens the ticket from now on. */
  onAccepted: (token: string) => void
}

export function AcceptForm({ transferId, token, onAccepted }: AcceptFormProps) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  // One key for as long as this page is open: a retry after a lost answer is the same acceptance.
  const [acceptKey] = useState(() => uuidV7({ nowMs: Date.now(), randomBytes }))
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const badEmail = problem !== null && isRefusal(problem, 'invalid_email')
  const nameError = tried && name.trim() === '' ? m.transfer_name_missing() : undefined
  const emailError = () => {
    if (tried && email.trim() === '') return m.email_missing()
    return badEmail ? m.email_malformed() : undefined
  }

  const accept = async () => {
    setTried(true)
    if (name.trim() === '' || email.trim() === '') return
    setAsking(true)
    const guest = { name: name.trim(), email: email.trim(), locale: getLocale() }
    const answer = await acceptTransfer(transferId, token, { ...guest, accept_key: acceptKey })
    setAsking(false)
    setProblem(answer.ok ? null : answer.failure)
    if (answer.ok) onAccepted(answer.value.token)
  }
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    hear(accept())
  }

  return (
    <form className="mt-6 space-y-5" noValidate onSubmit={submit}>
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
        <ProblemNotice problem={problem} safe={m.transfer_unchanged()} />
      ) : null}
    </form>
  )
}
