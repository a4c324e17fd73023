// What the mails without tickets say, in both languages: one subject and one text for each kind.
import type { MailJob } from '@maguey/wire/mail'
import type { Locale } from '@maguey/wire/values'

export type MoneyMailKind = Exclude<MailJob['kind'], 'tickets' | 'moved'>

type Facts = {
  event: string
  number: string
  /** Masked, so that the old address learns no new one. */
  email: string
  amount: string
  /** The ids of the tickets that still open the door. */
  standing: readonly string[]
}
type Words = { subject: (event: string) => string; text: (facts: Facts) => string }

const BANK_EN = 'your bank shows it within 5 to 10 days'
const BANK_ES = 'tu banco lo mostrará en 5 a 10 días'

const en: Record<MoneyMailKind, Words> = {
  refund: {
    subject: (event) => `Refund for ${event}`,
    text: ({ event, amount }) =>
      `We refunded ${amount} for ${event}; ${BANK_EN}. The tickets of this order no longer open the door.`,
  },
  partial_refund: {
    subject: (event) => `Partial refund for ${event}`,
    text: ({ event, amount, standing }) =>
      `We refunded ${amount} of your order for ${event}; ${BANK_EN}. ${stillStandEn(standing)}`,
  },
  refund_failed: {
    subject: (event) => `Your refund for ${event} did not arrive`,
    text: ({ event, amount, standing }) =>
      `We tried to refund ${amount} for ${event}, and your bank did not accept it. We are looking into it and will write to you. ${stillStandEn(standing)}`,
  },
  late: {
    subject: (event) => `Your payment for ${event} is on its way back`,
    text: ({ event, amount }) =>
      `Your payment for ${event} reached us after your seats had been released, and they were sold in the meantime. We are sorry. We send back all of ${amount}; ${BANK_EN}. There is nothing you need to do.`,
  },
  second_payment: {
    subject: (event) => `You paid twice for ${event}`,
    text: ({ event, amount, standing }) =>
      `A second payment of ${amount} reached us for ${event}. We send it back; ${BANK_EN}. ${stillStandEn(standing)}`,
  },
  cancelled: {
    subject: (event) => `${event} is cancelled`,
    text: ({ event, amount }) =>
      `${event} will not take place. We are sorry. We send back what you paid, ${amount} less what was refunded before; ${BANK_EN}. There is nothing you need to do, and the tickets are no longer valid.`,
  },
  address_changed: {
    subject: (event) => `Your order for ${event} has a new address`,
    text: ({ event, number, email }) =>
      `The tickets of order ${number} for ${event} go to ${email} now, and the link in our earlier mails opens the order no longer. If you did not ask for this, reply to this mail.`,
  },
}

const es: Record<MoneyMailKind, Words> = {
  refund: {
    subject: (event) => `Reembolso de ${event}`,
    text: ({ event, amount }) =>
      `Te reembolsamos ${amount} de ${event}; ${BANK_ES}. Las entradas de este pedido ya no abren la puerta.`,
  },
  partial_refund: {
    subject: (event) => `Reembolso parcial de ${event}`,
    text: ({ event, amount, standing }) =>
      `Te reembolsamos ${amount} de tu pedido de ${event}; ${BANK_ES}. ${stillStandEs(standing)}`,
  },
  refund_failed: {
    subject: (event) => `Tu reembolso de ${event} no llegó`,
    text: ({ event, amount, standing }) =>
      `Intentamos reembolsarte ${amount} de ${event} y tu banco no lo aceptó. Lo estamos revisando y te escribiremos. ${stillStandEs(standing)}`,
  },
  late: {
    subject: (event) => `Te devolvemos tu pago de ${event}`,
    text: ({ event, amount }) =>
      `Tu pago para ${event} nos llegó cuando tus lugares ya se habían liberado, y se vendieron mientras tanto. Lo sentimos. Te devolvemos ${amount} completos; ${BANK_ES}. No tienes que hacer nada.`,
  },
  second_payment: {
    subject: (event) => `Pagaste dos veces ${event}`,
    text: ({ event, amount, standing }) =>
      `Nos llegó un segundo pago de ${amount} para ${event}. Te lo devolvemos; ${BANK_ES}. ${stillStandEs(standing)}`,
  },
  cancelled: {
    subject: (event) => `${event} se canceló`,
    text: ({ event, amount }) =>
      `${event} no se llevará a cabo. Lo sentimos. Te devolvemos lo que pagaste, ${amount} menos lo ya reembolsado; ${BANK_ES}. No tienes que hacer nada, y las entradas ya no son válidas.`,
  },
  address_changed: {
    subject: (event) => `Tu pedido de ${event} tiene otra dirección`,
    text: ({ event, number, email }) =>
      `Las entradas del pedido ${number} de ${event} van ahora a ${email}, y el enlace de nuestros correos anteriores ya no abre el pedido. Si no lo pediste tú, responde a este correo.`,
  },
}

function stillStandEn(standing: readonly string[]): string {
  if (standing.length === 0) return 'No ticket of this order opens the door any more.'
  if (standing.length === 1) return `This ticket still opens the door: ${standing[0]}.`
  return `These tickets still open the door: ${standing.join(', ')}.`
}

function stillStandEs(standing: readonly string[]): string {
  if (standing.length === 0) return 'Ninguna entrada de este pedido abre ya la puerta.'
  if (standing.length === 1) return `Esta entrada sigue abriendo la puerta: ${standing[0]}.`
  return `Estas entradas siguen abriendo la puerta: ${standing.join(', ')}.`
}

export function moneyWords(kind: MoneyMailKind, locale: Locale): Words {
  return locale === 'es' ? es[kind] : en[kind]
}
