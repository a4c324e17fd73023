// Keeps one Intl.PluralRules per language: the compiled messages make a new one for every text with a number in it.
import type { Plugin } from 'vite'

const MADE = 'new Intl.PluralRules(locale, options).select('
const KEPT = '(rules[locale] ??= new Intl.PluralRules(locale, options)).select('

/** A millisecond each on a phone, several for every guest. Ordinal numbers, which would need their own, are in no text. */
export const keepPluralRules = (): Plugin => ({
  name: 'maguey-keep-plural-rules',
  transform(code, id) {
    if (!id.endsWith('/paraglide/registry.js')) return null
    if (!code.includes(MADE))
      throw new Error('The compiled messages make their plurals in another way.')
    return { code: `const rules = {}\n${code.replace(MADE, KEPT)}`, map: null }
  },
})
