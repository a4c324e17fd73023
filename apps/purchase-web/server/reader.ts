// Who reads a page: the language and the region, by the address, then by their own choice, then by the browser.
import { chooseLocale } from '@maguey/functions/app/locale'
import type { Locale } from '@maguey/wire/values'
import { overwriteGetLocale } from '#i18n'
import { overwriteLanguages } from '#shared/format/in-locale.ts'

export type Reader = {
  locale: Locale
  /** BCP 47, as the browser sent them. */
  languages: readonly string[]
  /** The language stands in the address, so that this page is the page in that language. */
  asked: boolean
}

/** `?lang=es` for a link in one language, the cookie that the language switch leaves, `Accept-Language`. */
export function readerOf(request: Request): Reader {
  const accepted = request.headers.get('accept-language') ?? ''
  const asked = localeIn(new URL(request.url).searchParams.get('lang'))
  const chosen = localeIn(/(?:^|; )lang=(en|es)/.exec(request.headers.get('cookie') ?? '')?.[1])
  return {
    locale: asked ?? chosen ?? chooseLocale(accepted),
    languages: accepted.split(',').map((part) => part.split(';')[0]?.trim() ?? ''),
    asked: asked !== undefined,
  }
}

const localeIn = (text: string | null | undefined): Locale | undefined =>
  text === 'en' || text === 'es' ? text : undefined

/**
 * The shop's own sentences and formats in the reader's language. Nothing in `write` may wait: the language is set for
 * as long as it runs.
 */
export function inLanguageOf<Written>(reader: Reader, write: () => Written): Written {
  overwriteGetLocale(() => reader.locale)
  overwriteLanguages(reader.languages)
  return write()
}
