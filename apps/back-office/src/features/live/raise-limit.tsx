// How many people may be inside tonight: the house's limit, or more when a manager answers for it. The number typed stays
// if saving fails.

import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { Live } from '@maguey/wire/event-live'
import type { Failure } from '@maguey/wire/failure'
import { type FormEvent, useId, useState } from 'react'
import { m } from '#messages'
import { failureWords } from '#shared/rpc/failure-words.ts'
import type { LiveSource } from './live-source.ts'
import { formatCount } from './live-words.ts'

type RaiseLimitProps = {
  live: Pick<Live, 'capacity' | 'house_limit'>
  raise: LiveSource['raiseLimit']
}

export function RaiseLimit({ live, raise }: RaiseLimitProps) {
  const [open, setOpen] = useState(false)
  const { capacity, house_limit: houseLimit } = live
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      {capacity > houseLimit ? (
        <p className="font-semibold" data-testid="limit-raised">
          {m.limit_raised({ from: formatCount(houseLimit), to: formatCount(capacity) })}
        </p>
      ) : (
        <span />
      )}
      <Button look="secondary" onClick={() => setOpen(true)}>
        {m.limit_raise()}
      </Button>
      {open && <RaiseSheet live={live} onClose={() => setOpen(false)} raise={raise} />}
    </div>
  )
}

function RaiseSheet({ live, raise, onClose }: RaiseLimitProps & { onClose: () => void }) {
  const { capacity, house_limit: houseLimit } = live
  const [people, setPeople] = useState(String(capacity))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useId()

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const answer = await raise(Number(people))
    setBusy(false)
    if (answer.ok) onClose()
    else setFailure(answer.failure)
  }

  return (
    <Sheet onOpenChange={onClose} open title={m.limit_raise()}>
      <form className="flex flex-col gap-4 pt-2" onSubmit={(event) => hear(save(event))}>
        <div>
          <label className="mb-1.5 block font-semibold text-sm" htmlFor={id}>
            {m.limit_people()}
          </label>
          <input
            aria-describedby={`${id}-hint`}
            className="min-h-12 w-full rounded-control border border-line-strong bg-night px-4 text-base text-ink tabular-nums"
            id={id}
            inputMode="numeric"
            max={1_000_000}
            min={Math.max(1, houseLimit)}
            name="limit"
            onChange={(event) => setPeople(event.target.value)}
            required
            step={1}
            type="number"
            value={people}
          />
          <p className="mt-1.5 text-ink-soft text-sm" id={`${id}-hint`}>
            {m.limit_hint({ figure: formatCount(houseLimit) })}
          </p>
        </div>
        {failure && <Notice title={failureWords(failure)} tone="danger" />}
        <Button disabled={busy} type="submit">
          {m.limit_save()}
        </Button>
      </form>
    </Sheet>
  )
}
