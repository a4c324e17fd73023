// When, where, how old, and whether one may come back in: the same on a night's page and on its tickets'.

import { formatClock } from '@maguey/ui/format/moment.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { Clock3, DoorOpen, IdCard, type LucideIcon, MapPin } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'

type Night = Pick<
  ShopEvent,
  'doors_open_at' | 'ends_at' | 'timezone' | 'venue_name' | 'venue_address' | 'min_age' | 'reentry'
>

/** @param children further facts, between where and how old */
export function NightFacts({ night, children }: { night: Night; children?: ReactNode }) {
  const format = momentFormat(night.timezone)
  return (
    <dl className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-4 leading-snug">
      <Fact icon={Clock3} name={m.when()}>
        <b className="block font-semibold">
          {m.doors_at({ time: formatClock(night.doors_open_at, format) })}
        </b>
        {m.until_time({ time: formatClock(night.ends_at, format) })}
      </Fact>
      {night.venue_name ? (
        <Fact icon={MapPin} name={m.where()}>
          <b className="block font-semibold">{night.venue_name}</b>
          <MapLink name={night.venue_name} address={night.venue_address} />
        </Fact>
      ) : null}
      {children}
      {night.min_age === null ? null : (
        <Fact icon={IdCard} name={m.age()}>
          <b className="font-semibold">
            {night.min_age > 0 ? m.age_min({ age: night.min_age }) : m.age_all()}
          </b>
        </Fact>
      )}
      <Fact icon={DoorOpen} name={m.reentry()}>
        {night.reentry ? m.reentry_yes() : m.reentry_no()}
      </Fact>
    </dl>
  )
}

type FactProps = { icon: LucideIcon; name: string; children: ReactNode }

/** The question is an icon to the eye and a word to the ear. */
export const Fact = ({ icon: Icon, name, children }: FactProps) => (
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
