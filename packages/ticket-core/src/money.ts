// Money in minor units: the one place where the database's decimals and Stripe's integers meet.
// Exponents are Stripe's (docs.stripe.com/currencies), which differ from ISO 4217 for MGA, ISK and UGX.

const ZERO_DECIMAL: ReadonlySet<string> = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
)
const THREE_DECIMAL: ReadonlySet<string> = new Set('bhd jod kwd omr tnd'.split(' '))

/** How many decimals Stripe uses for this currency: 0, 2 or 3. Throws a RangeError unless it is a three-letter code. */
export function currencyExponent(currency: string): number {
  const code = currency.toLowerCase()
  if (!/^[a-z]{3}$/.test(code)) throw new RangeError('not a currency code')
  if (ZERO_DECIMAL.has(code)) return 0
  return THREE_DECIMAL.has(code) ? 3 : 2
}

/**
 * Minor units of a decimal as Postgres prints it. Decimals beyond the exponent must be zeros.
 * Throws a RangeError for anything else: amounts come from our own database, never from a browser.
 * @example decimalToMinor('50.00', 'usd') // 5000
 * @example decimalToMinor('1000.00', 'jpy') // 1000
 */
export function decimalToMinor(decimal: string, currency: string): number {
  const exponent = currencyExponent(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (match === null) throw new RangeError('not a decimal amount')
  const [, sign = '', whole = '', fraction = ''] = match
  const beyond = fraction.slice(exponent)
  if (/[1-9]/.test(beyond)) throw new RangeError('more decimals than the currency has')
  const minor = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  return safe(sign === '-' && minor !== 0 ? -minor : minor)
}

/**
 * The decimal of an amount in minor units, with all decimals of its currency.
 * @example minorToDecimal(5000, 'usd') // '50.00'
 */
export function minorToDecimal(minor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(safe(minor))).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  return `${minor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${fraction}`}`
}

/** Price of `quantity` pieces. Throws a RangeError for a fractional quantity or a product beyond 2⁵³. */
export function multiplyMinor(minor: number, quantity: number): number {
  if (!Number.isSafeInteger(quantity)) throw new RangeError('not a whole quantity')
  return safe(safe(minor) * quantity)
}

/** Sum of amounts of one currency. */
export function sumMinor(amounts: readonly number[]): number {
  return amounts.reduce((sum, minor) => safe(sum + safe(minor)), 0)
}

function safe(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new RangeError('not a whole amount of minor units')
  return minor === 0 ? 0 : minor
}
