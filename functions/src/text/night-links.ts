// Where a mail leads: the night's picture, a map, two calendars.
import type { OrderEvent } from '@maguey/wire/orders'
import type { Locale } from '@maguey/wire/values'
import { eventPlace } from './event-facts.ts'

/** The shop leads any name to the picture of today: a JPEG, which every mail program shows. */
export const pictureUrl = (shopUrl: string, { slug }: OrderEvent, locale: Locale): string =>
  `${shopUrl}/share/${slug}/${locale}/mail.jpg`

/** Null where only the venue's name is known, which a map would guess at. */
export function mapUrl(event: OrderEvent): string | null {
  if (!event.venue_address) return null
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(eventPlace(event))}`
}

/** The file that the shop makes, for Apple's and Microsoft's calendars. */
export const calendarFileUrl = (shopUrl: string, { slug }: OrderEvent): string =>
  `${shopUrl}/events/${slug}.ics`

/** https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/google.md */
export function googleCalendarUrl(event: OrderEvent): string {
  const moment = (text: string) => new Date(text).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: event.name,
    dates: `${moment(event.doors_open_at)}/${moment(event.ends_at)}`,
    location: eventPlace(event),
  })
  return `https://calendar.google.com/calendar/render?${query}`
}

/** A place on a waiting list; the token, if any, stays in the fragment. */
export const waitingPage = (shopUrl: string, entryId: string, token?: string): string =>
  `${shopUrl}/waiting/${entryId}${token === undefined ? '' : `#${token}`}`

/** Where reminders are stopped and wanted again; in the fragment, the seal reaches no server's log. */
export const reminderPage = (shopUrl: string, mailId: string, seal: string): string =>
  `${shopUrl}/reminders/${mailId}#${seal}`
