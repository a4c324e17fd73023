// Asks once more before a record is sealed: nothing in it can be changed afterwards.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { Answer, Failure } from '@maguey/wire/failure'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'

type SealSheetProps = {
  name: string
  seal: () => Promise<Answer<unknown>>
  onDone: () => void
  onClose: () => void
}

export function SealSheet({ name, seal, onDone, onClose }: SealSheetProps) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  async function sealNow(): Promise<void> {
    setBusy(true)
    setFailure(null)
    const answer = await seal()
    setBusy(false)
    if (answer.ok) onDone()
    else setFailure(answer.failure)
  }

  return (
    <Sheet
      description={m.record_seal_lead()}
      onOpenChange={onClose}
      open
      title={m.record_seal_title({ name })}
    >
      <ul className="my-3 list-disc space-y-1 pl-5 text-ink-soft">
        <li>{m.record_seal_notes()}</li>
        <li>{m.record_seal_phones()}</li>
      </ul>
      {failure && <Notice title={failureWords(failure)} tone="danger" />}
      <div className="mt-4 grid gap-3">
        <Button
          disabled={busy}
          icon={<Stamp aria-hidden className="size-5" />}
          onClick={() => hear(sealNow())}
        >
          {busy ? m.working() : m.record_seal_confirm()}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {m.record_seal_not_yet()}
        </Button>
      </div>
    </Sheet>
  )
}
