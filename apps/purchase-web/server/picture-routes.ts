// `/share/<slug or nights>/<language>/<name>.jpg`: an older address leads to the picture of today.
import type { AppEnvironment } from '@maguey/functions/app/app-environment'
import { LIMITS, limitRate } from '@maguey/functions/app/limit-rate'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import type { Locale } from '@maguey/wire/values'
import { Hono } from 'hono'
import { readClub } from './answer-page.ts'
import type { ShopDependencies } from './ports.ts'
import { inLanguageOf, type Reader } from './reader.ts'
import {
  clubPicture,
  type DrawnPicture,
  eventPicture,
  namePicture,
  readPicture,
} from './share-pictures.ts'

type Subject = { event: ShopEvent | null; poster: string | null }

/** Of the list of nights: the next one lends its poster. */
export const subjectOfList = (events: readonly ShopEvent[]): Subject => ({
  event: null,
  poster: events[0]?.image_url ?? null,
})

export const subjectOfEvent = (event: ShopEvent): Subject => ({ event, poster: event.image_url })

export function pictureOf(
  { event, poster }: Subject,
  club: Pick<ClubFace, 'name' | 'accent'>,
  locale: Locale,
): Promise<DrawnPicture> {
  const reader: Reader = { locale, languages: [], asked: true }
  const picture = inLanguageOf(reader, () =>
    event === null ? clubPicture(club) : eventPicture(event, club),
  )
  return namePicture(picture, poster)
}

export const picturePath = (subject: Subject, locale: Locale, { name }: DrawnPicture): string =>
  `/share/${subject.event?.slug ?? 'nights'}/${locale}/${name}`

export function pictureRoutes(deps: ShopDependencies): Hono<AppEnvironment> {
  const { database } = deps
  const subjectOf = async (of: string): Promise<Subject | null> => {
    if (of === 'nights') {
      const events = await database.listEvents()
      return events.ok ? subjectOfList(events.value) : null
    }
    const event = await database.readAvailability(of)
    return event.ok ? subjectOfEvent(event.value) : null
  }
  return new Hono<AppEnvironment>().get(
    '/share/:of/:locale{en|es}/:name',
    limitRate(deps, LIMITS.pages),
    async (context) => {
      const { of, name } = context.req.param()
      const locale = context.req.param('locale') === 'es' ? 'es' : 'en'
      const [subject, club] = await Promise.all([subjectOf(of), readClub(deps)])
      if (subject === null) return context.text('', 404)
      const drawn = await pictureOf(subject, club, locale)
      if (drawn.name !== name) return context.redirect(picturePath(subject, locale, drawn), 302)
      const { bytes, whole } = await readPicture(deps, drawn)
      return context.body(bytes, 200, {
        'content-type': 'image/jpeg',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': whole ? 'public, max-age=31536000, immutable' : 'no-store',
      })
    },
  )
}
