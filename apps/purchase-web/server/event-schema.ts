// A night as schema.org describes it, for search engines. https://developers.google.com/search/docs/appearance/structured-data/event
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { lineUpOf } from '#shared/text/line-up.ts'
import { venueMoment } from './venue-moment.ts'

export type SchemaContext = {
  /** The night's page. */
  url: string
  shopUrl: string
  club: string
  pictures: readonly string[]
  description: string
}

export function eventSchema(event: ShopEvent, context: SchemaContext) {
  const { url, shopUrl, club, pictures, description } = context
  const at = (moment: string) => venueMoment(moment, event.timezone)
  const performers = lineUpOf(event.line_up).map((name) => ({ '@type': 'PerformingGroup', name }))
  const cancelled = event.on_sale === 'cancelled'
  return {
    '@context': 'https://schema.org',
    '@type': 'MusicEvent',
    name: event.name,
    description,
    url,
    image: pictures,
    startDate: at(event.event_date),
    doorTime: at(event.doors_open_at),
    endDate: at(event.ends_at),
    eventStatus: `https://schema.org/${cancelled ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: event.venue_name,
      ...(event.venue_address === null ? {} : { address: event.venue_address }),
    },
    ...(performers.length === 0 ? {} : { performer: performers }),
    organizer: { '@type': 'Organization', name: club, url: shopUrl },
    ...(event.min_age === null ? {} : { typicalAgeRange: `${event.min_age}-` }),
    offers: cancelled ? [] : event.ticket_types.map((type) => offer(event, type, url)),
  }
}

function offer(event: ShopEvent, type: TicketType, url: string) {
  const from = type.sales_start_at ?? event.sales_start_at
  return {
    '@type': 'Offer',
    name: type.name,
    url,
    price: type.price,
    priceCurrency: event.currency.toUpperCase(),
    availability: `https://schema.org/${availability(event, type)}`,
    ...(from === null ? {} : { validFrom: venueMoment(from, event.timezone) }),
  }
}

/** What is for sale now; a sale to come is a pre-order to schema.org, a paused or ended one is out of stock. */
function availability(event: ShopEvent, type: TicketType): string {
  if (event.on_sale === 'sold_out' || type.on_sale === 'sold_out') return 'SoldOut'
  if (event.on_sale === 'ended' || event.on_sale === 'paused' || type.on_sale === 'ended')
    return 'OutOfStock'
  if (event.on_sale === 'not_yet' || type.on_sale === 'not_yet') return 'PreOrder'
  return type.available > 0 ? 'InStock' : 'SoldOut'
}
