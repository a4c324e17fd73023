// Less, how many, more: with limits that say why.

import type { TicketType } from '@maguey/wire/events'
import { Minus, Plus } from 'lucide-react'
import { m } from '#messages'

type QuantityStepperProps = {
  type: TicketType
  chosen: number
  max: number
  /** One more or one less than is chosen by then: a tap may come before the last one is on the screen. */
  onStep: (by: 1 | -1) => void
}

const button =
  'grid size-11 place-items-center rounded-full border border-line-strong text-ink transition-colors hover:bg-raised aria-disabled:border-line aria-disabled:text-ink-soft aria-disabled:opacity-45'

/** Buttons at their limit stay focusable: a keyboard doesn't lose its place. */
export function QuantityStepper({ type, chosen, max, onStep }: QuantityStepperProps) {
  const canAdd = chosen < max
  const canTake = chosen > 0
  return (
    <div className="flex items-center" data-testid={`quantity-${type.code}`}>
      <button
        type="button"
        name={`minus-${type.code}`}
        data-testid={`minus-${type.code}`}
        aria-label={m.one_less({ type: type.name })}
        aria-disabled={!canTake}
        className={button}
        onClick={() => onStep(-1)}
      >
        <Minus aria-hidden className="size-5" />
      </button>
      <output
        aria-live="polite"
        aria-label={m.quantity_of({ count: chosen, type: type.name })}
        data-testid={`chosen-${type.code}`}
        className="w-9 text-center font-display text-2xl font-extrabold tabular-nums"
      >
        {chosen}
      </output>
      <button
        type="button"
        name={`plus-${type.code}`}
        data-testid={`plus-${type.code}`}
        aria-label={m.one_more({ type: type.name })}
        aria-disabled={!canAdd}
        className={`${button} not-aria-disabled:border-agave not-aria-disabled:bg-agave not-aria-disabled:text-on-agave not-aria-disabled:hover:bg-agave-strong`}
        onClick={() => onStep(1)}
      >
        <Plus aria-hidden className="size-5" />
      </button>
    </div>
  )
}
