// A night as an entry of a calendar: the same in the club's feed and in the file that a page makes.
import type { ShopEvent } from '@maguey/wire/events'
import { plainText } from '#shared/text/simple-markup.ts'
import type { CalendarEvent } from './calendar-file.ts'

export function nightInCalendar(event: ShopEvent, shopUrl: string, nowMs: number): CalendarEvent {
  const url = `${shopUrl}/events/${event.slug}`
  return {
    uid: `${event.id}@${new URL(shopUrl).host}`,
    title: event.name,
    startsAt: event.doors_open_at,
    endsAt: event.ends_at,
    location: [event.venue_name, event.venue_address].filter(Boolean).join(', '),
    description: [plainText(event.description ?? ''), url].filter(Boolean).join('\n\n'),
    url,
    cancelled: event.on_sale === 'cancelled',
    stampMs: nowMs,
  }
}
