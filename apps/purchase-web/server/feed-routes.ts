// Feeds that any page and program may read: iCalendar, JSON Feed, sitemap, robots.

import type { AppEnvironment } from '@maguey/functions/app/app-environment'
import { LIMITS, limitRate } from '@maguey/functions/app/limit-rate'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { isSlug } from './addresses.ts'
import { eventsCalendar, jsonFeed, robots, sitemap } from './feeds.ts'
import type { ShopDependencies } from './ports.ts'

const CALENDAR = 'text/calendar; charset=utf-8'

/** Neither a calendar nor a sitemap says whether there are tickets left. */
const FOR_MINUTES = 'public, max-age=300'

export function feedRoutes(deps: ShopDependencies): Hono<AppEnvironment> {
  const { database, settings, clock } = deps
  const limit = limitRate(deps, LIMITS.pages)
  const open = cors({ origin: '*', maxAge: 3600 })
  const app = new Hono<AppEnvironment>()
  for (const path of ['/events.ics', '/events.json', '/sitemap.xml', '/events/:file{.+\\.ics}'])
    app.use(path, open, limit)

  app.get('/events.ics', async (context) => {
    const [events, club] = await Promise.all([database.readEventFeed(), database.readClub()])
    if (!events.ok || !club.ok) return context.text('', 503)
    const text = eventsCalendar(events.value, settings, club.value.name, clock.nowMs())
    return context.body(text, 200, { 'content-type': CALENDAR, 'cache-control': FOR_MINUTES })
  })
  app.get('/events/:file{.+\\.ics}', async (context) => {
    const slug = context.req.param('file').replace(/\.ics$/, '')
    if (!isSlug(slug)) return context.text('', 404)
    const [event, club] = await Promise.all([database.readAvailability(slug), database.readClub()])
    if (!event.ok) return context.text('', event.problem.code === 'event_not_found' ? 404 : 503)
    if (!club.ok) return context.text('', 503)
    const text = eventsCalendar([event.value], settings, club.value.name, clock.nowMs())
    return context.body(text, 200, {
      'content-type': CALENDAR,
      'cache-control': FOR_MINUTES,
      'content-disposition': `attachment; filename="${event.value.slug}.ics"`,
    })
  })
  app.get('/events.json', etag({ weak: true }), async (context) => {
    const [events, club] = await Promise.all([database.readEventFeed(), database.readClub()])
    if (!events.ok || !club.ok) return context.text('', 503)
    return context.body(JSON.stringify(jsonFeed(events.value, settings, club.value.name)), 200, {
      'content-type': 'application/feed+json; charset=utf-8',
      'cache-control': 'public, no-cache',
    })
  })
  app.get('/sitemap.xml', async (context) => {
    const events = await database.listEvents()
    if (!events.ok) return context.text('', 503)
    return context.body(sitemap(events.value, settings.shopUrl), 200, {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': FOR_MINUTES,
    })
  })
  app.get('/robots.txt', (context) =>
    context.text(robots(settings.shopUrl), 200, { 'cache-control': FOR_MINUTES }),
  )
  return app
}
