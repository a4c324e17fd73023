// The promo code: a quiet line until somebody has one, then a field, then what it is worth.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { CircleAlert, LoaderCircle, Tag, X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { m } from '#messages'
import type { Promo } from './use-promo.ts'

export function PromoField({ promo, saved }: { promo: Promo; saved: string | null }) {
  const [open, setOpen] = useState(false)
  if (promo.applied !== null) return <Applied promo={promo} saved={saved} />
  if (!(open || promo.problem)) {
    return (
      <button
        type="button"
        data-testid="promo-open"
        onClick={() => setOpen(true)}
        className={`${buttonStyle.link} mt-4 -ml-3`}
      >
        <Tag aria-hidden className="size-5" />
        {m.promo_open()}
      </button>
    )
  }
  return <Entry promo={promo} />
}

function Entry({ promo }: { promo: Promo }) {
  const id = useId()
  const [code, setCode] = useState(promo.kept)
  const apply = () => {
    if (code.trim() !== '' && !promo.busy) hear(promo.apply(code.trim()))
  }
  // Enter in this field asks about the code; it must not send the order.
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Enter') return
    pressed.preventDefault()
    apply()
  }
  const error = promo.problem ? problemText(promo.problem) : null
  return (
    <div className="mt-5">
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {m.promo_label()}
      </label>
      <div className="flex gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to be typed in.
          autoFocus
          id={id}
          data-testid="promo-code"
          value={code}
          onChange={(changed) => setCode(changed.target.value)}
          onKeyDown={onKeyDown}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          aria-invalid={error !== null}
          aria-describedby={`${id}-note`}
          className={`block min-h-12 w-full min-w-0 rounded-control border bg-surface px-4 text-lg text-ink uppercase ${error ? 'border-2 border-error' : 'border-line-strong'}`}
        />
        <button
          type="button"
          data-testid="promo-apply"
          aria-disabled={promo.busy}
          onClick={apply}
          className={buttonStyle.secondary}
        >
          {promo.busy ? <LoaderCircle aria-hidden className="size-5 animate-spin" /> : null}
          {m.promo_apply()}
        </button>
      </div>
      <p
        id={`${id}-note`}
        aria-live="polite"
        data-testid="promo-note"
        className={`mt-1.5 flex gap-1.5 text-sm leading-snug ${error ? 'font-medium text-error' : 'text-ink-soft'}`}
      >
        {error ? <CircleAlert aria-hidden className="size-4.5 shrink-0" /> : null}
        {error ?? m.promo_hint()}
      </p>
    </div>
  )
}

function problemText(problem: NonNullable<Promo['problem']>): string {
  if (problem.kind === 'refused' && problem.status < 500) return problem.message
  return problem.kind === 'offline' ? m.problem_offline_body() : m.promo_unanswered()
}

function Applied({ promo, saved }: { promo: Promo; saved: string | null }) {
  return (
    <div
      data-testid="promo-applied"
      className="mt-5 flex min-h-14 items-center gap-3 rounded-control bg-agave-wash py-1 pr-1 pl-4"
    >
      <Tag aria-hidden className="size-5 shrink-0 text-agave" />
      <p aria-live="polite" className="min-w-0 flex-1">
        <span className="font-bold break-words">{promo.applied}</span>{' '}
        {promo.busy ? <LoaderCircle aria-hidden className="inline size-5 animate-spin" /> : null}
        {promo.offer ? (
          <span>{saved === null ? m.promo_no_effect() : m.promo_saves({ amount: saved })}</span>
        ) : null}
      </p>
      <button
        type="button"
        onClick={promo.remove}
        aria-label={m.promo_remove()}
        className="grid size-12 shrink-0 place-items-center rounded-control hover:bg-raised"
      >
        <X aria-hidden className="size-5" />
      </button>
    </div>
  )
}
