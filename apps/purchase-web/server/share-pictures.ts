// Share pictures under an address that names what is on them, so that any cache may keep one for ever: each is drawn
// once, kept in the store, and drawn anew under a new address when the night changes.
import { accentTones } from '@maguey/ticket-core/accent-tones'
import { formatClock, formatLongDay } from '@maguey/ui/format/moment.ts'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'
import { posterSource } from '#shared/ui/poster-source.ts'
import { absolute } from './addresses.ts'
import type { ShopDependencies } from './ports.ts'
import { drawSharePicture, type Poster, type SharePicture } from './share-picture.ts'

/** Raise it when the drawing changes. */
const DRAWING = 1
const MAX_POSTER_BYTES = 8_000_000
const POSTER_DEADLINE_MS = 5_000
const AGAVE = '#6fdca5'

export type DrawnPicture = { picture: SharePicture; poster: string | null; name: string }

type Club = Pick<ClubFace, 'name' | 'accent'>

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
const accentOf = ({ accent }: Club): string =>
  (accent === null ? null : accentTones(accent))?.dark.accent ?? AGAVE

/** `<first 20 hex digits of SHA-256>.jpg` */
export async function namePicture(
  picture: SharePicture,
  poster: string | null,
): Promise<DrawnPicture> {
  const said = new TextEncoder().encode(JSON.stringify([DRAWING, picture, poster]))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', said))
  const hex = Array.from(digest.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0'))
  return { picture, poster, name: `${hex.join('')}.jpg` }
}

/** From the store, or drawn and kept. One whose poster couldn't be had is not kept: the next may have it. */
export async function readPicture(
  deps: ShopDependencies,
  { picture, poster, name }: DrawnPicture,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; whole: boolean }> {
  const kept = await deps.pictures.find(name).catch(() => null)
  if (kept !== null) return { bytes: kept, whole: true }
  const image = poster === null ? null : await fetchPoster(deps, poster)
  const bytes = await drawSharePicture(picture, image)
  const whole = image !== null || poster === null
  if (whole) {
    await deps.pictures.keep(name, bytes).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      deps.log({ level: 'error', event: 'share_picture_not_kept', reason })
    })
  }
  return { bytes, whole }
}

async function fetchPoster(deps: ShopDependencies, imageUrl: string): Promise<Poster> {
  const { shopUrl, supabaseUrl } = deps.settings
  const { src } = posterSource(imageUrl, supabaseUrl)
  try {
    const response = src.startsWith('/')
      ? await deps.build.file(new Request(`${shopUrl}${src}`))
      : await deps.fetch(absolute(src, { shopUrl, apiUrl: supabaseUrl }), {
          signal: AbortSignal.timeout(POSTER_DEADLINE_MS),
        })
    if (
      !response.ok ||
      !/^image\/(webp|jpeg|png)$/.test(response.headers.get('content-type') ?? '')
    )
      return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    return bytes.length > MAX_POSTER_BYTES ? null : bytes
  } catch {
    return null
  }
}
