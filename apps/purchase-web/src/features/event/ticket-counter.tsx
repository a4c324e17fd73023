// The ticket types as stubs, each with its price, what is left, and a stepper.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { CircleAlert } from 'lucide-react'
import { m } from '#messages'
import { FEW_SEATS } from '#shared/event/sale-label.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { Freshness } from './freshness.tsx'
import { chosenOf, type Quantities, quantityLimit } from './order-lines.ts'
import { QuantityStepper } from './quantity-stepper.tsx'

type TicketCounterProps = {
  event: ShopEvent
  quantities: Quantities
  staleSinceMs: number | null
  /** Somebody tried to pay with nothing chosen. */
  missing: boolean
  onStep: (type: TicketType, by: 1 | -1) => void
}

export function TicketCounter(props: TicketCounterProps) {
  const { event, quantities, missing, onStep } = props
  return (
    <fieldset aria-describedby={missing ? 'choose-one' : undefined}>
      <legend className="mb-3 flex w-full flex-wrap items-baseline justify-between gap-x-4">
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
            onStep={(by) => onStep(type, by)}
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

type TypeStubProps = {
  event: ShopEvent
  type: TicketType
  quantities: Quantities
  onStep: (by: 1 | -1) => void
}

function TypeStub({ event, type, quantities, onStep }: TypeStubProps) {
  const chosen = chosenOf(quantities, type.code)
  const limit = quantityLimit(event, type, quantities)
  const gone = (type.on_sale !== 'open' || type.available === 0) && chosen === 0
  return (
    <div className="stub @container">
      <div
        className={`stub-row flex min-h-26 items-stretch @max-[17rem]:flex-col ${chosen > 0 ? 'bg-agave-wash' : ''}`}
      >
        <div className="min-w-0 flex-1 py-4 pr-3 pl-5 wrap-anywhere">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-display text-xl font-bold">{type.name}</span>
            <span className="font-display text-xl font-bold text-agave">
              {Number(type.price) === 0 ? m.free() : money(type.price, event.currency, 'short')}
            </span>
          </p>
          {type.description ? (
            <p className="mt-1 text-sm leading-snug text-ink-soft">{type.description}</p>
          ) : null}
          <ReleaseNote event={event} type={type} />
          <TypeNote type={type} chosen={chosen} limit={limit} />
        </div>
        <div aria-hidden className="stub-tear-row @max-[17rem]:hidden" />
        <div className="grid w-35 shrink-0 place-items-center @max-[17rem]:w-full @max-[17rem]:pb-4">
          {gone ? (
            <span className="px-2 text-center font-display text-lg font-bold text-ink-soft">
              {whyNone(event, type)}
            </span>
          ) : (
            <QuantityStepper type={type} chosen={chosen} max={limit.max} onStep={onStep} />
          )}
        </div>
      </div>
    </div>
  )
}

function whyNone(event: ShopEvent, { on_sale, sales_start_at }: TicketType): string {
  if (on_sale === 'ended') return m.sales_ended()
  if (on_sale !== 'not_yet' || sales_start_at === null) return m.sold_out()
  const moment = formatDayAndClock(sales_start_at, momentFormat(event.timezone))
  return m.on_sale_from({ moment })
}

/** Which price this is, until when, and what a ticket costs then: nobody is surprised by the next one. */
function ReleaseNote({ event, type }: { event: ShopEvent; type: TicketType }) {
  const { release } = type
  if (release === null || type.on_sale !== 'open') return null
  const next = money(release.next_price, event.currency, 'short')
  const until =
    release.ends_at === null
      ? null
      : formatDayAndClock(release.ends_at, momentFormat(event.timezone))
  return (
    <p data-testid="release" className="mt-1 text-sm text-ink">
      <span className="font-semibold">{release.name}</span>
      {' · '}
      {releaseEnd(release.left, until, next)}
    </p>
  )
}

function releaseEnd(left: number | null, until: string | null, next: string): string {
  if (left === null) return m.release_until({ moment: until ?? '', next })
  if (until === null) return m.release_left({ count: left, next })
  return m.release_left_until({ count: left, moment: until, next })
}

type TypeNoteProps = { type: TicketType; chosen: number; limit: ReturnType<typeof quantityLimit> }

function TypeNote({ type, chosen, limit }: TypeNoteProps) {
  const shrunk = chosen > limit.max
  // For a release, the line above says how many are left.
  const few =
    type.on_sale === 'open' &&
    type.available > 0 &&
    type.available <= FEW_SEATS &&
    type.available !== type.release?.left
  return (
    <p aria-live="polite" className={`text-sm font-medium ${shrunk ? 'text-error' : 'text-ink'}`}>
      {noteFor({ shrunk, chosen, limit, releaseLeft: type.release?.left ?? null }) ??
        (few ? m.n_left({ count: type.available }) : '')}
    </p>
  )
}

function noteFor({
  shrunk,
  chosen,
  limit,
  releaseLeft,
}: Omit<TypeNoteProps, 'type'> & { shrunk: boolean; releaseLeft: number | null }) {
  if (shrunk) return limit.max === 0 ? m.limit_gone() : m.limit_shrunk({ count: limit.max })
  if (chosen === 0 || chosen < limit.max) return null
  if (limit.because === 'availability' && limit.max === releaseLeft) return null
  return limit.because === 'per_order'
    ? m.limit_per_order({ count: limit.max })
    : m.limit_available({ count: limit.max })
}
