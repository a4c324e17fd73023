// The addresses of the shop's pages, absolute and per language.
import type { ShopEvent } from '@maguey/wire/events'
import type { Locale } from '@maguey/wire/values'

export const LOCALES: readonly Locale[] = ['en', 'es']

export const eventPath = ({ slug }: Pick<ShopEvent, 'slug'>): string => `/events/${slug}`

/** The page in one language; without one, in whichever the reader wants. */
export const pageUrl = (shopUrl: string, path: string, locale?: Locale): string =>
  `${shopUrl}${path}${locale === undefined ? '' : `?lang=${locale}`}`

/** An address in the shop, or a stored picture's at the API, or somebody else's as it is. */
export function absolute(url: string, { shopUrl, apiUrl }: { shopUrl: string; apiUrl: string }) {
  if (/^https?:\/\//.test(url)) return url
  return url.startsWith('/storage/') ? `${apiUrl}${url}` : `${shopUrl}${url}`
}
