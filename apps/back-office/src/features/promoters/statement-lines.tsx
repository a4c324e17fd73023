// The lines of a statement: what was sold, who came, at which door and minute, and what each earns.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { StatementLine, StatementNight } from '@maguey/wire/promoters'
import { Fragment } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

type StatementLinesProps = { lines: readonly StatementLine[]; night: StatementNight }

export function StatementLines({ lines, night }: StatementLinesProps) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {lines.map((line) => (
        <Line key={`${line.kind} ${line.what} ${line.at}`} line={line} night={night} />
      ))}
    </ul>
  )
}

function Line({ line, night }: { line: StatementLine; night: StatementNight }) {
  const at = (moment: string) =>
    formatDayAndClock(moment, { region: region(), timeZone: night.timezone })
  const money = (amount: string) => formatAmount(amount, night.currency, region())
  const door = [line.gate, line.device].filter(Boolean).join(' · ')
  const came =
    line.entered_at === null
      ? m.statement_not_come()
      : m.statement_came({ moment: at(line.entered_at), door: door || '–' })
  const facts =
    line.kind === 'sale'
      ? [
          m.statement_sold_for({
            amount: money(line.amount),
            moment: line.at === null ? '–' : at(line.at),
          }),
          line.order_number ?? '',
          line.kept ? came : m.statement_not_kept(),
        ]
      : [m.statement_heads({ count: line.heads, figure: String(line.heads) }), came]
  return (
    <li className="flex items-baseline gap-4 py-2.5" data-testid="statement-line">
      <p className="min-w-0 flex-1">
        <span className="block break-words font-semibold max-sm:text-sm">{line.what}</span>
        <span className="block break-words text-ink-soft text-sm">
          {facts
            .filter((fact) => fact !== '')
            .map((fact, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a gate may be called as a type is, and none keeps anything
              <Fragment key={nth}>
                {nth > 0 && ' · '}
                <span className={fact === line.order_number ? 'whitespace-nowrap' : ''}>
                  {fact}
                </span>
              </Fragment>
            ))}
        </span>
      </p>
      <span className="font-semibold tabular-nums">
        {line.commission === null ? '–' : money(line.commission)}
      </span>
    </li>
  )
}
