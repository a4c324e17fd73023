// Why people are turned away, most frequent first, and the trend: a gate with the wrong rule shows up within minutes.

import type { RefusalCause } from '@maguey/wire/event-live'
import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import { m } from '#messages'
import { formatCount, refusalWord } from './live-words.ts'

export function RefusalCauses({ causes }: { causes: RefusalCause[] }) {
  return (
    <ul className="mb-4 flex flex-col gap-2 border-line border-b pb-4">
      {causes.map((cause) => (
        <li
          className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3"
          key={cause.verdict}
        >
          <span className="font-semibold">{refusalWord(cause.verdict)}</span>
          <Trend cause={cause} />
          <span className="min-w-8 text-right font-bold text-xl tabular-nums">
            {formatCount(cause.total)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Trend({ cause }: { cause: RefusalCause }) {
  if (cause.recent === 0 && cause.before === 0) return <span />
  const { Icon, words, look } = trendOf(cause)
  return (
    <span className={`flex items-center gap-1.5 text-sm ${look}`}>
      {m.causes_recent({ recent: formatCount(cause.recent) })}
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{words}</span>
    </span>
  )
}

function trendOf({ recent, before }: RefusalCause) {
  if (recent > before) {
    return {
      Icon: TrendingUp,
      words: m.causes_rising(),
      look: 'font-semibold text-warning',
    }
  }
  if (recent < before) {
    return { Icon: TrendingDown, words: m.causes_falling(), look: 'text-ink-soft' }
  }
  return { Icon: Minus, words: m.causes_steady(), look: 'text-ink-soft' }
}
