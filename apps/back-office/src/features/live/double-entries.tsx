// One ticket, two people inside: a card with both doors, times and phones, until a manager notes what happened.

import { Button } from '@maguey/ui/button.tsx'
import { formatSpan } from '@maguey/ui/format/format-span.ts'
import type { DoubleEntry, LiveDoor } from '@maguey/wire/event-live'
import { CopyX } from 'lucide-react'
import { useState } from 'react'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { DoubleNoteSheet } from './double-note-sheet.tsx'
import type { LiveSource } from './live-source.ts'
import { formatCount, formatSecond } from './live-words.ts'
import { NotedDoubles } from './noted-doubles.tsx'

type DoubleEntriesProps = {
  entries: DoubleEntry[]
  timeZone: string | undefined
  acknowledge: LiveSource['acknowledge']
}

/** The latest two: more would push the rest of the night off the screen. */
const SHOWN = 2

export function DoubleEntries({ entries, timeZone, acknowledge }: DoubleEntriesProps) {
  const [all, setAll] = useState(false)
  const [looking, setLooking] = useState<DoubleEntry | null>(null)
  const open = entries.filter((entry) => entry.noted === null)
  const noted = entries.filter((entry) => entry.noted !== null)
  const shown = all ? open : open.slice(0, SHOWN)
  return (
    <section aria-label={m.doubles_title()} aria-live="polite" hidden={entries.length === 0}>
      {open.length > 0 && (
        <>
          <h2 className="flex items-center gap-2 font-bold text-lg">
            <CopyX aria-hidden className="size-6 text-warning" />
            {m.doubles({ count: open.length, figure: formatCount(open.length) })}
          </h2>
          <p className="mt-1 mb-3 text-ink-soft">{m.double_note()}</p>
          <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(17rem,100%),1fr))] gap-3">
            {shown.map((entry) => (
              <DoubleEntryCard
                entry={entry}
                key={entry.second.scan_id}
                onLook={() => setLooking(entry)}
                timeZone={timeZone}
              />
            ))}
          </ul>
          {shown.length < open.length && (
            <Button
              className="mt-3 w-full @min-[36rem]:w-auto"
              look="secondary"
              onClick={() => setAll(true)}
            >
              {m.doubles_all({ figure: formatCount(open.length) })}
            </Button>
          )}
        </>
      )}
      {noted.length > 0 && (
        <NotedDoubles entries={noted} onChange={setLooking} timeZone={timeZone} />
      )}
      {looking && (
        <DoubleNoteSheet
          acknowledge={acknowledge}
          entry={looking}
          key={looking.second.scan_id}
          onClose={() => setLooking(null)}
        />
      )}
    </section>
  )
}

type DoubleEntryCardProps = {
  entry: DoubleEntry
  timeZone: string | undefined
  onLook: () => void
}

function DoubleEntryCard({ entry, timeZone, onLook }: DoubleEntryCardProps) {
  const laterMs = entry.second.at - entry.first.at
  return (
    <li
      className="min-w-0 overflow-hidden rounded-card border-2 border-verdict-red bg-surface"
      data-testid="double-entry"
      data-ticket-id={entry.ticket_id}
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 bg-verdict-red px-4 py-2 text-on-verdict-red">
        <strong className="min-w-0 font-bold text-lg wrap-anywhere">
          {entry.guest ?? entry.type}
        </strong>
        {entry.guest !== null && <span className="wrap-anywhere">{entry.type}</span>}
      </p>
      <ol className="grid grid-cols-2 divide-x divide-line">
        <DoorLine door={entry.first} timeZone={timeZone} word={m.double_first()} />
        <DoorLine
          door={entry.second}
          timeZone={timeZone}
          word={m.double_second({ span: formatSpan(laterMs, getLocale()) })}
        />
      </ol>
      {!entry.certain && <p className="px-4 pb-3 text-ink-soft text-sm">{m.double_unsure()}</p>}
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t py-2 pr-2 pl-4">
        <span className="font-mono text-ink-soft text-sm wrap-anywhere">{entry.ticket_id}</span>
        <Button look="secondary" onClick={onLook}>
          {m.double_look()}
        </Button>
      </div>
    </li>
  )
}

type DoorLineProps = { door: LiveDoor; word: string; timeZone: string | undefined }

function DoorLine({ door, word, timeZone }: DoorLineProps) {
  return (
    <li className="min-w-0 px-4 py-3">
      <p className="text-ink-soft text-sm">{word}</p>
      <p className="font-bold text-xl tabular-nums">{formatSecond(door.at, timeZone)}</p>
      <p className="font-semibold wrap-anywhere">{door.gate ?? m.gate_none()}</p>
      <p className="text-ink-soft wrap-anywhere">{door.device}</p>
    </li>
  )
}
