// The legal limit as a bar that fills: it warns before the house is full, in words as well as in colour.

import { type Limit, limitOf } from '@maguey/ticket-core/crowd-limit'
import { OctagonX, TriangleAlert } from 'lucide-react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { BladeMeter } from './blade-meter.tsx'
import { formatCount } from './live-words.ts'

type LimitLineProps = { people: number; capacity: number }

const LOOKS = {
  open: { words: '', tone: 'agave' },
  near: { words: 'rounded-control bg-verdict-amber px-3 text-on-verdict-amber', tone: 'amber' },
  full: { words: 'rounded-control bg-verdict-red px-3 text-on-verdict-red', tone: 'red' },
} as const

export function LimitLine({ people, capacity }: LimitLineProps) {
  const limit = limitOf(people, capacity)
  if (limit === null) return null
  const look = LOOKS[limit.state]
  return (
    <div data-limit={limit.state} data-testid="limit">
      <BladeMeter
        label={m.meter_label({ inside: formatCount(people), capacity: formatCount(capacity) })}
        share={Math.min(1, limit.share)}
        tone={look.tone}
      />
      <p className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-lg">
        <span
          className={`flex min-h-9 items-center gap-2 font-semibold ${look.words}`}
          role={limit.state === 'open' ? undefined : 'status'}
        >
          {limit.state === 'near' && <TriangleAlert aria-hidden className="size-5 shrink-0" />}
          {limit.state === 'full' && <OctagonX aria-hidden className="size-5 shrink-0" />}
          {limitWords(limit, capacity)}
        </span>
        <span className="text-ink-soft">{m.capacity_of({ figure: formatCount(capacity) })}</span>
      </p>
    </div>
  )
}

function limitWords({ state, share, free }: Limit, capacity: number): string {
  if (free < 0) return m.capacity_over({ count: -free, figure: formatCount(-free) })
  if (free === 0) return m.capacity_full({ figure: formatCount(capacity) })
  if (state === 'open') return m.capacity_free({ count: free, figure: formatCount(free) })
  const percent = new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(
    // Never rounded up to 100 % while there is a place left.
    Math.floor(share * 100) / 100,
  )
  return m.limit_near({ percent, figure: formatCount(free) })
}
