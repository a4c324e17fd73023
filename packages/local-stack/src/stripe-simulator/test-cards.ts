// What each test card does: https://docs.stripe.com/testing#cards. Card numbers are not kept after the request.

export type PaymentCard = {
  readonly number: string
  readonly brand: string
  readonly expMonth: number
  readonly expYear: number
}

/** Mistakes that the page itself catches: no attempt is made and no event is sent. */
export type CardSlip = 'incorrect_number' | 'invalid_expiry' | 'incomplete_cvc'

export type Decline = {
  readonly code: 'card_declined' | 'expired_card' | 'incorrect_cvc' | 'processing_error'
  readonly declineCode: string
  readonly message: string
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
})

const DECLINES: Record<string, Decline> = {
  '4000000000000002': declined('generic_decline'),
  '4000000000009995': declined('insufficient_funds', 'Your card has insufficient funds.'),
  '4000000000000069': {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
  },
  '4000000000000127': {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  },
  '4000000000000119': {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
}

const PAYS: Record<string, string> = {
  '4242424242424242': 'visa',
  '4000056655665556': 'visa',
  '4000004840008001': 'visa',
  '5555555555554444': 'mastercard',
  '2223003122003222': 'mastercard',
  '378282246310005': 'amex',
}

/** `null` when the card pays. A card that is not one of Stripe's test cards is declined, as in test mode. */
export function declineOf(number: string): Decline | null {
  if (PAYS[number] !== undefined) return null
  return (
    DECLINES[number] ??
    declined(
      'test_mode_live_card',
      'Your card was declined. Your request was in test mode, but used a non test card.',
    )
  )
}

/** Parses what was typed: spaces and dashes in the number, `MM/YY`, `MM / YYYY` or `MMYY`. */
export function readCard(
  typed: { readonly number: string; readonly expiry: string; readonly cvc: string },
  nowMs: number,
): PaymentCard | CardSlip {
  const number = typed.number.replace(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) return 'incorrect_number'
  const expiry = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(typed.expiry)
  const expMonth = Number(expiry?.[1] ?? 0)
  const expYear = fullYear(Number(expiry?.[2] ?? 0))
  if (expMonth < 1 || expMonth > 12 || isPast(expMonth, expYear, nowMs)) return 'invalid_expiry'
  if (!/^\d{3,4}$/.test(typed.cvc.trim())) return 'incomplete_cvc'
  return { number, brand: PAYS[number] ?? 'visa', expMonth, expYear }
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year)

/** A card is valid through the last day of its month, in whichever time zone that ends last. */
const isPast = (month: number, year: number, nowMs: number): boolean =>
  Date.UTC(year, month, 1) + 12 * 3_600_000 <= nowMs

function passesLuhn(number: string): boolean {
  let sum = 0
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number.at(-1 - index))
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
