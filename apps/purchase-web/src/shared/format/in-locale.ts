// Money and time in the page's language, ready for a component.
import { getLocale } from '#i18n'
import type { MomentFormat } from './moment.ts'
import { formatAmount } from './money.ts'
import { pickRegion } from './region.ts'

export const currentRegion = (): string => pickRegion(getLocale(), navigator.languages)

export const momentFormat = (timeZone: string): MomentFormat => ({
  timeZone,
  region: currentRegion(),
})

export const money = (amount: string, currency: string, style?: 'exact' | 'short'): string =>
  formatAmount(amount, currency, currentRegion(), style)
