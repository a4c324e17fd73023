// Arrivals: two figures, the chart, and the same numbers as a table for those who don't see the chart.

import type { Live } from '@maguey/wire/event-live'
import { lazy, Suspense } from 'react'
import { m } from '#messages'
import { fillMinutes, summariseArrivals } from './live-figures.ts'
import { formatCount, formatMinute } from './live-words.ts'
import { EmptyLine, Panel } from './panel.tsx'

// The figures must not wait for a chart library.
const ArrivalsChart = lazy(async () => ({
  default: (await import('./arrivals-chart.tsx')).ArrivalsChart,
}))

type ArrivalsProps = { live: Live; atMs: number; timeZone: string | undefined }

export function Arrivals({ live, atMs, timeZone }: ArrivalsProps) {
  const minutes = fillMinutes(live.per_minute, atMs)
  const { lastTenMinutes, busiest } = summariseArrivals(minutes)
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
          <Suspense fallback={<div className="h-[190px]" />}>
            <ArrivalsChart minutes={minutes} timeZone={timeZone} />
          </Suspense>
          <p className="mt-2 text-ink-soft">
            {m.arrivals_busiest({
              time: formatMinute(busiest.minuteMs, timeZone),
              figure: formatCount(busiest.admitted),
            })}
          </p>
          <ArrivalsTable minutes={minutes} timeZone={timeZone} />
        </>
      )}
    </Panel>
  )
}

type ArrivalsTableProps = {
  minutes: { minuteMs: number; admitted: number }[]
  timeZone: string | undefined
}

function ArrivalsTable({ minutes, timeZone }: ArrivalsTableProps) {
  return (
    <details className="mt-1">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-semibold text-agave underline underline-offset-4">
        {m.arrivals_table()}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="max-h-64 overflow-y-auto" tabIndex={0}>
        <table className="w-full tabular-nums">
          <thead>
            <tr className="border-line border-b text-left text-ink-soft text-sm">
              <th className="py-1.5 font-semibold" scope="col">
                {m.arrivals_minute()}
              </th>
              <th className="py-1.5 text-right font-semibold" scope="col">
                {m.admitted()}
              </th>
            </tr>
          </thead>
          <tbody>
            {minutes
              .filter((entry) => entry.admitted > 0)
              .map((entry) => (
                <tr key={entry.minuteMs}>
                  <th className="py-1 text-left font-normal" scope="row">
                    {formatMinute(entry.minuteMs, timeZone)}
                  </th>
                  <td className="py-1 text-right font-semibold">{formatCount(entry.admitted)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
