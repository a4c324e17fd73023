// The dark scheme of the mails, for programs that ask for it; others keep the light one or darken it themselves.
import type { ClubFace } from '@maguey/wire/club'
import { clubColours } from '../text/club-words.ts'

/**
 * Classes stand beside the inline styles, which only `!important` overrides. A ticket stays white, as its code must.
 * `[data-ogsc]` is how Outlook's programs mark text that they have darkened.
 */
export function darkCss(club: Pick<ClubFace, 'accent'>): string {
  const { wordmark, onWordmark } = clubColours(club)
  const rules: readonly (readonly [string, string])[] = [
    ['.page', 'background-color:#0b1311'],
    ['.card', 'background-color:#15201c'],
    ['.ink', 'color:#f4f1e6'],
    ['.soft', 'color:#c3bca8'],
    ['.rule', 'border-top-color:#33423b'],
    ['.link', `color:${wordmark}`],
    ['.button', `background-color:${wordmark};color:${onWordmark}`],
  ]
  const written = (prefix: string) =>
    rules
      .map(([name, text]) => `${prefix}${name}{${text.replaceAll(';', '!important;')}!important}`)
      .join('')
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){body{background-color:#0b1311!important}${written('')}}${written('[data-ogsc] ')}`
}
