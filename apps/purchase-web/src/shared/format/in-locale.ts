// Money and time in the page's language, ready for a component.

import type { MomentFormat } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import { pickRegion } from '@maguey/ui/format/region.ts'
import { getLocale } from '#i18n'

let languages: readonly string[] | undefined

/** For the server, whose reader's browser is elsewhere. */
export function overwriteLanguages(next: readonly string[]): void {
  languages = next
}

export const currentRegion = (): string => pickRegion(getLocale(), languages ?? navigator.languages)

export const momentFormat = (timeZone: string): MomentFormat => ({
  timeZone,
  region: currentRegion(),
})

export const money = (amount: string, currency: string, style?: 'exact' | 'short'): string =>
  formatAmount(amount, currency, currentRegion(), style)
