// The answers: when, where, how much, how old, and whether one may come back in.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { Clock3, DoorOpen, IdCard, type LucideIcon, MapPin, Tag } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#messages'
import { lowestPrice } from '#shared/event/lowest-price.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'

export function EventFacts({ event }: { event: ShopEvent }) {
  const format = momentFormat(event.timezone)
  const price = lowestPrice(event)
  return (
    <dl className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-4 leading-snug">
      <Fact icon={Clock3} name={m.when()}>
        <b className="block font-semibold">
          {m.doors_at({ time: formatClock(event.doors_open_at ?? event.event_date, format) })}
        </b>
        {event.ends_at ? m.until_time({ time: formatClock(event.ends_at, format) }) : null}
      </Fact>
      {event.venue_name ? (
        <Fact icon={MapPin} name={m.where()}>
          <b className="block font-semibold">{event.venue_name}</b>
          <MapLink name={event.venue_name} address={event.venue_address} />
        </Fact>
      ) : null}
      {price ? (
        <Fact icon={Tag} name={m.price()}>
          <b className="font-semibold">
            {Number(price) === 0
              ? m.free()
              : m.from_price({ price: money(price, event.currency, 'short') })}
          </b>
        </Fact>
      ) : null}
      {event.min_age === null ? null : (
        <Fact icon={IdCard} name={m.age()}>
          <b className="font-semibold">
            {event.min_age > 0 ? m.age_min({ age: event.min_age }) : m.age_all()}
          </b>
        </Fact>
      )}
      <Fact icon={DoorOpen} name={m.reentry()}>
        {event.reentry ? m.reentry_yes() : m.reentry_no()}
      </Fact>
    </dl>
  )
}

type FactProps = { icon: LucideIcon; name: string; children: ReactNode }

/** The question is an icon to the eye and a word to the ear. */
const Fact = ({ icon: Icon, name, children }: FactProps) => (
  <div className="flex gap-2.5">
    <dt className="shrink-0">
      <Icon aria-hidden className="mt-0.5 size-5 text-agave" />
      <span className="sr-only">{name}</span>
    </dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)

function MapLink({ name, address }: { name: string; address: string | null }) {
  if (!address) return null
  const query = encodeURIComponent(`${name}, ${address}`)
  return (
    <a
      href={`https://www.google.com/maps/search/?api=1&query=${query}`}
      target="_blank"
      rel="noreferrer"
      className="-my-2 inline-block py-2 underline decoration-line-strong underline-offset-3"
      aria-label={m.open_map_for({ place: `${name}, ${address}` })}
    >
      {address}
    </a>
  )
}
