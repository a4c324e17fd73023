// The ticket types as stubs, each with its price, what is left, and a stepper.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { CircleAlert, Radio } from 'lucide-react'
import { m } from '#messages'
import { FEW_SEATS } from '#shared/event/sale-label.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { chosenOf, type Quantities, quantityLimit } from './order-lines.ts'
import { QuantityStepper } from './quantity-stepper.tsx'

type TicketCounterProps = {
  event: ShopEvent
  quantities: Quantities
  staleSinceMs: number | null
  /** Somebody wanted to pay for nothing. */
  missing: boolean
  onChange: (code: string, quantity: number) => void
}

export function TicketCounter(props: TicketCounterProps) {
  const { event, quantities, missing, onChange } = props
  return (
    <fieldset aria-describedby={missing ? 'choose-one' : undefined}>
      <legend className="mb-3 flex w-full items-baseline justify-between gap-4">
        <span className="font-display text-2xl font-extrabold tracking-tight">
          {m.choose_tickets()}
        </span>
        <Freshness timeZone={event.timezone} staleSinceMs={props.staleSinceMs} />
      </legend>
      <div className="space-y-3">
        {event.ticket_types.map((type) => (
          <TypeStub
            key={type.id}
            event={event}
            type={type}
            quantities={quantities}
            onChange={(quantity) => onChange(type.code, quantity)}
          />
        ))}
      </div>
      {missing ? (
        <p id="choose-one" role="alert" className="mt-3 flex gap-2 font-medium text-error">
          <CircleAlert aria-hidden className="size-5 shrink-0" />
          {m.choose_one()}
        </p>
      ) : null}
    </fieldset>
  )
}

function Freshness({ timeZone, staleSinceMs }: { timeZone: string; staleSinceMs: number | null }) {
  if (staleSinceMs === null) {
    return (
      <span className="flex items-center gap-1.5 text-sm font-medium text-ink-soft">
        <Radio aria-hidden className="size-4 text-agave" />
        {m.live()}
      </span>
    )
  }
  const time = formatClock(new Date(staleSinceMs).toISOString(), momentFormat(timeZone))
  return (
    <span role="status" className="text-right text-sm text-ink-soft">
      {m.availability_old({ time })}
    </span>
  )
}

type TypeStubProps = {
  event: ShopEvent
  type: TicketType
  quantities: Quantities
  onChange: (quantity: number) => void
}

function TypeStub({ event, type, quantities, onChange }: TypeStubProps) {
  const chosen = chosenOf(quantities, type.code)
  const limit = quantityLimit(event, type, quantities)
  const gone = type.available === 0 && chosen === 0
  return (
    <div className="stub">
      <div className={`stub-row flex min-h-26 items-stretch ${chosen > 0 ? 'bg-agave-wash' : ''}`}>
        <div className="min-w-0 flex-1 py-4 pr-3 pl-5">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-display text-xl font-bold">{type.name}</span>
            <span className="font-display text-xl font-bold text-agave">
              {Number(type.price) === 0 ? m.free() : money(type.price, event.currency, 'short')}
            </span>
          </p>
          {type.description ? (
            <p className="mt-1 text-sm leading-snug text-ink-soft">{type.description}</p>
          ) : null}
          <TypeNote type={type} chosen={chosen} limit={limit} />
        </div>
        <div aria-hidden className="stub-tear-row" />
        <div className="grid w-35 shrink-0 place-items-center">
          {gone ? (
            <span className="font-display text-lg font-bold text-ink-soft">{m.sold_out()}</span>
          ) : (
            <QuantityStepper type={type} chosen={chosen} max={limit.max} onChange={onChange} />
          )}
        </div>
      </div>
    </div>
  )
}

type TypeNoteProps = { type: TicketType; chosen: number; limit: ReturnType<typeof quantityLimit> }

function TypeNote({ type, chosen, limit }: TypeNoteProps) {
  const shrunk = chosen > limit.max
  const few = type.available > 0 && type.available <= FEW_SEATS
  return (
    <p aria-live="polite" className={`text-sm font-medium ${shrunk ? 'text-error' : 'text-ink'}`}>
      {noteFor({ shrunk, chosen, limit }) ?? (few ? m.n_left({ count: type.available }) : '')}
    </p>
  )
}

function noteFor({ shrunk, chosen, limit }: Omit<TypeNoteProps, 'type'> & { shrunk: boolean }) {
  if (shrunk) return limit.max === 0 ? m.limit_gone() : m.limit_shrunk({ count: limit.max })
  if (chosen === 0 || chosen < limit.max) return null
  return limit.because === 'per_order'
    ? m.limit_per_order({ count: limit.max })
    : m.limit_available({ count: limit.max })
}
