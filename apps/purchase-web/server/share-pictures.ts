// What is on a share picture, and the name that says so: any cache may keep one for ever, and a night that changes has
// another.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import { formatClock, formatLongDay } from '@maguey/ui/format/moment.ts'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'
import type { NamedPicture, SharePicture } from './share-picture.ts'

/** Raise it when the drawing changes. */
const DRAWING = 1
const AGAVE = '#6fdca5'

type Club = Pick<ClubFace, 'name' | 'accent' | 'clock'>

/** In the reader's language; call it inside `inLanguageOf`. */
export function eventPicture(event: ShopEvent, club: Club): SharePicture {
  const format = momentFormat(event.timezone)
  return {
    title: event.name,
    when: `${formatLongDay(event.event_date, format)} · ${formatClock(event.doors_open_at, format)}`,
    where: event.venue_name,
    club: club.name,
    badge: event.on_sale === 'cancelled' ? m.cancelled() : '',
    accent: accentOf(club),
  }
}

/** The club's own: its name over the poster of the next night. */
export function clubPicture(club: Club): SharePicture {
  const words = { title: club.name, when: m.nights_title(), where: '', club: '', badge: '' }
  return { ...words, accent: accentOf(club) }
}

/** As on the dark theme, which the picture has. */
const accentOf = ({ accent }: Club): string => accentTones(accent)?.dark.accent ?? AGAVE

/** `<first 20 hex digits of SHA-256>.jpg` */
export async function namePicture(
  picture: SharePicture,
  poster: string | null,
): Promise<NamedPicture> {
  const said = new TextEncoder().encode(JSON.stringify([DRAWING, picture, poster]))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', said))
  const hex = Array.from(digest.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0'))
  return { picture, poster, name: `${hex.join('')}.jpg` }
}
