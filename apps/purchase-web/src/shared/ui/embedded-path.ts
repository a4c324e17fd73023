// Whether this page stands in a frame on the club's own website, and where its links lead then.
import type { Locale } from '@maguey/wire/values'

export const EMBEDDED = typeof location === 'object' && /^\/embed(\/|$)/.test(location.pathname)

/** The language that the website around the frame asked for: pages in the frame and those that leave it speak it too. */
const ASKED = EMBEDDED ? new URLSearchParams(location.search).get('lang') : null

/** The nights stay in the frame; everything else (tickets, terms) is a page of its own. */
export function embeddedPath(path: string, embedded = EMBEDDED, lang = ASKED): string {
  if (!embedded) return path
  const inFrame = path === '/' ? '/embed' : path.startsWith('/events/') ? `/embed${path}` : path
  return lang ? `${inFrame}?lang=${encodeURIComponent(lang)}` : inFrame
}

export const leavesFrame = (path: string, embedded = EMBEDDED): boolean =>
  embedded && embeddedPath(path, embedded, null) === path && !path.startsWith('/embed')

/** Where an order is paid from a frame: a page of its own in its language, which has the key in a part that no server sees. */
export const payPath = (orderId: string, token: string, locale: Locale): string =>
  `/orders/${orderId}?pay=now&lang=${locale}#${token}`
