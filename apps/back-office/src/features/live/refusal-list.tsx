// The most recent refusals, and why.

import type { Refusal } from '@maguey/wire/event-live'
import { m } from '#messages'
import { formatMinute, refusalWord } from './live-words.ts'
import { EmptyLine } from './panel.tsx'

type RefusalListProps = { refusals: Refusal[]; timeZone: string | undefined }

export function RefusalList({ refusals, timeZone }: RefusalListProps) {
  if (refusals.length === 0) return <EmptyLine>{m.refusals_empty()}</EmptyLine>
  return (
    <ul className="divide-y divide-line">
      {refusals.map((refusal) => (
        <li
          className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 py-2.5 first:pt-0 last:pb-0"
          key={`${refusal.at}-${refusal.ticket_id ?? refusal.verdict}`}
        >
          <time
            className="text-ink-soft tabular-nums"
            dateTime={new Date(refusal.at).toISOString()}
          >
            {formatMinute(refusal.at, timeZone)}
          </time>
          <span className="font-semibold">{refusalWord(refusal.verdict)}</span>
          <span className="col-start-2 text-ink-soft wrap-anywhere text-sm">
            {[refusal.words, refusal.gate, refusal.device].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
