// The addresses of the shop's pages, absolute and per language.
import type { ShopEvent } from '@maguey/wire/events'
import { STORED_POSTERS } from '@maguey/wire/posters'
import type { Locale } from '@maguey/wire/values'

export const LOCALES: readonly Locale[] = ['en', 'es']

export const eventPath = ({ slug }: Pick<ShopEvent, 'slug'>): string => `/events/${slug}`

/** The page in one language; without one, in whichever the reader wants. */
export const pageUrl = (shopUrl: string, path: string, locale?: Locale): string =>
  `${shopUrl}${path}${locale === undefined ? '' : `?lang=${locale}`}`

/** A poster's path, in the shop or in Storage at the API. */
export const absolute = (path: string, { shopUrl, apiUrl }: { shopUrl: string; apiUrl: string }) =>
  path.startsWith(STORED_POSTERS) ? `${apiUrl}${path}` : `${shopUrl}${path}`

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Whether a night could have this address: the CHECK of `events.slug`, and short enough for one. */
export const isSlug = (text: string): boolean => text.length <= 200 && SLUG.test(text)

const PAGES = [/^\/(club|embed)$/, /^(\/embed)?\/events\/[a-z0-9-]+$/]

/**
 * The one address of a page that was asked for in capitals or with a slash behind it; null where it has that address.
 * @example trueAddress('/events/Perreo-Fridays/') // '/events/perreo-fridays'
 */
export function trueAddress(path: string): string | null {
  // One slash in front: two would lead to another site.
  const bare = `/${path.replace(/^\/+|\/+$/g, '')}`
  const small = bare.toLowerCase()
  const meant = PAGES.some((page) => page.test(small)) ? small : bare
  return meant === path ? null : meant
}
