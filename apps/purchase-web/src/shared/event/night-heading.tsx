// Which night something is for, in its colours: an order without tickets, a ticket that was given.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { OrderEvent } from '@maguey/wire/orders'
import type { ReactNode } from 'react'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'
import { nightName } from './night-name.ts'

/** @param children one line below the night's name */
export function NightHeading({ event, children }: { event: OrderEvent; children: ReactNode }) {
  const doors = formatClock(event.doors_open_at, momentFormat(event.timezone))
  return (
    <>
      <PosterGlow imageUrl={event.image_url} />
      <p className="font-semibold">
        {nightName(event.event_date, event.timezone, Date.now())} · {m.doors_at({ time: doors })}
      </p>
      <h1 className="mt-1.5 mb-3 text-[clamp(2.8rem,11vw,4.5rem)] leading-[0.9]">
        <Link to={`/events/${event.slug}`}>{event.name}</Link>
      </h1>
      <p className="mb-7 text-ink-soft">{children}</p>
    </>
  )
}
