// The four answers: when, where, how much, how old.
import { Clock3, IdCard, MapPin, Tag } from 'lucide-react'
import { m } from '#messages'
import type { ShopEvent } from '#shared/api/event-shape.ts'
import { lowestPrice } from '#shared/event/lowest-price.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { formatClock } from '#shared/format/moment.ts'

const row = 'flex gap-2.5'
const icon = 'mt-0.5 size-5 shrink-0 text-agave'

export function EventFacts({ event }: { event: ShopEvent }) {
  const format = momentFormat(event.timezone)
  const price = lowestPrice(event)
  return (
    <dl className="mt-5 grid grid-cols-2 gap-x-4 gap-y-4 leading-snug">
      <div className={row}>
        <Clock3 aria-hidden className={icon} />
        <div>
          <dt className="sr-only">{m.when()}</dt>
          <dd>
            <b className="block font-semibold">
              {m.doors_at({ time: formatClock(event.doors_open_at ?? event.event_date, format) })}
            </b>
            {event.ends_at ? (
              <span>{m.until_time({ time: formatClock(event.ends_at, format) })}</span>
            ) : null}
          </dd>
        </div>
      </div>
      {event.venue_name ? <Venue name={event.venue_name} address={event.venue_address} /> : null}
      {price ? (
        <div className={row}>
          <Tag aria-hidden className={icon} />
          <div>
            <dt className="sr-only">{m.price()}</dt>
            <dd className="font-semibold">
              {Number(price) === 0
                ? m.free()
                : m.from_price({ price: money(price, event.currency, 'short') })}
            </dd>
          </div>
        </div>
      ) : null}
      <div className={row}>
        <IdCard aria-hidden className={icon} />
        <div>
          <dt className="sr-only">{m.age()}</dt>
          <dd className="font-semibold">
            {event.min_age ? m.age_min({ age: event.min_age }) : m.age_all()}
          </dd>
        </div>
      </div>
    </dl>
  )
}

function Venue({ name, address }: { name: string; address: string | null }) {
  const query = encodeURIComponent([name, address].filter(Boolean).join(', '))
  return (
    <div className={row}>
      <MapPin aria-hidden className={icon} />
      <div className="min-w-0">
        <dt className="sr-only">{m.where()}</dt>
        <dd>
          <b className="block font-semibold">{name}</b>
          {address ? (
            <a
              href={`https://www.google.com/maps/search/?api=1&query=${query}`}
              target="_blank"
              rel="noreferrer"
              className="-my-2 inline-block py-2 underline decoration-line-strong underline-offset-3"
              aria-label={m.open_map_for({ place: `${name}, ${address}` })}
            >
              {address}
            </a>
          ) : null}
        </dd>
      </div>
    </div>
  )
}
