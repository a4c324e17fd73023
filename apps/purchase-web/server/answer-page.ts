// How a page is sent: with the policy that it may live under, and never kept where it could become untrue.
import { securityHeaders } from '@maguey/functions/app/page-security'
import type { ClubFace } from '@maguey/wire/club'
import type { ShopEvent } from '@maguey/wire/events'
import type { Context } from 'hono'
import type { PageContext } from './pages.ts'
import type { ShopDependencies } from './ports.ts'
import { readerOf } from './reader.ts'

/** Asked again every time: a page that says "open" for a night that is sold out by now must not come from any cache. */
const ASK_AGAIN = 'public, no-cache'

type Sent = {
  status?: 200 | 404 | 410 | 500 | 503
  cache?: string
  /** Whose posters the page may show, wherever they are. */
  events?: readonly ShopEvent[]
}

const isEmbedded = (context: Context) => /^\/embed(\/|$)/.test(context.req.path)

export function sendPage(
  { settings }: Pick<ShopDependencies, 'settings'>,
  context: Context,
  page: string,
  { status = 200, cache = ASK_AGAIN, events = [] }: Sent = {},
): Response | Promise<Response> {
  if (settings.strictPolicy) {
    const policy = securityHeaders({
      connectTo: [settings.apiUrl],
      imagesFrom: [settings.apiUrl, ...posterOrigins(events)],
      scans: false,
      framed: isEmbedded(context),
    })
    for (const [name, value] of Object.entries(policy)) context.header(name, value)
  }
  context.header('cache-control', cache)
  context.header('vary', 'accept-language, cookie', { append: true })
  return context.html(page, status)
}

/** The page as it was built: its script asks the API itself, and says what is wrong if that fails too. */
export async function sendShell(
  deps: ShopDependencies,
  context: Context,
  status: 500 | 503,
): Promise<Response> {
  context.header('retry-after', '5')
  return sendPage(deps, context, await deps.build.page(), { status, cache: 'no-store' })
}

export async function pageContext(deps: ShopDependencies, context: Context): Promise<PageContext> {
  const [built, club] = await Promise.all([deps.build.page(), readClub(deps)])
  return {
    built,
    settings: deps.settings,
    club,
    reader: readerOf(context.req.raw),
    nowMs: deps.clock.nowMs(),
    embedded: isEmbedded(context),
  }
}

/** Of no answer a page can do without the club's own name. */
export async function readClub({
  database,
}: Pick<ShopDependencies, 'database'>): Promise<Pick<ClubFace, 'name' | 'accent'>> {
  const club = await database.readClub()
  if (!club.ok) return { name: 'Maguey', accent: null }
  return { name: club.value.name, accent: club.value.accent }
}

/** Origins of posters that are neither the shop's nor the API's. */
function posterOrigins(events: readonly ShopEvent[]): string[] {
  const urls = events.flatMap(({ image_url }) =>
    image_url?.startsWith('https://') ? [image_url] : [],
  )
  return [...new Set(urls.map((url) => new URL(url).origin))]
}
