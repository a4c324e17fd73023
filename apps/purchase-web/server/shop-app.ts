// The shop's addresses. One Hono app for any runtime: pages with their own heads, feeds, share pictures, the embed, and
// the files of the build.
import type { AppEnvironment } from '@maguey/functions/app/app-environment'
import { LIMITS, limitRate } from '@maguey/functions/app/limit-rate'
import type { ShopEvent } from '@maguey/wire/events'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { isSlug, trueAddress } from './addresses.ts'
import { NoClub, pageContext, sendPage, sendShell } from './answer-page.ts'
import { embedScript } from './embed-script.ts'
import { feedRoutes } from './feed-routes.ts'
import { clubPage, eventPage, missingPage, nightsPage, orderPage } from './pages.ts'
import {
  pictureOf,
  picturePath,
  pictureRoutes,
  subjectOfEvent,
  subjectOfList,
} from './picture-routes.ts'
import type { ShopDependencies } from './ports.ts'
import { inLanguageOf, readerOf } from './reader.ts'
import { rememberClub } from './remembered-club.ts'

/** For so long after its end a night's page is found; then it answers 410, and search engines forget it. */
const REMEMBERED_MS = 30 * 86_400_000

/** Pages that read nights. The others need no more than the club's face, which is remembered. */
const LIMITED_PAGES = ['/', '/embed', '/events/:slug', '/embed/events/:slug']

export function createShopApp(given: ShopDependencies): Hono<AppEnvironment> {
  const { build, settings, clock, database } = given
  const readClub = rememberClub(database.readClub, () => clock.nowMs())
  const deps: ShopDependencies = { ...given, database: { ...database, readClub } }
  const app = new Hono<AppEnvironment>()
  app.use(compress())
  app.onError((error, context) => {
    const route = context.req.routePath
    deps.log({ level: 'error', event: 'shop_page_failed', name: error.name, route })
    return sendShell(deps, context, error instanceof NoClub ? 503 : 500)
  })
  app.use(async (context, next) => {
    context.set('locale', readerOf(context.req.raw).locale)
    await next()
  })
  app.get('*', oneAddress)
  for (const path of ['/', '/events/*', '/embed', '/embed/*']) app.use(path, etag({ weak: true }))
  for (const path of LIMITED_PAGES) app.use(path, limitPages(deps))
  app.get('/', (context) => showNights(deps, context))
  app.get('/embed', (context) => showNights(deps, context))
  app.route('/', feedRoutes(deps))
  app.route('/', pictureRoutes(deps))
  app.get('/events/:slug', (context) => showNight(deps, context, context.req.param('slug')))
  app.get('/embed/events/:slug', (context) => showNight(deps, context, context.req.param('slug')))
  app.get('/embed.js', (context) =>
    context.body(embedScript(settings.shopUrl), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
    }),
  )
  app.get('/club', async (context) => {
    const page = await pageContext(deps, context)
    return sendPage(
      deps,
      context,
      inLanguageOf(page.reader, page.club, () => clubPage(page)),
    )
  })
  for (const [path, chunks] of [
    ['/orders/:id', 'order'],
    ['/reminders/:id', 'reminders'],
    ['/tickets', 'tickets'],
    ['/find-tickets', 'find'],
    ['/transfers/:id', 'transfers'],
    ['/waiting/:id', 'waiting'],
    ['/promoters/:id', 'promoters'],
  ] as const)
    app.get(path, async (context) => {
      const page = await pageContext(deps, context)
      const body = inLanguageOf(page.reader, page.club, () => orderPage(page, chunks))
      return sendPage(deps, context, body, { cache: 'no-store' })
    })
  app.all('*', (context) => {
    const { path, method, raw } = context.req
    const isFile = /\.[a-z0-9]+$/i.test(path)
    if (isFile || (method !== 'GET' && method !== 'HEAD')) return build.file(raw)
    return showMissing(deps, context, 'page')
  })
  return app
}

/** Somebody who reloads too often gets the page as it was built: its script asks the API, and says what is wrong. */
function limitPages(deps: ShopDependencies): MiddlewareHandler<AppEnvironment> {
  const limit = limitRate(deps, LIMITS.pages)
  return async (context, next) => {
    const refused = await limit(context, next)
    if (!(refused instanceof Response) || refused.status !== 429) return refused
    const waitSeconds = Number(refused.headers.get('retry-after') ?? 5)
    return sendShell(deps, context, 429, waitSeconds)
  }
}

/** A page has one address, which search engines and caches count as one. */
const oneAddress: MiddlewareHandler<AppEnvironment> = async (context, next) => {
  const meant = trueAddress(context.req.path)
  if (meant === null) return next()
  return context.redirect(meant + new URL(context.req.url).search, 301)
}

async function showNights(deps: ShopDependencies, context: Context): Promise<Response> {
  const [page, events] = await Promise.all([pageContext(deps, context), deps.database.listEvents()])
  if (!events.ok) return sendShell(deps, context, 503)
  const url = await pictureUrl(deps, page, subjectOfList(events.value))
  const body = inLanguageOf(page.reader, page.club, () => nightsPage(page, events.value, url))
  return sendPage(deps, context, body)
}

async function showNight(
  deps: ShopDependencies,
  context: Context,
  slug: string,
): Promise<Response> {
  if (!isSlug(slug)) return showMissing(deps, context, 'event')
  const [page, event] = await Promise.all([
    pageContext(deps, context),
    deps.database.readAvailability(slug),
  ])
  if (!event.ok && event.problem.code !== 'event_not_found') return sendShell(deps, context, 503)
  // A name or an id finds a night too, but a page has one address.
  if (!event.ok || event.value.slug !== slug) return showMissing(deps, context, 'event')
  const over = isGone(event.value, page.nowMs)
  const url = await pictureUrl(deps, page, subjectOfEvent(event.value))
  const body = inLanguageOf(page.reader, page.club, () =>
    eventPage(page, event.value, { pictureUrl: url, over }),
  )
  return sendPage(deps, context, body, { status: over ? 410 : 200 })
}

async function showMissing(
  deps: ShopDependencies,
  context: Context,
  what: 'event' | 'page',
): Promise<Response> {
  const page = await pageContext(deps, context)
  const body = inLanguageOf(page.reader, page.club, () => missingPage(page, what))
  return sendPage(deps, context, body, { status: 404, cache: 'no-store' })
}

async function pictureUrl(
  { settings }: ShopDependencies,
  { club, reader }: Awaited<ReturnType<typeof pageContext>>,
  subject: Parameters<typeof pictureOf>[0],
): Promise<string> {
  const drawn = await pictureOf(subject, club, reader.locale)
  return settings.shopUrl + picturePath(subject, reader.locale, drawn)
}

/** A night that was called off is gone once it would have ended; any other a month later. */
export const isGone = (event: ShopEvent, nowMs: number): boolean =>
  Date.parse(event.ends_at) + (event.on_sale === 'cancelled' ? 0 : REMEMBERED_MS) < nowMs
