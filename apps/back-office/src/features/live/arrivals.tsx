// Arrivals per minute: two figures, a chart of everybody or one for each ticket type or gate, and the same as a table.

import type { Live } from '@maguey/wire/event-live'
import { lazy, Suspense, useState } from 'react'
import { m } from '#messages'
import { type ArrivalsBy, type ArrivalsLine, busiestOf, splitArrivals } from './arrivals-split.ts'
import { ArrivalsTable } from './arrivals-table.tsx'
import { summariseArrivals } from './live-figures.ts'
import { formatCount, formatMinute } from './live-words.ts'
import { EmptyLine, Panel } from './panel.tsx'

// The figures must not wait for a chart library.
const ArrivalsChart = lazy(async () => ({
  default: (await import('./arrivals-chart.tsx')).ArrivalsChart,
}))

const HEIGHT = 190
const HEIGHT_OF_PART = 110

type ArrivalsProps = {
  live: Live
  atMs: number
  timeZone: string | undefined
  /** A wall screen has nothing to tap. */
  fixed?: boolean
}

export function Arrivals({ live, atMs, timeZone, fixed = false }: ArrivalsProps) {
  const [by, setBy] = useState<ArrivalsBy>('all')
  const [everybody] = splitArrivals(live, 'all', atMs)
  const lines = splitArrivals(live, by, atMs)
  const { lastTenMinutes, busiest } = summariseArrivals(everybody?.minutes ?? [])
  return (
    <Panel
      aside={
        <p className="font-semibold">
          {m.arrivals_recent({ count: lastTenMinutes, figure: formatCount(lastTenMinutes) })}
        </p>
      }
      title={m.arrivals()}
    >
      {busiest === null ? (
        <EmptyLine>{m.arrivals_empty()}</EmptyLine>
      ) : (
        <>
          {!fixed && <ByChoice chosen={by} onChoose={setBy} />}
          <Charts by={by} lines={lines} timeZone={timeZone} />
          <p className="mt-2 text-ink-soft">
            {m.arrivals_busiest({
              time: formatMinute(busiest.minuteMs, timeZone),
              figure: formatCount(busiest.admitted),
            })}
          </p>
          {!fixed && <ArrivalsTable lines={lines} nameOf={nameIn(by)} timeZone={timeZone} />}
        </>
      )}
    </Panel>
  )
}

const OTHERS: Record<string, () => string> = {
  list: m.arrivals_list,
  hand: m.arrivals_hand,
  other: m.arrivals_other,
}

const nameIn = (by: ArrivalsBy) => (line: ArrivalsLine) =>
  line.name ?? (by === 'gate' ? m.gate_none() : (OTHERS[line.key] ?? m.admitted)())

type ByChoiceProps = { chosen: ArrivalsBy; onChoose: (by: ArrivalsBy) => void }

function ByChoice({ chosen, onChoose }: ByChoiceProps) {
  const choices: { by: ArrivalsBy; name: string }[] = [
    { by: 'all', name: m.arrivals_all() },
    { by: 'type', name: m.arrivals_by_type() },
    { by: 'gate', name: m.gates() },
  ]
  return (
    <fieldset className="mb-3 flex w-fit max-w-full flex-wrap rounded-3xl border border-line-strong p-0.5">
      <legend className="sr-only">{m.arrivals_split()}</legend>
      {choices.map(({ by, name }) => (
        <button
          aria-pressed={by === chosen}
          className="min-h-11 rounded-full px-4 font-semibold text-sm aria-pressed:bg-agave aria-pressed:text-on-agave"
          key={by}
          onClick={() => onChoose(by)}
          type="button"
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

type ChartsProps = {
  by: ArrivalsBy
  lines: readonly ArrivalsLine[]
  timeZone: string | undefined
}

/** One scale for all, so that a quiet gate looks quiet. */
function Charts({ by, lines, timeZone }: ChartsProps) {
  const busiest = busiestOf(lines)
  const height = by === 'all' ? HEIGHT : HEIGHT_OF_PART
  return (
    <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))] gap-x-5 gap-y-4">
      {lines.map((line) => {
        const { lastTenMinutes } = summariseArrivals(line.minutes)
        return (
          <li className="min-w-0" key={`${by} ${line.key}`}>
            {by !== 'all' && (
              <p className="mb-1 flex items-baseline justify-between gap-3">
                <span className="min-w-0 font-semibold wrap-anywhere">{nameIn(by)(line)}</span>
                <span className="shrink-0 text-ink-soft text-sm">
                  {m.arrivals_recent({
                    count: lastTenMinutes,
                    figure: formatCount(lastTenMinutes),
                  })}
                </span>
              </p>
            )}
            <Suspense fallback={<div style={{ height }} />}>
              <ArrivalsChart
                busiest={busiest}
                height={height}
                minutes={line.minutes}
                timeZone={timeZone}
              />
            </Suspense>
          </li>
        )
      })}
    </ul>
  )
}
