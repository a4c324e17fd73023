// A name on the promoter's list: how many come with it, how many have come in, and taking it off.

import { hear } from '@maguey/ui/hear.ts'
import type { Failure } from '@maguey/wire/failure'
import type { ListEntry, NameChange } from '@maguey/wire/guest-lists'
import { Check, Minus, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { changeName } from '#shared/api/promoter-api.ts'
import { ProblemNotice } from '#shared/ui/problem-notice.tsx'
import { Sure } from '#shared/ui/sure.tsx'
import type { ListOf } from './list-of.ts'

const ROUND =
  'grid size-11 place-items-center rounded-full border border-line-strong text-ink hover:bg-raised disabled:border-line disabled:text-ink-soft disabled:opacity-45'

type NameRowProps = ListOf & { entry: ListEntry; isOpen: boolean }

export function NameRow({ entry, list, isOpen, of, ask }: NameRowProps) {
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const { name, plus, arrived } = entry
  async function change(wish: NameChange): Promise<void> {
    setBusy(true)
    const answer = await changeName(of, entry.id, wish)
    setBusy(false)
    setSure(false)
    setProblem(answer.ok ? null : answer.failure)
    await ask()
  }
  return (
    <li data-testid="list-name" className="py-2">
      <div className="flex items-center gap-1.5">
        <p className="min-w-0 flex-1">
          <span className="block break-words font-semibold">{name}</span>
          {arrived > 0 ? (
            <span className="flex items-center gap-1 text-sm text-agave">
              <Check aria-hidden className="size-4 shrink-0" />
              {m.promoter_in({ figure: String(arrived), of: String(plus + 1) })}
            </span>
          ) : null}
        </p>
        {isOpen ? (
          <>
            <button
              type="button"
              className={ROUND}
              disabled={busy || plus === 0 || arrived > plus}
              aria-label={m.promoter_fewer({ name })}
              onClick={() => hear(change({ plus: plus - 1 }))}
            >
              <Minus aria-hidden className="size-5" />
            </button>
            <output className="w-8 text-center font-bold tabular-nums">{`+${plus}`}</output>
            <button
              type="button"
              className={ROUND}
              disabled={busy || plus >= list.most_plus}
              aria-label={m.promoter_more({ name })}
              onClick={() => hear(change({ plus: plus + 1 }))}
            >
              <Plus aria-hidden className="size-5" />
            </button>
            <button
              type="button"
              className="grid size-11 place-items-center rounded-full text-ink-soft hover:bg-raised disabled:opacity-45"
              disabled={busy || arrived > 0}
              aria-label={m.promoter_take_off({ name })}
              aria-expanded={sure}
              onClick={() => setSure(!sure)}
            >
              <X aria-hidden className="size-5" />
            </button>
          </>
        ) : plus > 0 ? (
          <span className="font-bold tabular-nums">{`+${plus}`}</span>
        ) : null}
      </div>
      {isOpen && sure && arrived === 0 ? (
        <Sure
          question={m.promoter_take_off_sure({ name })}
          yes={m.promoter_take_off_yes()}
          no={m.promoter_take_off_no()}
          busy={busy}
          onYes={() => hear(change({ removed: true }))}
          onNo={() => setSure(false)}
        />
      ) : null}
      {problem ? <ProblemNotice problem={problem} safe={m.promoter_unchanged()} /> : null}
    </li>
  )
}
