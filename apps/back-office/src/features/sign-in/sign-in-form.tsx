// The sign-in form: e-mail and password; explains every failure and never loses what was typed.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { IconButton } from '@maguey/ui/icon-button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import { TextField } from '@maguey/ui/text-field.tsx'
import { Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { m } from '#messages'
import type { SignInProblem } from './sign-in.ts'

type SignInFormProps = {
  /** The last session ended without the user signing out. */
  ended: boolean
  onSubmit: (email: string, password: string) => Promise<SignInProblem | null>
}

type Missing = { email: boolean; password: boolean }

export function SignInForm({ ended, onSubmit }: SignInFormProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<Missing>({ email: false, password: false })
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const nowMissing = { email: email.trim() === '', password: password === '' }
    setMissing(nowMissing)
    if (nowMissing.email || nowMissing.password || busy) return
    setBusy(true)
    setProblem(null)
    setProblem(await onSubmit(email, password))
    setBusy(false)
  }

  return (
    <form className="flex flex-col gap-5" noValidate onSubmit={(event) => hear(submit(event))}>
      {ended && problem === null && (
        <Notice title={m.signin_ended_title()} tone="warning">
          {m.signin_ended_body()}
        </Notice>
      )}
      <TextField
        autoCapitalize="none"
        autoComplete="username"
        error={missing.email ? m.signin_email_missing() : undefined}
        inputMode="email"
        label={m.signin_email()}
        name="email"
        onChange={(event) => setEmail(event.target.value)}
        spellCheck={false}
        type="email"
        value={email}
      />
      <PasswordField
        error={missing.password ? m.signin_password_missing() : undefined}
        onChange={setPassword}
        value={password}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button aria-busy={busy} disabled={busy} type="submit">
        {busy ? m.signin_busy() : m.signin_submit()}
      </Button>
    </form>
  )
}

type PasswordFieldProps = {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function PasswordField({ value, error, onChange }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextField
        autoComplete="current-password"
        error={error}
        label={m.signin_password()}
        name="password"
        onChange={(event) => onChange(event.target.value)}
        type={shown ? 'text' : 'password'}
        value={value}
      />
      <IconButton
        className="absolute top-[1.6rem] right-0 !bg-transparent"
        icon={
          shown ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />
        }
        label={shown ? m.signin_hide() : m.signin_show()}
        onClick={() => setShown(!shown)}
      />
    </div>
  )
}

const PROBLEMS = {
  wrong: { title: m.signin_wrong_title, body: m.signin_wrong_body },
  unreachable: { title: m.signin_unreachable_title, body: m.signin_unreachable_body },
  too_many: { title: m.signin_too_many_title, body: m.signin_too_many_body },
  unexpected: { title: m.signin_unexpected_title, body: m.signin_unexpected_body },
} as const

function ProblemNotice({ problem }: { problem: SignInProblem }) {
  const { title, body } = PROBLEMS[problem]
  return (
    <div role="alert">
      <Notice title={title()} tone="danger">
        {body()}
      </Notice>
    </div>
  )
}
