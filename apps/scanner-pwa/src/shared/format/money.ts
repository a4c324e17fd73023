// Amounts as they are written where the phone is at home: "$20" in Mexico's Spanish, "20 $" in Spain's.
import { formatAmount } from '@maguey/ui/format/money.ts'
import { pickRegion } from '@maguey/ui/format/region.ts'
import { currentLocale } from '#shared/locale.ts'

/**
 * @param amount decimal text in major units
 * @example money('20.00', 'usd', 'short') // "$20"
 */
export const money = (amount: string, currency: string, style?: 'exact' | 'short'): string =>
  formatAmount(amount, currency, pickRegion(currentLocale(), navigator.languages), style)
