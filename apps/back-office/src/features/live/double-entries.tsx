// One ticket, two people inside: each such pair as a card with both doors, both times and both phones.

import { Button } from '@maguey/ui/button.tsx'
import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { DoubleEntry, LiveDoor } from '@maguey/wire/event-live'
import { CopyX } from 'lucide-react'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { formatCount, formatSecond } from './live-words.ts'

type DoubleEntriesProps = { entries: DoubleEntry[]; timeZone: string | undefined }

/** The latest two: more would push the rest of the night off the screen. */
const SHOWN = 2

export function DoubleEntries({ entries, timeZone }: DoubleEntriesProps) {
  const [all, setAll] = useState(false)
  const shown = all ? entries : entries.slice(0, SHOWN)
  return (
    <section aria-labelledby="doubles-title" aria-live="polite" hidden={entries.length === 0}>
      <h2 className="flex items-center gap-2 font-bold text-lg" id="doubles-title">
        <CopyX aria-hidden className="size-6 text-verdict-amber" />
        {m.doubles({ count: entries.length, figure: formatCount(entries.length) })}
      </h2>
      <p className="mt-1 mb-3 text-ink-soft">{m.double_note()}</p>
      <ul className="grid gap-3 sm:grid-cols-2">
        {shown.map((entry) => (
          <DoubleEntryCard entry={entry} key={entry.second.scan_id} timeZone={timeZone} />
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button className="mt-3 w-full sm:w-auto" look="secondary" onClick={() => setAll(true)}>
          {m.doubles_all({ figure: formatCount(entries.length) })}
        </Button>
      )}
    </section>
  )
}

type DoubleEntryCardProps = { entry: DoubleEntry; timeZone: string | undefined }

function DoubleEntryCard({ entry, timeZone }: DoubleEntryCardProps) {
  const laterMs = entry.second.at - entry.first.at
  return (
    <li
      className="overflow-hidden rounded-card border-2 border-verdict-red bg-surface"
      data-testid="double-entry"
      data-ticket-id={entry.ticket_id}
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 bg-verdict-red px-4 py-2 text-on-verdict-red">
        <strong className="font-bold text-lg">{entry.guest ?? entry.type}</strong>
        {entry.guest !== null && <span>{entry.type}</span>}
      </p>
      <ol className="grid grid-cols-2 divide-x divide-line">
        <DoorLine door={entry.first} timeZone={timeZone} word={m.double_first()} />
        <DoorLine
          door={entry.second}
          timeZone={timeZone}
          word={m.double_second({ span: formatSpan(laterMs, getLocale()) })}
        />
      </ol>
      <p className="border-line border-t px-4 py-2 font-mono text-ink-soft text-sm">
        {entry.ticket_id}
      </p>
    </li>
  )
}

type DoorLineProps = { door: LiveDoor; word: string; timeZone: string | undefined }

function DoorLine({ door, word, timeZone }: DoorLineProps) {
  return (
    <li className="min-w-0 px-4 py-3">
      <p className="text-ink-soft text-sm">{word}</p>
      <p className="font-bold text-xl tabular-nums">{formatSecond(door.at, timeZone)}</p>
      <p className="truncate font-semibold">{door.gate ?? m.gate_none()}</p>
      <p className="truncate text-ink-soft">{door.device}</p>
    </li>
  )
}
