// The second step of signing in: the code of the authenticator app.

import { Button } from '@maguey/ui/button.tsx'
import { useState } from 'react'
import { m } from '#messages'
import { CodeField } from './code-field.tsx'
import { factorWords } from './factor-words.ts'
import { OneStepForm } from './one-step-form.tsx'
import type { SecondFactorApi } from './second-factor-api.ts'

type CodeStepProps = {
  api: Pick<SecondFactorApi, 'current' | 'prove'>
  onProved: () => void
  onLeave: () => void
}

export function CodeStep({ api, onProved, onLeave }: CodeStepProps) {
  const [code, setCode] = useState('')
  async function prove(): Promise<string | null> {
    const current = await api.current()
    if (!current.ok) return factorWords(current.problem)
    // Removed elsewhere a moment ago: the way is open.
    if (current.value !== null) {
      const proved = await api.prove(current.value, code)
      if (!proved.ok) return factorWords(proved.problem)
    }
    onProved()
    return null
  }
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-5 py-8">
      <title>{m.factor_step_title()}</title>
      <div>
        <h1 className="font-extrabold text-4xl">{m.factor_step_title()}</h1>
        <p className="mt-3 text-ink-soft text-lg">{m.factor_step_lead()}</p>
      </div>
      <OneStepForm onSubmit={prove} submit={m.signin_submit()}>
        <CodeField onChange={setCode} value={code} />
      </OneStepForm>
      <p className="text-ink-soft">{m.factor_lost()}</p>
      <Button look="secondary" onClick={onLeave}>
        {m.sign_out()}
      </Button>
    </main>
  )
}
