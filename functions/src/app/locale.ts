// Which of our two languages a request asks for.
import type { Locale } from '@maguey/wire/values'

/** @param header `Accept-Language` (RFC 9110, 12.5.4); the first of our languages by weight wins, else English */
export function chooseLocale(header: string | undefined): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='))
      return {
        language: tag.slice(0, 2).toLowerCase(),
        weight: weight ? Number(weight.slice(2)) : 1,
      }
    })
    .filter(({ language, weight }) => (language === 'en' || language === 'es') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes[0]?.language === 'es' ? 'es' : 'en'
}
