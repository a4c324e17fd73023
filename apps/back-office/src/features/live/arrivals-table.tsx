// The charts' numbers as a table, for those who don't see charts or want a figure.
import { m } from '#messages'
import type { ArrivalsLine } from './arrivals-split.ts'
import { formatCount, formatMinute } from './live-words.ts'

type ArrivalsTableProps = {
  lines: readonly ArrivalsLine[]
  nameOf: (line: ArrivalsLine) => string
  timeZone: string | undefined
}

export function ArrivalsTable({ lines, nameOf, timeZone }: ArrivalsTableProps) {
  const minutes = (lines[0]?.minutes ?? [])
    .map(({ minuteMs }, index) => ({
      minuteMs,
      cells: lines.map(({ key, minutes: own }) => ({ key, admitted: own[index]?.admitted ?? 0 })),
    }))
    .filter(({ cells }) => cells.some(({ admitted }) => admitted > 0))
  return (
    <details className="mt-1">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center font-semibold text-agave underline underline-offset-4">
        {m.arrivals_table()}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="scroll-shade max-h-64 overflow-auto" tabIndex={0}>
        <table className="w-full tabular-nums">
          <thead>
            <tr className="border-line border-b text-left align-bottom text-ink-soft text-sm">
              <th className="py-1.5 font-semibold" scope="col">
                {m.arrivals_minute()}
              </th>
              {lines.map((line) => (
                <th
                  className="min-w-20 py-1.5 pl-3 text-right font-semibold wrap-anywhere"
                  key={line.key}
                  scope="col"
                >
                  {nameOf(line)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {minutes.map(({ minuteMs, cells }) => (
              <tr key={minuteMs}>
                <th className="py-1 text-left font-normal" scope="row">
                  {formatMinute(minuteMs, timeZone)}
                </th>
                {cells.map(({ key, admitted }) => (
                  <td className="py-1 pl-3 text-right font-semibold" key={key}>
                    {formatCount(admitted)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
