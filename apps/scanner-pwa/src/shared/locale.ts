// The language of the page: the browser's, or the one chosen here.
import { hear } from '@maguey/ui/hear.ts'
import { getLocale, locales, setLocale } from '#i18n'

export type Locale = (typeof locales)[number]

/** Each language by its own name, so that its speakers can read it. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', es: 'Español' }

export const currentLocale = (): Locale => getLocale()
export const allLocales: readonly Locale[] = locales

/** Saves the choice and reloads the page in it: the camera is back within a second. */
export function switchLocale(locale: Locale): void {
  hear(setLocale(locale))
}

/** Screen readers choose their pronunciation by it. Call once at startup. */
export function tagDocumentLanguage(): void {
  document.documentElement.lang = getLocale()
}
