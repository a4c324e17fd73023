// One night as a ticket: its poster, its name, when, and from how much.

import { useNow } from '@maguey/ui/device/use-now.ts'
import { formatClock, formatDayAndClock, formatTimeLeft } from '@maguey/ui/format/moment.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { ArrowRight } from 'lucide-react'
import { m } from '#messages'
import { useDraft } from '#shared/draft/checkout-draft.ts'
import { lowestPrice } from '#shared/event/lowest-price.ts'
import { nightName } from '#shared/event/night-name.ts'
import { saleLabel } from '#shared/event/sale-label.ts'
import { momentFormat, money } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { Poster } from '#shared/ui/poster.tsx'

type NightCardProps = {
  event: ShopEvent
  /** When it was seen, if that is all there is: whether it still sells nobody knows. Null: the API says so now. */
  seenAtMs: number | null
  feature: boolean
}

export function NightCard(props: NightCardProps) {
  const { event, seenAtMs, feature } = props
  return (
    <article className="stub rise group h-full">
      <div
        className={`relative flex h-full flex-col overflow-hidden rounded-card bg-stub ${feature ? 'sm:flex-row' : ''}`}
      >
        <div
          className={`relative overflow-hidden ${feature ? 'aspect-[4/3.6] sm:aspect-auto sm:h-120 sm:w-7/12' : 'aspect-[4/3]'}`}
        >
          <Poster
            imageUrl={event.image_url}
            name={event.name}
            alt={event.image_alt}
            focus={event.image_focus}
            eager={feature}
            sizes={
              feature
                ? '(min-width: 640px) 58vw, 100vw'
                : '(min-width: 1024px) 33vw, (min-width: 640px) 50vw, 100vw'
            }
            className="size-full transition-transform duration-700 ease-out-soft group-hover:scale-[1.03]"
          />
          <Badge event={event} seen={seenAtMs !== null} />
        </div>
        <NightWords {...props} />
      </div>
    </article>
  )
}

function Badge({ event, seen }: { event: ShopEvent; seen: boolean }) {
  const { hold } = useDraft(event.slug)
  const nowMs = useNow(hold ? 1000 : 0)
  if (hold && hold.expiresAtMs > nowMs) {
    const time = formatTimeLeft(hold.expiresAtMs - nowMs)
    return (
      <p
        data-testid="held-on-list"
        className="absolute left-3 top-3 rounded-full bg-agave px-3.5 py-1.5 text-sm font-semibold text-on-agave tabular-nums"
      >
        {m.held_for({ time })}
      </p>
    )
  }
  const label = seen ? null : saleLabel(event)
  return label ? (
    <p className="absolute left-3 top-3 rounded-full bg-night px-3.5 py-1.5 text-sm font-semibold text-ink">
      {label}
    </p>
  ) : null
}

function NightWords({ event, seenAtMs, feature }: NightCardProps) {
  const price = lowestPrice(event)
  const opens = event.doors_open_at ?? event.event_date
  return (
    <div className={`flex flex-1 flex-col ${feature ? 'p-5 sm:justify-center sm:p-10' : 'p-5'}`}>
      <p className="font-semibold text-agave">
        {nightName(event.event_date, event.timezone, Date.now())}
        {' · '}
        {formatClock(opens, momentFormat(event.timezone))}
      </p>
      <h2
        className={`mt-1.5 ${feature ? 'text-[clamp(min(2.4rem,10vw),8vw,4.25rem)] wrap-anywhere leading-[0.92]' : 'text-3xl'}`}
      >
        <Link
          to={`/events/${event.slug}`}
          className="after:absolute after:inset-0 after:rounded-card"
        >
          {event.name}
        </Link>
      </h2>
      {event.venue_name ? <p className="mt-2 text-ink-soft">{event.venue_name}</p> : null}
      <div
        className={`mt-auto flex flex-wrap items-end justify-between gap-4 ${feature ? 'pt-6 sm:mt-0 sm:pt-10' : 'pt-5'}`}
      >
        {price ? (
          <p className="font-display text-xl font-bold">
            {Number(price) === 0
              ? m.free()
              : m.from_price({ price: money(price, event.currency, 'short') })}
          </p>
        ) : null}
        {seenAtMs === null ? (
          <WayIn isOpen={event.on_sale === 'open'} feature={feature} />
        ) : (
          <p data-testid="night-seen" className="text-sm text-ink-soft">
            {m.night_seen({ moment: formatDayAndClock(seenAtMs, momentFormat(event.timezone)) })}
          </p>
        )}
      </div>
    </div>
  )
}

/** Looks like a button; the whole card is the link. */
const WayIn = ({ isOpen, feature }: { isOpen: boolean; feature: boolean }) => (
  <span
    aria-hidden
    className={
      isOpen
        ? 'inline-flex min-h-11 items-center gap-2 rounded-control bg-agave px-4 font-semibold text-on-agave'
        : 'inline-flex min-h-11 items-center rounded-control border border-line-strong px-4'
    }
  >
    {isOpen && feature ? m.get_tickets() : null}
    <ArrowRight className="size-5" />
  </span>
)
