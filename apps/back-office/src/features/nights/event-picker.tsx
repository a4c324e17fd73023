// Picks the manager's night: a button with its name, and the list of nights behind it.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { Sheet } from '@maguey/ui/sheet.tsx'
import type { ManagerEvent } from '@maguey/wire/manager-events'
import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { isOnNow } from './manager-events.ts'

type EventPickerProps = {
  events: ManagerEvent[]
  chosen: ManagerEvent
  onChoose: (event: ManagerEvent) => void
}

export function EventPicker({ events, chosen, onChoose }: EventPickerProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        className="flex min-h-12 min-w-0 items-center gap-2 rounded-control px-2 text-left hover:bg-raised"
        data-testid="event-choice"
        onClick={() => setOpen(true)}
        type="button"
      >
        <span className="min-w-0">
          <span className="block truncate font-bold font-display text-lg leading-tight">
            {chosen.name}
          </span>
          <span className="block truncate text-ink-soft text-sm">{formatDay(chosen)}</span>
          <span className="sr-only">{m.event_choose()}</span>
        </span>
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-soft" />
      </button>
      <Sheet onOpenChange={setOpen} open={open} title={m.event_choose()}>
        <ul className="flex flex-col gap-2 pt-2">
          {events.map((event) => (
            <EventLine
              chosen={event.id === chosen.id}
              event={event}
              key={event.id}
              onChoose={() => {
                setOpen(false)
                onChoose(event)
              }}
            />
          ))}
        </ul>
      </Sheet>
    </>
  )
}

type EventLineProps = { event: ManagerEvent; chosen: boolean; onChoose: () => void }

function EventLine({ event, chosen, onChoose }: EventLineProps) {
  return (
    <li>
      <button
        aria-current={chosen}
        className="flex min-h-16 w-full items-center gap-3 rounded-control border border-line bg-raised px-4 text-left hover:border-ink-soft aria-[current=true]:border-agave"
        onClick={onChoose}
        type="button"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold text-lg">{event.name}</span>
          <span className="block text-ink-soft">{formatDay(event)}</span>
        </span>
        <StateChip event={event} />
        {chosen && <Check aria-hidden className="size-6 text-agave" />}
      </button>
    </li>
  )
}

function StateChip({ event }: { event: ManagerEvent }) {
  if (event.status === 'draft') return <Chip look="bg-line text-ink">{m.event_draft()}</Chip>
  if (event.status === 'cancelled') {
    return <Chip look="bg-line text-ink">{m.event_cancelled()}</Chip>
  }
  if (!isOnNow(event, Date.now())) return null
  return <Chip look="bg-agave text-on-agave">{m.event_now()}</Chip>
}

function Chip({ look, children }: { look: string; children: ReactNode }) {
  return (
    <span className={`shrink-0 rounded-full px-3 py-1 font-semibold text-sm ${look}`}>
      {children}
    </span>
  )
}

/** Day and hour at the venue, whatever the time zone of the manager's phone. */
function formatDay(event: ManagerEvent): string {
  const timeZone = event.timezone ?? undefined
  return formatDayAndClock(event.event_date, { timeZone, region: region() })
}
