// The languages of `Accept-Language` that dates and amounts can be written in.

/** At most so many are looked at: browsers send a handful. */
const MAX_TAGS = 20

/** Ours with a region, and nothing else: `Intl` refuses many other texts, and each one that it takes costs a formatter. */
const OURS = /^(en|es)-([a-z]{2}|419)$/i

/** @example acceptedLanguages('es-mx,es;q=0.9,en-US@posix') // ['es-MX'] */
export const acceptedLanguages = (header: string): string[] =>
  header
    .split(',', MAX_TAGS)
    .map((part) => OURS.exec(part.split(';', 1)[0]?.trim() ?? ''))
    .filter((found) => found !== null)
    .map(([, language = '', region = '']) => `${language.toLowerCase()}-${region.toUpperCase()}`)
