// Double entries that somebody has looked into: out of the way, never removed.

import type { DoubleEntry } from '@maguey/wire/event-live'
import { ChevronDown } from 'lucide-react'
import { m } from '#messages'
import { formatCount, formatMinute } from './live-words.ts'

type NotedDoublesProps = {
  entries: DoubleEntry[]
  timeZone: string | undefined
  onChange: (entry: DoubleEntry) => void
}

export function NotedDoubles({ entries, timeZone, onChange }: NotedDoublesProps) {
  return (
    <details className="group mt-3" data-testid="noted-doubles">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 font-semibold text-ink-soft">
        <ChevronDown aria-hidden className="size-5 transition-transform group-open:rotate-180" />
        {m.doubles_noted({ count: entries.length, figure: formatCount(entries.length) })}
      </summary>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface px-4">
        {entries.map((entry) => (
          <li
            className="flex flex-wrap items-center justify-between gap-x-4 py-3"
            key={entry.second.scan_id}
          >
            <div className="min-w-0 flex-1">
              <p className="font-semibold wrap-anywhere">{entry.guest ?? entry.ticket_id}</p>
              <p className="wrap-anywhere">{entry.noted?.note || m.double_no_note()}</p>
              {entry.noted && (
                <p className="text-ink-soft text-sm">
                  {m.double_noted_by({
                    name: entry.noted.by ?? '?',
                    time: formatMinute(entry.noted.at, timeZone),
                  })}
                </p>
              )}
            </div>
            <button
              className="min-h-11 font-semibold text-agave underline underline-offset-4"
              onClick={() => onChange(entry)}
              type="button"
            >
              {m.double_change()}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
