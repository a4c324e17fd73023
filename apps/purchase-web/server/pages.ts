// The pages of the shop as they are sent: head, facts and data for each, with the status that is true.

import { formatClock, formatLongDay } from '@maguey/ui/format/moment.ts'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'
import { plainText } from '#shared/text/simple-markup.ts'
import { posterSource } from '#shared/ui/poster-source.ts'
import { absolute, eventPath, pageUrl } from './addresses.ts'
import { fillBuiltPage } from './built-page.ts'
import { eventSchema } from './event-schema.ts'
import {
  eventMarkup,
  type Frame,
  missingMarkup,
  nightsMarkup,
  orderMarkup,
  POSTER_SIZES,
  shellMarkup,
} from './markup.ts'
import { type Head, headHtml } from './page-head.ts'
import type { ShopSettings } from './ports.ts'
import type { Reader } from './reader.ts'

export type PageContext = {
  /** index.html as it was built. */
  built: string
  settings: ShopSettings
  club: Pick<ClubFace, 'name' | 'accent' | 'clock'>
  reader: Reader
  nowMs: number
  embedded: boolean
}

type Wanted = Pick<Head, 'title' | 'description' | 'path' | 'hidden'> & Partial<Head>

const MARK = /<svg [^>]*class="size-8 text-agave"[\s\S]*?<\/svg>/

export function frameOf({ built, settings, club, nowMs, embedded }: PageContext): Frame {
  const mark = MARK.exec(built)?.[0] ?? ''
  return { club: club.name, mark, apiUrl: settings.apiUrl, nowMs, embedded }
}

const headOf = ({ settings, club, reader }: PageContext, wanted: Wanted): string =>
  headHtml({
    shopUrl: settings.shopUrl,
    club: club.name,
    locale: reader.locale,
    asked: reader.asked,
    picture: null,
    preload: null,
    schemas: [],
    ...wanted,
  })

/** What the script draws its first picture with. */
const clubData = ({ club: { name, clock } }: PageContext) => ({ name, clock })

const MAX_DESCRIPTION = 200

/** "Friday, November 27, Doors 22:00 at Maguey, 1520 E 7th St. Reggaetón, dembow…" */
export function describeEvent(event: ShopEvent): string {
  const format = momentFormat(event.timezone)
  const day = formatLongDay(event.event_date, format)
  const doors = m.doors_at({ time: formatClock(event.doors_open_at, format) })
  const place = [event.venue_name, event.venue_address].filter(Boolean).join(', ')
  const text = `${day} · ${doors} · ${place}. ${plainText(event.description ?? '')}`.trim()
  return text.length <= MAX_DESCRIPTION ? text : `${text.slice(0, MAX_DESCRIPTION - 1).trimEnd()}…`
}

export function eventPage(
  context: PageContext,
  event: ShopEvent,
  { pictureUrl, over }: { pictureUrl: string; over: boolean },
): string {
  const { settings, club, reader, embedded } = context
  const path = eventPath(event)
  const description = describeEvent(event)
  const day = formatLongDay(event.event_date, momentFormat(event.timezone))
  const poster = event.image_url === null ? null : posterSource(event.image_url, settings.apiUrl)
  const head = headOf(context, {
    title: `${event.name} · ${day} · ${club.name}`,
    description,
    path,
    hidden: over || embedded,
    picture: { url: pictureUrl, alt: `${event.name}. ${day}` },
    preload: poster && { ...poster, sizes: POSTER_SIZES.event },
    schemas: [
      eventSchema(event, {
        url: pageUrl(settings.shopUrl, path),
        shopUrl: settings.shopUrl,
        club: club.name,
        description,
        pictures: [
          pictureUrl,
          ...(event.image_url === null ? [] : [absolute(event.image_url, settings)]),
        ],
      }),
    ],
  })
  const frame = frameOf(context)
  return fillBuiltPage(context.built, {
    lang: reader.locale,
    hasFaces: reader.hasFaces,
    head,
    body: shellMarkup(frame, eventMarkup(event, frame)).toString(),
    data: { club: clubData(context), event },
    chunks: 'event',
  })
}

export function nightsPage(
  context: PageContext,
  events: readonly ShopEvent[],
  pictureUrl: string,
): string {
  const { settings, club, reader, embedded } = context
  const title = m.nights_page_title({ club: club.name })
  const first = events[0]
  const poster = first?.image_url ? posterSource(first.image_url, settings.apiUrl) : null
  const list = events.map((event, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    url: pageUrl(settings.shopUrl, eventPath(event)),
    name: event.name,
  }))
  const head = headOf(context, {
    title,
    description: m.nights_page_description({ club: club.name }),
    path: '/',
    hidden: embedded,
    picture: { url: pictureUrl, alt: title },
    preload: poster && { ...poster, sizes: POSTER_SIZES.feature },
    schemas: [{ '@context': 'https://schema.org', '@type': 'ItemList', itemListElement: list }],
  })
  const frame = frameOf(context)
  return fillBuiltPage(context.built, {
    lang: reader.locale,
    hasFaces: reader.hasFaces,
    head,
    body: shellMarkup(frame, nightsMarkup(events, frame)).toString(),
    data: { club: clubData(context), nights: events },
    chunks: 'nights',
  })
}

export function clubPage(context: PageContext): string {
  const { club, reader } = context
  const title = m.club_page_title({ club: club.name })
  const head = headOf(context, { title, description: title, path: '/club', hidden: false })
  const data = { club: clubData(context) }
  return fillBuiltPage(context.built, {
    ...{ lang: reader.locale, hasFaces: reader.hasFaces, head, body: null, data, chunks: 'club' },
  })
}

export type ScriptPage =
  | 'order'
  | 'reminders'
  | 'tickets'
  | 'find'
  | 'transfers'
  | 'promoters'
  | 'waiting'

/** An order, a transfer, or a reminder's link, is the script's business: its key never reaches this server. */
export function orderPage(context: PageContext, chunks: ScriptPage = 'order'): string {
  const { club, reader } = context
  const title = club.name
  const head = headOf(context, { title, description: title, path: '/', hidden: true })
  const data = { club: clubData(context) }
  const body = chunks === 'order' ? shellMarkup(frameOf(context), orderMarkup()).toString() : null
  return fillBuiltPage(context.built, {
    ...{ lang: reader.locale, hasFaces: reader.hasFaces, head, body, data, chunks },
  })
}

export function missingPage(context: PageContext, what: 'event' | 'page'): string {
  const { reader } = context
  const event = what === 'event'
  const title = event ? m.event_missing_title() : m.page_missing_title()
  const text = event ? m.event_missing_body() : m.page_missing_body()
  const head = headOf(context, { title, description: text, path: '/', hidden: true })
  return fillBuiltPage(context.built, {
    lang: reader.locale,
    hasFaces: reader.hasFaces,
    head,
    body: shellMarkup(frameOf(context), missingMarkup(title, text, context.embedded)).toString(),
    data: { club: clubData(context) },
    chunks: event ? 'event' : '',
  })
}
