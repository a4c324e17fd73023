// What the mails without tickets say, in both languages: one subject and one text for each kind.
import type { MailJob } from '@maguey/wire/mail'
import type { Locale } from '@maguey/wire/values'
import type { TransferMailKind } from './transfer-words.ts'

export type MoneyMailKind = Exclude<
  MailJob['kind'],
  'tickets' | 'moved' | 'reminder' | 'waiting_offer' | 'return_sold' | TransferMailKind
>

type Facts = {
  event: string
  number: string
  /** Masked, so that the old address learns no new one. */
  email: string
  amount: string
  /** Nothing was paid, so nothing comes back. */
  free: boolean
  /** The ids of the tickets that still open the door. */
  standing: readonly string[]
}
type Words = {
  subject: (event: string) => string
  /** Paragraphs: what happened, the money, what to do. */
  text: (facts: Facts) => string[]
}

const BANK_EN = 'Your bank will show it within 5 to 10 days.'
const BANK_ES = 'Tu banco lo mostrará en un plazo de 5 a 10 días.'
const NOTHING_EN = 'You don’t need to do anything.'
const NOTHING_ES = 'No tienes que hacer nada.'

const en: Record<MoneyMailKind, Words> = {
  refund: {
    subject: (event) => `Refund for ${event}`,
    text: ({ event, amount }) => [
      `We refunded ${amount} for ${event}. ${BANK_EN}`,
      'The tickets in this order are no longer valid at the door.',
    ],
  },
  partial_refund: {
    subject: (event) => `Partial refund for ${event}`,
    text: ({ event, amount, standing }) => [
      `We refunded ${amount} of your order for ${event}. ${BANK_EN}`,
      stillStandEn(standing),
    ],
  },
  refund_failed: {
    subject: (event) => `Your refund for ${event} didn’t go through`,
    text: ({ event, amount, standing }) => [
      `We tried to refund ${amount} for ${event}, but your bank didn’t accept it. The money is still yours: we are looking into it and will write to you.`,
      stillStandEn(standing),
    ],
  },
  late: {
    subject: (event) => `We’re returning your payment for ${event}`,
    text: ({ event, amount }) => [
      `Your payment for ${event} reached us after the hold on your spots had ended, and they had been sold. We’re sorry.`,
      `We are refunding all of it, ${amount}. ${BANK_EN} ${NOTHING_EN}`,
    ],
  },
  second_payment: {
    subject: (event) => `You paid twice for ${event}`,
    text: ({ event, amount, standing }) => [
      `We received a second payment of ${amount} for ${event} and are refunding it. ${BANK_EN} ${NOTHING_EN}`,
      stillStandEn(standing),
    ],
  },
  cancelled: {
    subject: (event) => `${event} is cancelled`,
    text: ({ event, amount, free }) => [
      `${event} will not take place. We’re sorry. Your tickets are no longer valid.`,
      free
        ? `Nothing was charged for this order. ${NOTHING_EN}`
        : `You get back everything that you paid: ${amount}, less anything already refunded. ${BANK_EN} ${NOTHING_EN}`,
    ],
  },
  address_changed: {
    subject: (event) => `Your order for ${event} has a new e-mail address`,
    text: ({ event, number, email }) => [
      `The tickets in order ${number} for ${event} now go to ${email}. The link in our earlier e-mails no longer opens the order.`,
      'If you didn’t ask for this, reply to this e-mail.',
    ],
  },
}

const es: Record<MoneyMailKind, Words> = {
  refund: {
    subject: (event) => `Reembolso de ${event}`,
    text: ({ event, amount }) => [
      `Te reembolsamos ${amount} de ${event}. ${BANK_ES}`,
      'Los boletos de este pedido ya no son válidos en la puerta.',
    ],
  },
  partial_refund: {
    subject: (event) => `Reembolso parcial de ${event}`,
    text: ({ event, amount, standing }) => [
      `Te reembolsamos ${amount} de tu pedido para ${event}. ${BANK_ES}`,
      stillStandEs(standing),
    ],
  },
  refund_failed: {
    subject: (event) => `Tu reembolso de ${event} no se completó`,
    text: ({ event, amount, standing }) => [
      `Intentamos reembolsarte ${amount} de ${event}, pero tu banco no lo aceptó. El dinero sigue siendo tuyo: lo estamos revisando y te escribiremos.`,
      stillStandEs(standing),
    ],
  },
  late: {
    subject: (event) => `Te devolvemos tu pago de ${event}`,
    text: ({ event, amount }) => [
      `Tu pago para ${event} nos llegó cuando ya había terminado el tiempo para pagar y tus lugares se habían vendido. Lo sentimos.`,
      `Te devolvemos todo, ${amount}. ${BANK_ES} ${NOTHING_ES}`,
    ],
  },
  second_payment: {
    subject: (event) => `Pagaste dos veces ${event}`,
    text: ({ event, amount, standing }) => [
      `Nos llegó un segundo pago de ${amount} para ${event} y te lo devolvemos. ${BANK_ES} ${NOTHING_ES}`,
      stillStandEs(standing),
    ],
  },
  cancelled: {
    subject: (event) => `Se canceló ${event}`,
    text: ({ event, amount, free }) => [
      `${event} no se llevará a cabo. Lo sentimos. Tus boletos ya no son válidos.`,
      free
        ? `No se cobró nada por este pedido. ${NOTHING_ES}`
        : `Te devolvemos todo lo que pagaste: ${amount}, menos lo que ya se te haya reembolsado. ${BANK_ES} ${NOTHING_ES}`,
    ],
  },
  address_changed: {
    subject: (event) => `Tu pedido para ${event} tiene otro correo`,
    text: ({ event, number, email }) => [
      `Los boletos del pedido ${number} para ${event} ahora se envían a ${email}. El enlace de nuestros correos anteriores ya no abre el pedido.`,
      'Si no lo pediste tú, responde a este correo.',
    ],
  },
}

function stillStandEn(standing: readonly string[]): string {
  if (standing.length === 0) return 'No ticket in this order is valid any more.'
  if (standing.length === 1) return `This ticket is still valid: ${standing[0]}.`
  return `These tickets are still valid: ${standing.join(', ')}.`
}

function stillStandEs(standing: readonly string[]): string {
  if (standing.length === 0) return 'Ningún boleto de este pedido es válido ya.'
  if (standing.length === 1) return `Este boleto sigue siendo válido: ${standing[0]}.`
  return `Estos boletos siguen siendo válidos: ${standing.join(', ')}.`
}

export function moneyWords(kind: MoneyMailKind, locale: Locale): Words {
  return locale === 'es' ? es[kind] : en[kind]
}
