// One night in the list: when and where, how many tickets, who gave them, and what became of them.

import { formatClock } from '@maguey/ui/format/moment.ts'
import { ChevronRight } from 'lucide-react'
import { m } from '#messages'
import { nightName } from '#shared/event/night-name.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { Poster } from '#shared/ui/poster.tsx'
import { addressOf, type KeptNight } from './kept-nights.ts'
import { stateOfTickets } from './state-of-tickets.ts'

export function NightTickets({ night }: { night: KeptNight }) {
  const { kind, event, tickets, from } = night
  const standing = tickets.some(({ status }) => status === 'issued')
  const doors = formatClock(event.doors_open_at, momentFormat(event.timezone))
  return (
    <article data-testid={`kept-${kind}`} className="stub rise">
      <div className="relative flex items-stretch overflow-hidden rounded-card bg-stub">
        <Poster
          imageUrl={event.image_url}
          name={event.name}
          sizes="7rem"
          className={`w-24 shrink-0 object-[50%_38%] sm:w-28 ${standing ? '' : 'grayscale'}`}
        />
        <div className="min-w-0 flex-1 p-4">
          <p className="font-semibold text-agave">
            {nightName(event.event_date, event.timezone, Date.now())} ·{' '}
            {m.doors_at({ time: doors })}
          </p>
          <h3 className="mt-1 text-2xl">
            <Link to={addressOf(night)} className="after:absolute after:inset-0 after:rounded-card">
              {event.name}
            </Link>
          </h3>
          <p className="mt-1 text-sm text-ink-soft">{event.venue_name}</p>
          <p className="mt-2 font-semibold">
            {stateOfTickets(night)}
            {from === null ? null : ` · ${m.ticket_from({ name: from })}`}
          </p>
        </div>
        <ChevronRight aria-hidden className="mr-3 size-5 shrink-0 self-center text-agave" />
      </div>
    </article>
  )
}
