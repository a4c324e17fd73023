// A name on a guest list at the door: one, some or all of its heads come in; what they pay; and when to ask.

import { leftOf } from '@maguey/ticket-core/decide-arrival'
import { Button } from '@maguey/ui/button.tsx'
import { hear } from '@maguey/ui/hear.ts'
import { Check, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { FoundName } from '#db/list-memory.ts'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'
import { amountWords, doubtWords, termsNow } from './list-terms.ts'
import type { Tick, Ticked } from './tick-name.ts'

type NameRowProps = {
  found: FoundName
  nowMs: number
  timeZone: string
  tick: (tick: Omit<Tick, 'place'>) => Promise<Ticked>
}

/** Buttons for so many heads at once; the last one is for all that are left. */
const ONE_BY_ONE = 4

export function NameRow({ found, nowMs, timeZone, tick }: NameRowProps) {
  const [done, setDone] = useState<Ticked | null>(null)
  const [busy, setBusy] = useState(false)
  const { id, name, note, list, standing } = found
  const whole = standing.plus + 1
  const left = leftOf(standing)
  async function send(heads: number, how: Pick<Partial<Tick>, 'anyway' | 'pays'> = {}) {
    setBusy(true)
    setDone(await tick({ nameId: id, heads, anyway: false, ...how }))
    setBusy(false)
  }
  return (
    <li className="py-3" data-testid="list-name">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 break-words font-semibold text-lg">
          {name}
          {standing.plus > 0 && <span className="text-agave">{` +${standing.plus}`}</span>}
        </span>
        {standing.arrived > 0 && (
          <span className="shrink-0 font-semibold text-agave tabular-nums">
            {m.door_list_in({ figure: String(standing.arrived), of: String(whole) })}
          </span>
        )}
      </p>
      <p className="break-words text-ink-soft">
        {[list.name, termsNow(found, nowMs, timeZone), list.door_note, note]
          .filter((fact) => fact !== '')
          .join(' · ')}
      </p>
      {done?.kind === 'asked' ? (
        <Asked
          busy={busy}
          onAnyway={() => hear(send(done.heads, { anyway: true }))}
          onCancel={() => setDone(null)}
          words={doubtWords(
            done.verdict.doubt ?? 'over_name',
            found,
            list.until === null ? '' : clockTime(list.until, timeZone),
          )}
        />
      ) : (
        <Heads busy={busy} left={left} name={name} onTick={(heads) => hear(send(heads))} />
      )}
      <Said done={done} found={found} onTakeBack={(heads, pays) => hear(send(-heads, { pays }))} />
    </li>
  )
}

type HeadsProps = { left: number; name: string; busy: boolean; onTick: (heads: number) => void }

function Heads({ left, name, busy, onTick }: HeadsProps) {
  const steps = [1, 2, 3, 4].filter((heads) => heads < Math.min(left, ONE_BY_ONE))
  return (
    <div className="mt-2 flex gap-2">
      {steps.map((heads) => (
        <Button
          aria-label={m.door_list_let_in_of({ figure: String(heads), name })}
          className="min-w-14 text-xl"
          disabled={busy}
          key={heads}
          look="secondary"
          onClick={() => onTick(heads)}
        >
          {String(heads)}
        </Button>
      ))}
      <Button
        className="grow"
        disabled={busy}
        look={left === 0 ? 'secondary' : 'primary'}
        onClick={() => onTick(Math.max(left, 1))}
      >
        {left === 0
          ? m.door_list_one_more()
          : left === 1
            ? m.door_list_let_in()
            : m.door_list_let_in_all({ figure: String(left) })}
      </Button>
    </div>
  )
}

type AskedProps = { words: string; busy: boolean; onAnyway: () => void; onCancel: () => void }

function Asked({ words, busy, onAnyway, onCancel }: AskedProps) {
  return (
    <div
      className="mt-2 rounded-control bg-verdict-amber p-3 text-on-verdict-amber"
      data-testid="list-asked"
      role="alert"
    >
      <p className="flex items-start gap-2 font-semibold">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
        {words}
      </p>
      <div className="mt-3 flex gap-2">
        <Button className="grow" disabled={busy} look="secondary" onClick={onCancel}>
          {m.door_list_not()}
        </Button>
        <Button className="grow" disabled={busy} look="secondary" onClick={onAnyway}>
          {m.door_list_anyway()}
        </Button>
      </div>
    </div>
  )
}

type SaidProps = {
  done: Ticked | null
  found: FoundName
  /** For what they paid, which may not be what the list takes by now. */
  onTakeBack: (heads: number, pays: string) => void
}

function Said({ done, found, onTakeBack }: SaidProps) {
  if (done === null || done.kind === 'asked') return null
  if (done.kind !== 'ticked')
    return (
      <p className="mt-2 font-semibold text-warning" role="alert">
        {done.kind === 'gone' ? m.door_list_removed() : m.door_list_not_kept()}
      </p>
    )
  if (done.heads < 0)
    return (
      <p className="mt-2 text-ink-soft" role="status">
        {m.door_list_taken_back({ figure: String(-done.heads) })}
      </p>
    )
  const { currency } = found.list
  const free = Number(done.pays) === 0
  const due = (Number(done.pays) * done.heads).toFixed(2)
  return (
    <div
      className="mt-2 flex items-center gap-2 rounded-control bg-verdict-green py-1 pr-1 pl-3 text-on-verdict-green"
      data-testid="list-ticked"
      role="status"
    >
      <Check aria-hidden className="size-6 shrink-0" />
      <span className="min-w-0 flex-1 font-bold text-lg">
        {m.door_list_ticked({ figure: String(done.heads) })}
        {!free && ` · ${m.door_list_due({ amount: amountWords(due, currency) })}`}
      </span>
      <button
        className="min-h-11 rounded-control px-3 font-semibold underline underline-offset-4"
        onClick={() => onTakeBack(done.heads, done.pays)}
        type="button"
      >
        {m.door_list_take_back()}
      </button>
    </div>
  )
}
