// The two figures of the night: people inside, with the margin of error, and tickets admitted out of those sold.

import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { Live } from '@maguey/wire/event-live'
import { TriangleAlert } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { LimitLine } from './limit-line.tsx'
import { type Margin, marginOf } from './live-figures.ts'
import type { LiveSource } from './live-source.ts'
import { formatCount } from './live-words.ts'
import { RaiseLimit } from './raise-limit.tsx'

type InsideFigureProps = {
  live: Live
  /** The server's time now. */
  atMs: number
  chip: ReactNode
  /** False: the figure is outdated and must not look current. */
  fresh: boolean
  /** What the connection means for the figure, unless it is at its best. */
  note: string | null
  raiseLimit: LiveSource['raiseLimit']
}

export function InsideFigure({ live, atMs, chip, fresh, note, raiseLimit }: InsideFigureProps) {
  const text = formatCount(live.people_inside)
  const margin = marginOf(live, atMs)
  const { by_lists: byLists, beyond_tickets: beyond } = live
  const { came, left } = live.by_hand
  return (
    <section aria-labelledby="inside-title" className="@container">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-bold text-xl" id="inside-title">
          {m.inside_now()}
        </h2>
        {chip}
      </header>
      {note !== null && <p className="mt-2 text-ink-soft">{note}</p>}
      {/* Beside the figure where there is room, below it where the figure takes the full width. */}
      <div className="my-4 flex flex-wrap items-end gap-4">
        <p
          className={`font-display font-extrabold text-[length:min(calc(100cqi/(var(--figures)*0.6)),19.5rem)] tabular-nums leading-[0.82] tracking-[-0.03em] ${fresh ? 'text-ink' : 'text-line-strong'}`}
          data-testid="inside-now"
          style={{ '--figures': Math.max(3, text.length) } as CSSProperties}
        >
          {text}
        </p>
        {margin && <MarginLine margin={margin} />}
      </div>
      <LimitLine capacity={live.capacity} people={live.people_inside} />
      {live.capacity > 0 && <RaiseLimit live={live} raise={raiseLimit} />}
      <p className="mt-4 text-2xl" data-testid="admitted-of-sold">
        <AdmittedOfSold live={live} />
      </p>
      {came + left > 0 && (
        <p className="mt-1 text-ink-soft text-lg" data-testid="by-hand">
          {m.by_hand({ came: formatCount(came), left: formatCount(left) })}
        </p>
      )}
      {byLists > 0 && (
        <p className="mt-1 text-ink-soft text-lg" data-testid="by-lists">
          {m.by_lists({ figure: formatCount(byLists) })}
        </p>
      )}
      {beyond > 0 && (
        <p className="mt-1 text-ink-soft text-lg" data-testid="beyond-tickets">
          {m.beyond({ count: beyond, figure: formatCount(beyond) })}
        </p>
      )}
    </section>
  )
}

/** Sets the figures in bold within the sentence, whatever their order in the language. */
export function AdmittedOfSold({ live }: { live: Live }) {
  const [admitted, sold] = [formatCount(live.admitted), formatCount(live.sold)]
  const parts = m.admitted_line({ admitted: '{a}', sold: '{s}' }).split(/(\{[as]\})/)
  return parts.map((part) => {
    if (part === '{a}') return <strong key={part}>{admitted}</strong>
    if (part === '{s}') return <strong key={part}>{sold}</strong>
    return <span key={part}>{part}</span>
  })
}

export function MarginLine({ margin }: { margin: Margin }) {
  const figure = formatCount(margin.phones)
  const words =
    margin.silentMs === null
      ? m.margin_never({ count: margin.phones, figure })
      : m.margin({
          count: margin.phones,
          figure,
          span: formatSpan(margin.silentMs, getLocale()),
        })
  return (
    <div
      className="flex min-w-52 flex-1 items-start gap-3 rounded-control bg-verdict-amber px-4 py-3 text-on-verdict-amber xl:mb-6"
      data-testid="margin"
      role="status"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-6 shrink-0" />
      <p>
        <strong className="block font-bold text-lg leading-snug">{words}</strong>
        {m.margin_note()}
      </p>
    </div>
  )
}
