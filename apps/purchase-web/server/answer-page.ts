// How a page is sent: with the policy that it may live under, and never kept where it could become untrue.
import { securityHeaders } from '@maguey/functions/app/page-security'
import type { Context } from 'hono'
import type { PageContext } from './pages.ts'
import type { ShopDependencies } from './ports.ts'
import { readerOf } from './reader.ts'

/** Asked again every time: a page that says "open" for a night that is sold out by now must not come from any cache. */
const ASK_AGAIN = 'public, no-cache'

type Sent = {
  status?: 200 | 404 | 410 | 429 | 500 | 503
  cache?: string
}

const isEmbedded = (context: Context) => /^\/embed(\/|$)/.test(context.req.path)

export function sendPage(
  { settings }: Pick<ShopDependencies, 'settings'>,
  context: Context,
  page: string,
  { status = 200, cache = ASK_AGAIN }: Sent = {},
): Response | Promise<Response> {
  if (settings.strictPolicy) {
    const policy = securityHeaders({
      connectTo: [settings.apiUrl],
      imagesFrom: [settings.apiUrl],
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
  status: 429 | 500 | 503,
  retryAfterSeconds = 5,
): Promise<Response> {
  context.header('retry-after', String(retryAfterSeconds))
  return sendPage(deps, context, await deps.build.page(), { status, cache: 'no-store' })
}

/** Nobody could say whose shop this is. */
export class NoClub extends Error {
  override readonly name = 'NoClub'
}

/** @throws NoClub */
export async function pageContext(deps: ShopDependencies, context: Context): Promise<PageContext> {
  const [built, club] = await Promise.all([deps.build.page(), deps.database.readClub()])
  if (!club.ok) throw new NoClub()
  return {
    built,
    settings: deps.settings,
    club: club.value,
    reader: readerOf(context.req.raw),
    nowMs: deps.clock.nowMs(),
    embedded: isEmbedded(context),
  }
}
