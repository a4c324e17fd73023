// Bars with their figures: one share per line, readable without the bar.
import { m } from '#messages'
import { share } from './live-figures.ts'
import { formatCount } from './live-words.ts'

export type ShareBar = { key: string; name: string; part: number; whole: number }

type ShareBarsProps = {
  bars: ShareBar[]
  /** Whether to write out the whole ("41 of 100"), or use it only to scale the bar. */
  showWhole: boolean
}

export function ShareBars({ bars, showWhole }: ShareBarsProps) {
  return (
    <ul className="flex flex-col gap-4">
      {bars.map((bar) => (
        <li key={bar.key}>
          <p className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 font-semibold wrap-anywhere">{bar.name}</span>
            <BarFigure bar={bar} showWhole={showWhole} />
          </p>
          <div aria-hidden className="mt-1.5 h-3 overflow-hidden rounded-full bg-raised">
            <div
              className="h-full rounded-full bg-agave transition-[width] duration-500 ease-out-soft"
              style={{ width: `${share(bar.part, bar.whole) * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

function BarFigure({ bar, showWhole }: { bar: ShareBar; showWhole: boolean }) {
  const part = formatCount(bar.part)
  const whole = formatCount(bar.whole)
  if (!showWhole) return <span className="font-bold text-xl tabular-nums">{part}</span>
  return (
    <span className="whitespace-nowrap text-ink-soft tabular-nums">
      <span className="sr-only">{m.of({ part, whole })}</span>
      <span aria-hidden>
        <strong className="font-bold text-ink text-xl">{part}</strong> / {whole}
      </span>
    </span>
  )
}
