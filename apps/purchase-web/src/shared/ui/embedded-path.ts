// Whether this page stands in a frame on the club's own website, and where its links lead then.
import type { Locale } from '@maguey/wire/values'

export const EMBEDDED = typeof location === 'object' && /^\/embed(\/|$)/.test(location.pathname)

/** The nights stay in the frame; everything else (tickets, terms) is a page of its own. */
export function embeddedPath(path: string, embedded = EMBEDDED): string {
  if (!embedded) return path
  if (path === '/') return '/embed'
  return path.startsWith('/events/') ? `/embed${path}` : path
}

export const leavesFrame = (path: string, embedded = EMBEDDED): boolean =>
  embedded && embeddedPath(path, embedded) === path && !path.startsWith('/embed')

/** Where an order is paid from a frame: a page of its own in its language, which has the key in a part that no server sees. */
export const payPath = (orderId: string, token: string, locale: Locale): string =>
  `/orders/${orderId}?pay=now&lang=${locale}#${token}`
