// Stripe's minimum and maximum charges: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
import { invalidRequest } from './stripe-error.ts'

/** In minor units, for an account that settles in US dollars; an unlisted currency has no minimum of its own. */
const LEAST: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
}

/** Eight digits, whatever the currency's exponent; the few currencies that allow more are not relevant to us. */
export const MOST = 99_999_999

/** https://docs.stripe.com/currencies#three-decimal: the last digit of these must be 0. */
const THREE_DECIMALS: ReadonlySet<string> = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])

/** Throws Stripe's refusal of a total (minor units) that it can't charge in this currency. */
export function checkChargeable(totalMinor: number, currency: string): void {
  const least = LEAST[currency] ?? 1
  if (totalMinor < least) {
    throw invalidRequest(
      `The Checkout Session's total amount due must add up to at least ${worded(least, currency)}.`,
      undefined,
      'amount_too_small',
    )
  }
  if (totalMinor > MOST) {
    throw invalidRequest(
      `The Checkout Session's total amount due must add up to at most ${worded(MOST, currency)}.`,
      undefined,
      'amount_too_large',
    )
  }
}

/** Throws when the unit amount of a three-decimal currency doesn't end in 0. */
export function checkUnitAmount(amountMinor: number, currency: string, param: string): void {
  if (THREE_DECIMALS.has(currency) && amountMinor % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount for currency ${currency}: the last digit must be 0, e.g. ${Math.round(amountMinor / 10) * 10}.`,
      param,
      'invalid_charge_amount',
    )
  }
}

function worded(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return `${format.format(amountMinor / 10 ** digits)} ${currency}`
}
