// What follows the facts of a night: the sale, what the club writes about it, and what else one does with a night.
import { m } from '#messages'
import { lineUpOf } from '#shared/text/line-up.ts'
import { MarkedText } from '#shared/text/marked-text.tsx'
import type { SaleProps } from './checkout-form.tsx'
import { EventActions } from './event-actions.tsx'
import { LineUp } from './line-up.tsx'
import { SalesPanel } from './sales-panel.tsx'

export function BelowFacts(sale: SaleProps) {
  const { event } = sale
  return (
    <>
      <SalesPanel {...sale} />
      <LineUp names={lineUpOf(event.line_up)} />
      {event.description ? (
        <section className="mt-12">
          <h2 className="text-2xl">{m.about_night()}</h2>
          <MarkedText
            text={event.description}
            className="mt-3 max-w-prose text-lg leading-relaxed text-ink-soft"
          />
        </section>
      ) : null}
      <EventActions event={event} />
    </>
  )
}
