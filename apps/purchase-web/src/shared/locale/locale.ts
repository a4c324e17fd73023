// The page's language: the browser's at first, then whatever the visitor switched to.
import { getLocale, type Locale, overwriteGetLocale, setLocale } from '#i18n'

let current: Locale = 'en'

/** Call once, before the first render. */
export function startLocale(): void {
  current = getLocale()
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

/** Keeps the choice on this device; the caller renders the page anew. */
export async function changeLocale(locale: Locale): Promise<void> {
  await setLocale(locale, { reload: false })
  current = locale
  document.documentElement.lang = locale
}
