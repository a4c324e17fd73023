// The page's language: the one in its address (`?lang=es`), else the visitor's choice, else the browser's.
import { getLocale, isLocale, type Locale, overwriteGetLocale, setLocale } from '#i18n'

let current: Locale = 'en'

/** Call once, before the first render. */
export function startLocale(): void {
  const asked = new URLSearchParams(location.search).get('lang')
  current = isLocale(asked) ? asked : getLocale()
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

/** Keeps the choice on this device; the caller renders the page anew. */
export async function changeLocale(locale: Locale): Promise<void> {
  await setLocale(locale, { reload: false })
  current = locale
  document.documentElement.lang = locale
  // The server draws the next page in it too.
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have had no Cookie Store for long
  document.cookie = `lang=${locale}; path=/; max-age=31536000; samesite=lax`
  const address = new URL(location.href)
  if (!address.searchParams.has('lang')) return
  address.searchParams.delete('lang')
  history.replaceState(history.state, '', address)
}
