// Which regional flavour of the page's language numbers and dates are written in.

/**
 * The browser's own flavour of `locale` when it names one (es-MX, en-GB), else that of the venue's country.
 * @example pickRegion('es', ['es-MX', 'en']) // 'es-MX'
 */
export function pickRegion(locale: string, browserLanguages: readonly string[]): string {
  const own = browserLanguages.find((language) => language.toLowerCase().startsWith(`${locale}-`))
  return own ?? `${locale}-US`
}
