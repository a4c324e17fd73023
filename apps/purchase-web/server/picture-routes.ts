// `/share/<slug, or _nights for the list>/<language>/<name>.jpg`: an older address leads to the picture of today.
import type { AppEnvironment } from '@maguey/functions/app/app-environment'
import { LIMITS, limitRate } from '@maguey/functions/app/limit-rate'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import type { Locale } from '@maguey/wire/values'
import { Hono } from 'hono'
import { isSlug } from './addresses.ts'
import { createPictureShelf } from './picture-shelf.ts'
import type { ShopDependencies } from './ports.ts'
import { inLanguageOf, type Reader } from './reader.ts'
import type { NamedPicture } from './share-picture.ts'
import { clubPicture, eventPicture, namePicture } from './share-pictures.ts'

/** No slug has an underscore. */
const LIST = '_nights'

type Subject = { event: ShopEvent | null; poster: string | null }

/** Of the list of nights: the next one lends its poster. */
export const subjectOfList = (events: readonly ShopEvent[]): Subject => ({
  event: null,
  poster: events[0]?.image_url ?? null,
})

export const subjectOfEvent = (event: ShopEvent): Subject => ({ event, poster: event.image_url })

export function pictureOf(
  { event, poster }: Subject,
  club: Pick<ClubFace, 'name' | 'accent' | 'clock'>,
  locale: Locale,
): Promise<NamedPicture> {
  const reader: Reader = { locale, languages: [], asked: true, hasFaces: false }
  const picture = inLanguageOf(reader, club, () =>
    event === null ? clubPicture(club) : eventPicture(event, club),
  )
  return namePicture(picture, poster)
}

export const picturePath = (subject: Subject, locale: Locale, { name }: NamedPicture): string =>
  `/share/${subject.event?.slug ?? LIST}/${locale}/${name}`

export function pictureRoutes(deps: ShopDependencies): Hono<AppEnvironment> {
  const { database } = deps
  const shelf = createPictureShelf(deps)
  const subjectOf = async (of: string): Promise<Subject | 404 | 503> => {
    if (of === LIST) {
      const events = await database.listEvents()
      return events.ok ? subjectOfList(events.value) : 503
    }
    if (!isSlug(of)) return 404
    const event = await database.readAvailability(of)
    if (event.ok) return subjectOfEvent(event.value)
    return event.problem.code === 'event_not_found' ? 404 : 503
  }
  return new Hono<AppEnvironment>().get(
    '/share/:of/:locale{en|es}/:name',
    limitRate(deps, LIMITS.pages),
    async (context) => {
      const { of, name } = context.req.param()
      const locale = context.req.param('locale') === 'es' ? 'es' : 'en'
      const [subject, club] = await Promise.all([subjectOf(of), database.readClub()])
      if (typeof subject === 'number') return context.text('', subject)
      if (!club.ok) return context.text('', 503)
      const drawn = await pictureOf(subject, club.value, locale)
      if (drawn.name !== name) return context.redirect(picturePath(subject, locale, drawn), 302)
      const { bytes, whole } = await shelf.read(drawn)
      return context.body(bytes, 200, {
        'content-type': 'image/jpeg',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': whole ? 'public, max-age=31536000, immutable' : 'no-store',
      })
    },
  )
}
