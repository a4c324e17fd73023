// Amounts for people. The sums themselves are made in minor units by ticket-core.

/**
 * @param amount decimal text in major units, as the API sends it: "50.00"
 * @param currency ISO 4217, any case
 * @param region BCP 47, e.g. "es-MX"
 * @example formatAmount('50.00', 'usd', 'en-US') // '$50' when short, '$50.00' otherwise
 */
export function formatAmount(
  amount: string,
  currency: string,
  region: string,
  style: 'exact' | 'short' = 'exact',
): string {
  const whole = style === 'short' && /^\d+(\.0+)?$/.test(amount)
  return new Intl.NumberFormat(region, {
    style: 'currency',
    currency: currency.toUpperCase(),
    currencyDisplay: 'narrowSymbol',
    ...(whole ? { maximumFractionDigits: 0 } : {}),
  }).format(amount as unknown as number)
}
