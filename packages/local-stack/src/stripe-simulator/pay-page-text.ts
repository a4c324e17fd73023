// The pay page's sentences, in English and Spanish.
import type { CardSlip, Decline } from './test-cards.ts'

export type PageLocale = 'en' | 'es'

/** `missing_email` is ours; the other codes are the page's slips and Stripe's declines. */
export type PayErrorCode = CardSlip | Decline['code'] | 'insufficient_funds' | 'missing_email'

type PayText = {
  readonly title: string
  readonly test: string
  readonly testNote: string
  readonly summary: string
  readonly each: (quantity: number, price: string) => string
  readonly total: string
  readonly cardHeading: string
  readonly email: string
  readonly number: string
  readonly expiry: string
  readonly expiryHint: string
  readonly cvc: string
  readonly cvcHint: string
  readonly name: string
  readonly optional: string
  readonly pay: (total: string) => string
  readonly busy: string
  readonly cancel: string
  readonly hintsHeading: string
  readonly hintPays: string
  readonly hintDeclined: string
  readonly hintFunds: string
  readonly use: string
  readonly hintRest: string
  readonly expiredTitle: string
  readonly expiredText: string
  readonly unknownTitle: string
  readonly unknownText: string
  readonly back: string
  readonly errors: Readonly<Record<PayErrorCode, string>>
}

/** The session's locale decides; with `auto` or none, the browser's does. */
export function pageLocale(sessionLocale: string | null, acceptLanguage: string): PageLocale {
  const wanted =
    sessionLocale === null || sessionLocale === 'auto' ? acceptLanguage.trim() : sessionLocale
  return wanted.toLowerCase().startsWith('es') ? 'es' : 'en'
}

export const payText: Readonly<Record<PageLocale, PayText>> = {
  en: {
    title: 'Pay for your tickets',
    test: 'Test payment',
    testNote: 'No card is charged here. Use a test card only, never a real one.',
    summary: 'Your order',
    each: (quantity, price) => `${quantity} × ${price}`,
    total: 'Total',
    cardHeading: 'Pay with card',
    email: 'E-mail',
    number: 'Card number',
    expiry: 'Expiry',
    expiryHint: 'MM / YY',
    cvc: 'CVC',
    cvcHint: '3 or 4 digits',
    name: 'Name on card',
    optional: 'optional',
    pay: (total) => `Pay ${total}`,
    busy: 'Processing…',
    cancel: 'Cancel and go back',
    hintsHeading: 'Test cards',
    hintPays: 'pays',
    hintDeclined: 'is declined',
    hintFunds: 'has no funds',
    use: 'Use',
    hintRest: 'Any future expiry date and any three digits will do.',
    expiredTitle: 'This payment page has ended',
    expiredText: 'Nothing was charged. Your seats were given back; you can choose tickets again.',
    unknownTitle: 'There is no such payment page',
    unknownText: 'The link may be incomplete. Go back to the shop and try again.',
    back: 'Back to the shop',
    errors: {
      incorrect_number: 'This card number is not right. Check its digits.',
      invalid_expiry: 'This expiry date is not right, or is in the past.',
      incomplete_cvc: 'The security code needs 3 or 4 digits.',
      missing_email: 'Enter your e-mail address.',
      card_declined: 'Your card was declined. Nothing was charged. Try another card.',
      insufficient_funds:
        'Your card has insufficient funds. Nothing was charged. Try another card.',
      expired_card: 'Your card has expired. Try another card.',
      incorrect_cvc: 'Your card’s security code is not right.',
      processing_error: 'The card could not be processed. Nothing was charged. Try again.',
    },
  },
  es: {
    title: 'Paga tus boletos',
    test: 'Pago de prueba',
    testNote: 'Aquí no se cobra nada. Usa solo una tarjeta de prueba, nunca una real.',
    summary: 'Tu pedido',
    each: (quantity, price) => `${quantity} × ${price}`,
    total: 'Total',
    cardHeading: 'Pagar con tarjeta',
    email: 'Correo electrónico',
    number: 'Número de tarjeta',
    expiry: 'Vencimiento',
    expiryHint: 'MM / AA',
    cvc: 'CVC',
    cvcHint: '3 o 4 dígitos',
    name: 'Nombre en la tarjeta',
    optional: 'opcional',
    pay: (total) => `Pagar ${total}`,
    busy: 'Procesando…',
    cancel: 'Cancelar y volver',
    hintsHeading: 'Tarjetas de prueba',
    hintPays: 'paga',
    hintDeclined: 'se rechaza',
    hintFunds: 'no tiene fondos',
    use: 'Usar',
    hintRest: 'Sirven cualquier fecha futura y tres dígitos cualesquiera.',
    expiredTitle: 'Esta página de pago ha terminado',
    expiredText: 'No se cobró nada. Tus lugares se liberaron; puedes elegir boletos otra vez.',
    unknownTitle: 'Esta página de pago no existe',
    unknownText: 'Quizá el enlace esté incompleto. Vuelve a la tienda e inténtalo de nuevo.',
    back: 'Volver a la tienda',
    errors: {
      incorrect_number: 'El número de tarjeta no es correcto. Revisa los dígitos.',
      invalid_expiry: 'La fecha de vencimiento no es correcta o ya pasó.',
      incomplete_cvc: 'El código de seguridad lleva 3 o 4 dígitos.',
      missing_email: 'Escribe tu correo electrónico.',
      card_declined: 'Tu tarjeta fue rechazada. No se cobró nada. Prueba con otra.',
      insufficient_funds:
        'Tu tarjeta no tiene fondos suficientes. No se cobró nada. Prueba con otra.',
      expired_card: 'Tu tarjeta está vencida. Prueba con otra.',
      incorrect_cvc: 'El código de seguridad de tu tarjeta no es correcto.',
      processing_error: 'No se pudo procesar la tarjeta. No se cobró nada. Inténtalo de nuevo.',
    },
  },
}
