// The sum of a refund, added up in minor units and returned as decimal text.
import { decimalToMinor, minorToDecimal } from '@maguey/ticket-core/money'

/** An amount in the database's format: "12", "12.5", "12.50". */
export const isAmount = (text: string): boolean => /^\d{1,8}(\.\d{1,2})?$/.test(text)

/** @param currency ISO 4217, any case */
export function sumOf(tickets: readonly { price_paid: string | null }[], currency: string): string {
  const minor = tickets.reduce(
    (sum, { price_paid }) => sum + decimalToMinor(price_paid ?? '0', currency),
    0,
  )
  return minorToDecimal(minor, currency)
}
