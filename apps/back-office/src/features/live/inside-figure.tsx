// The figure that is read from across the bar: how many are inside, how sure that is, how full the house is.

import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { Live } from '@maguey/wire/event-live'
import { TriangleAlert } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { BladeMeter } from './blade-meter.tsx'
import { type Margin, marginOf, share } from './live-figures.ts'
import { formatCount } from './live-words.ts'

type InsideFigureProps = {
  live: Live
  /** The server's time now. */
  atMs: number
  chip: ReactNode
  /** False: the figure is history, and must not look like now. */
  fresh: boolean
  /** What the connection means for the figure, when it is not the best one. */
  note: string | null
}

export function InsideFigure({ live, atMs, chip, fresh, note }: InsideFigureProps) {
  const text = formatCount(live.inside)
  const margin = marginOf(live, atMs)
  return (
    <section aria-labelledby="inside-title" className="@container">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-bold text-xl" id="inside-title">
          {m.inside_now()}
        </h2>
        {chip}
      </header>
      {note !== null && <p className="mt-2 text-ink-soft">{note}</p>}
      {/* Beside the figure where there is room, under it where the figure takes the whole width. */}
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
      <Fullness inside={live.inside} capacity={live.capacity} />
    </section>
  )
}

function MarginLine({ margin }: { margin: Margin }) {
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
      className="flex min-w-52 flex-1 items-start gap-3 lg:mb-6 rounded-control bg-verdict-amber px-4 py-3 text-on-verdict-amber"
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

function Fullness({ inside, capacity }: { inside: number; capacity: number | null }) {
  if (capacity === null || capacity === 0) return null
  const free = capacity - inside
  return (
    <div>
      <BladeMeter
        label={m.meter_label({
          inside: formatCount(inside),
          capacity: formatCount(capacity),
        })}
        share={share(inside, capacity)}
        tone={free <= 0 ? 'amber' : 'agave'}
      />
      <p className="mt-2 flex justify-between gap-4 text-lg">
        <span className="font-semibold">{freeWords(free, capacity)}</span>
        <span className="text-ink-soft">{m.capacity_of({ figure: formatCount(capacity) })}</span>
      </p>
    </div>
  )
}

function freeWords(free: number, capacity: number): string {
  if (free < 0) return m.capacity_over({ count: -free, figure: formatCount(-free) })
  if (free === 0) return m.capacity_full({ figure: formatCount(capacity) })
  return m.capacity_free({ count: free, figure: formatCount(free) })
}
