// Who reads a page: the language and the region, by the address, then by their own choice, then by the browser.
import { chooseLocale } from '@maguey/functions/app/locale'
import { setClock } from '@maguey/ui/format/moment.ts'
import type { ClubFace } from '@maguey/wire/club'
import type { Locale } from '@maguey/wire/values'
import { overwriteGetLocale } from '#i18n'
import { overwriteLanguages } from '#shared/format/in-locale.ts'
import { acceptedLanguages } from './accepted-languages.ts'

export type Reader = {
  locale: Locale
  /** Of those that the browser sent, the ones that we can write in: BCP 47, with a region. */
  languages: readonly string[]
  /** The language stands in the address, so that this page is the page in that language. */
  asked: boolean
  /** Has the brand's faces from an earlier visit (src/app/wear-faces.ts). */
  hasFaces: boolean
}

/** `?lang=es` for a link in one language, the cookie that the language switch leaves, `Accept-Language`. */
export function readerOf(request: Request): Reader {
  const accepted = request.headers.get('accept-language') ?? ''
  const asked = localeIn(new URL(request.url).searchParams.get('lang'))
  const cookie = request.headers.get('cookie') ?? ''
  const chosen = localeIn(/(?:^|; )lang=(en|es)/.exec(cookie)?.[1])
  return {
    locale: asked ?? chosen ?? chooseLocale(accepted),
    languages: acceptedLanguages(accepted),
    asked: asked !== undefined,
    hasFaces: /(?:^|; )faces=1/.test(cookie),
  }
}

const localeIn = (text: string | null | undefined): Locale | undefined =>
  text === 'en' || text === 'es' ? text : undefined

/**
 * The shop's own sentences and formats in the reader's language, with the club's way of telling the time. Nothing in
 * `write` may wait: both are set for as long as it runs.
 */
export function inLanguageOf<Written>(
  reader: Reader,
  { clock }: Pick<ClubFace, 'clock'>,
  write: () => Written,
): Written {
  overwriteGetLocale(() => reader.locale)
  overwriteLanguages(reader.languages)
  setClock(clock)
  return write()
}
