// A single-step form: its fields, its button, and what went wrong.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { type ReactNode, useState } from 'react'

type OneStepFormProps = {
  submit: string
  /** Resolves to what went wrong, in a sentence; null on success. */
  onSubmit: () => Promise<string | null>
  children: ReactNode
}

export function OneStepForm({ submit, onSubmit, children }: OneStepFormProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function send(): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(null)
    setProblem(await onSubmit())
    setBusy(false)
  }

  return (
    <form
      className="flex max-w-md flex-col gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        hear(send())
      }}
    >
      {children}
      {problem !== null && (
        <div role="alert">
          <Notice title={problem} tone="danger" />
        </div>
      )}
      <Button aria-busy={busy} disabled={busy} type="submit">
        {submit}
      </Button>
    </form>
  )
}
