// What stands above an order without tickets: which night it is for, in its colours.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { OrderPage } from '@maguey/wire/orders'
import { m } from '#messages'
import { nightName } from '#shared/event/night-name.ts'
import { momentFormat } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'

export function OrderHeading({ event, number }: { event: OrderPage['event']; number: string }) {
  const doors = formatClock(event.doors_open_at ?? event.event_date, momentFormat(event.timezone))
  return (
    <>
      <PosterGlow imageUrl={event.image_url} />
      <p className="font-semibold">
        {nightName(event.event_date, event.timezone, Date.now())} · {m.doors_at({ time: doors })}
      </p>
      <h1 className="mt-1.5 mb-7 text-[clamp(2.8rem,11vw,4.5rem)] leading-[0.9]">
        <Link to={`/events/${event.slug}`}>{event.name}</Link>
      </h1>
      <p className="-mt-4 mb-7 text-ink-soft">{m.order_number({ number })}</p>
    </>
  )
}
