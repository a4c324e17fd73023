// Counting people without a ticket: one thumb counts them in, and the other button takes one back or counts one out.
import { formatCount } from '@maguey/ui/format/count.ts'
import { Minus, Plus } from 'lucide-react'
import { m } from '#messages'
import { currentLocale } from '#shared/locale.ts'

type HandCounterProps = {
  /** What this phone has counted tonight: came less left. */
  count: number
  onCount: (heads: 1 | -1) => void
}

const BUTTON = 'grid h-14 min-w-16 place-items-center rounded-full px-5'

export function HandCounter({ count, onCount }: HandCounterProps) {
  return (
    <fieldset
      className="flex items-center justify-between gap-2 rounded-full bg-surface/90 p-1"
      data-count={count}
      data-testid="hand-counter"
    >
      <legend className="sr-only">{m.door_count()}</legend>
      <button
        aria-label={m.door_count_out()}
        className={`${BUTTON} bg-raised active:bg-line`}
        onClick={() => onCount(-1)}
        type="button"
      >
        <Minus aria-hidden className="size-7" />
      </button>
      <p aria-live="polite" className="min-w-0 flex-1 text-center leading-tight">
        <span className="block font-bold text-xl tabular-nums">
          {formatCount(count, currentLocale())}
        </span>
        <span className="block text-ink-soft text-sm">{m.door_count_here()}</span>
      </p>
      <button
        aria-label={m.door_count_in()}
        className={`${BUTTON} min-w-24 bg-agave text-on-agave active:brightness-90`}
        onClick={() => onCount(1)}
        type="button"
      >
        <Plus aria-hidden className="size-8" />
      </button>
    </fieldset>
  )
}
