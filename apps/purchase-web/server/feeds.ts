// The nights for other programs: calendars, feed readers, crawlers.
import type { ShopEvent } from '@maguey/wire/events'
import { html } from 'hono/html'
import { calendarFile } from '#shared/calendar/calendar-file.ts'
import { nightInCalendar } from '#shared/calendar/night-in-calendar.ts'
import { plainText } from '#shared/text/simple-markup.ts'
import { absolute, eventPath, LOCALES, pageUrl } from './addresses.ts'
import { venueMoment } from './venue-moment.ts'

type Addresses = { shopUrl: string; apiUrl: string }

export function eventsCalendar(
  events: readonly ShopEvent[],
  { shopUrl }: Addresses,
  club: string,
  nowMs: number,
): string {
  return calendarFile(
    events.map((event) => nightInCalendar(event, shopUrl, nowMs)),
    club,
  )
}

/** https://www.jsonfeed.org/version/1.1/ with the night itself under `_maguey`, as the API gives it. */
export function jsonFeed(events: readonly ShopEvent[], addresses: Addresses, club: string) {
  const { shopUrl } = addresses
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: club,
    home_page_url: shopUrl,
    feed_url: `${shopUrl}/events.json`,
    items: events.map((event) => ({
      id: event.id,
      url: pageUrl(shopUrl, eventPath(event)),
      title: event.name,
      content_text: textOf(event),
      ...(event.on_sale === 'cancelled' ? { tags: ['cancelled'] } : {}),
      ...(event.image_url === null ? {} : { image: absolute(event.image_url, addresses) }),
      _maguey: {
        status: event.on_sale === 'cancelled' ? 'cancelled' : 'scheduled',
        starts_at: venueMoment(event.event_date, event.timezone),
        doors_open_at: venueMoment(event.doors_open_at, event.timezone),
        ends_at: venueMoment(event.ends_at, event.timezone),
        timezone: event.timezone,
        venue: event.venue_name,
        address: event.venue_address,
        min_age: event.min_age,
        reentry: event.reentry,
        currency: event.currency,
        on_sale: event.on_sale,
        available: event.available,
        ticket_types: event.ticket_types.map(({ name, price, available, on_sale }) => ({
          ...{ name, price, available, on_sale },
        })),
      },
    })),
  }
}

/** A reader that knows nothing of `_maguey` says it too, in both languages: a feed has none. */
const textOf = ({ on_sale, description }: ShopEvent): string =>
  [on_sale === 'cancelled' ? 'Cancelled · Cancelada' : '', plainText(description ?? '')]
    .filter(Boolean)
    .join('\n\n')

/** https://www.sitemaps.org/protocol.html, with each page's languages. */
export function sitemap(events: readonly ShopEvent[], shopUrl: string): string {
  const url = (path: string) =>
    html`<url><loc>${pageUrl(shopUrl, path)}</loc>${LOCALES.map((locale) => html`<xhtml:link rel="alternate" hreflang="${locale}" href="${pageUrl(shopUrl, path, locale)}"/>`)}</url>`
  const paths = ['/', '/club', ...events.map(eventPath)]
  const list = html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${paths.map(url)}</urlset>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${list}\n`
}

export const robots = (shopUrl: string): string =>
  `User-agent: *\nDisallow: /orders/\nDisallow: /embed\nAllow: /embed.js\n\nSitemap: ${shopUrl}/sitemap.xml\n`
