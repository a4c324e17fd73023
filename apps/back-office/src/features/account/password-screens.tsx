// Passwords: chosen with a link from a mail, requested again, and changed by the signed-in user.

import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { AccountApi } from './account-api.ts'
import { OneStepForm } from './one-step-form.tsx'

const MIN_LENGTH = 10

type NewPasswordProps = { value: string; onChange: (value: string) => void }

function NewPassword({ value, onChange }: NewPasswordProps) {
  return (
    <TextField
      autoComplete="new-password"
      hint={m.password_hint()}
      label={m.password_new()}
      name="new_password"
      onChange={(event) => onChange(event.target.value)}
      type="password"
      value={value}
    />
  )
}

type ChooseProps = {
  api: Pick<AccountApi, 'redeem'>
  token: string
  /** Signs in with the password that was just chosen. */
  onChosen: (email: string, password: string) => Promise<void>
}

export function ChoosePassword({ api, token, onChosen }: ChooseProps) {
  const [password, setPassword] = useState('')
  async function choose(): Promise<string | null> {
    if (password.length < MIN_LENGTH) return m.password_hint()
    const answer = await api.redeem(token, password)
    if (!answer.ok) return failureWords(answer.failure)
    await onChosen(answer.value.email, password)
    return null
  }
  return (
    <OneStepForm onSubmit={choose} submit={m.password_choose()}>
      <NewPassword onChange={setPassword} value={password} />
    </OneStepForm>
  )
}

export function ForgotPassword({ api }: { api: Pick<AccountApi, 'forgot'> }) {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  async function ask(): Promise<string | null> {
    if (!email.includes('@')) return m.signin_email_missing()
    const answer = await api.forgot(email.trim())
    if (!answer.ok) return failureWords(answer.failure)
    setSent(true)
    return null
  }
  if (sent) return <Notice title={m.forgot_sent_title()}>{m.forgot_sent_body()}</Notice>
  return (
    <OneStepForm onSubmit={ask} submit={m.forgot_send()}>
      <TextField
        autoComplete="username"
        label={m.signin_email()}
        name="email"
        onChange={(event) => setEmail(event.target.value)}
        type="email"
        value={email}
      />
    </OneStepForm>
  )
}

type ChangeProps = { api: Pick<AccountApi, 'change'>; onChanged: () => void }

export function ChangePassword({ api, onChanged }: ChangeProps) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  async function change(): Promise<string | null> {
    if (next.length < MIN_LENGTH) return m.password_hint()
    const answer = await api.change(current, next)
    if (!answer.ok) return failureWords(answer.failure)
    if (!answer.value.changed)
      return answer.value.code === 'password_wrong' ? m.password_wrong() : m.signin_too_many_title()
    onChanged()
    return null
  }
  return (
    <OneStepForm onSubmit={change} submit={m.password_change()}>
      <TextField
        autoComplete="current-password"
        label={m.password_current()}
        name="current_password"
        onChange={(event) => setCurrent(event.target.value)}
        type="password"
        value={current}
      />
      <NewPassword onChange={setNext} value={next} />
      <p className="text-ink-soft">{m.password_change_note()}</p>
    </OneStepForm>
  )
}
