// Which night the ticket is for.
import { formatClock } from '@maguey/ui/format/moment.ts'
import type { OrderEvent } from '@maguey/wire/orders'
import { m } from '#messages'
import { nightName } from '#shared/event/night-name.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'

export function NightHeading({ event }: { event: OrderEvent }) {
  const doors = formatClock(event.doors_open_at, momentFormat(event.timezone))
  return (
    <header className="pt-2 pb-5 sm:pt-6">
      <PosterGlow imageUrl={event.image_url} />
      <h1 className="text-[clamp(2.8rem,11vw,4.5rem)] leading-[0.9]">
        <Link to={`/events/${event.slug}`}>{event.name}</Link>
      </h1>
      <p className="mt-2.5 font-semibold">
        {nightName(event.event_date, event.timezone, Date.now())} · {m.doors_at({ time: doors })}
      </p>
      <p className="mt-1">{[event.venue_name, event.venue_address].filter(Boolean).join(', ')}</p>
    </header>
  )
}
