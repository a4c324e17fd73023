// What the mails about a ticket that is handed on say, in both languages.
import type { MailJob } from '@maguey/wire/mail'
import type { Locale } from '@maguey/wire/values'

export type TransferMailKind = Extract<MailJob['kind'], `transfer_${string}`>

type Facts = {
  event: string
  type: string
  ticketId: string
  /** Null: nobody gave a name. */
  from: string | null
  to: string | null
}
type Words = {
  subject: (facts: Facts) => string
  text: (facts: Facts) => string[]
  /** The label of the link; null: none is needed. */
  button: string | null
}

const en: Record<TransferMailKind, Words> = {
  transfer_offered: {
    subject: ({ event, from }) => `${from ?? 'Somebody'} has a ticket for you: ${event}`,
    text: ({ event, type, from }) => [
      `${from ?? 'Somebody'} wants to give you a ${type} ticket for ${event}.`,
      'Accept it, and you get a ticket with a code of your own. Until then it can be taken back, and the code that it has now opens the door.',
    ],
    button: 'See the ticket',
  },
  transfer_taken_back: {
    subject: ({ event }) => `The ticket for ${event} was taken back`,
    text: ({ event, from }) => [
      `${from ?? 'Whoever offered it'} took back the ticket for ${event}. The link in our earlier e-mail no longer works, and you don’t need to do anything.`,
    ],
    button: null,
  },
  transfer_accepted: {
    subject: ({ event, to }) => `${to ?? 'Your friend'} has accepted your ticket for ${event}`,
    text: ({ type, ticketId, to }) => [
      `Your ${type} ticket ${ticketId} now belongs to ${to ?? 'your friend'}, under a new code. The old code no longer opens the door.`,
      'If this order is refunded, the money comes back to you, and the ticket that you gave away stops being valid.',
    ],
    button: 'See your order',
  },
  transfer_void: {
    subject: ({ event }) => `Your ticket for ${event} is no longer valid`,
    text: ({ event, type, from }) => [
      `The ${type} ticket for ${event} that ${from ?? 'somebody'} gave you was refunded or cancelled, and no longer opens the door. We’re sorry.`,
      'Any refund goes to whoever paid for it. Ask them, or reply to this e-mail.',
    ],
    button: null,
  },
}

const es: Record<TransferMailKind, Words> = {
  transfer_offered: {
    subject: ({ event, from }) => `${from ?? 'Alguien'} tiene un boleto para ti: ${event}`,
    text: ({ event, type, from }) => [
      `${from ?? 'Alguien'} quiere pasarte un boleto ${type} para ${event}.`,
      'Acéptalo y tendrás un boleto con tu propio código. Mientras no lo aceptes, te lo pueden retirar, y el código que tiene ahora es el que abre la puerta.',
    ],
    button: 'Ver el boleto',
  },
  transfer_taken_back: {
    subject: ({ event }) => `Retiraron el boleto para ${event}`,
    text: ({ event, from }) => [
      `${from ?? 'Quien te lo ofreció'} retiró el boleto para ${event}. El enlace de nuestro correo anterior ya no funciona y no tienes que hacer nada.`,
    ],
    button: null,
  },
  transfer_accepted: {
    subject: ({ event, to }) =>
      `${to ?? 'La persona a quien se lo pasaste'} aceptó tu boleto para ${event}`,
    text: ({ type, ticketId, to }) => [
      `Tu boleto ${type} ${ticketId} ahora es de ${to ?? 'la persona a quien se lo pasaste'}, con un código nuevo. El código anterior ya no abre la puerta.`,
      'Si se reembolsa este pedido, el dinero vuelve a ti y el boleto que pasaste deja de ser válido.',
    ],
    button: 'Ver tu pedido',
  },
  transfer_void: {
    subject: ({ event }) => `Tu boleto para ${event} ya no es válido`,
    text: ({ event, type, from }) => [
      `El boleto ${type} para ${event} que te pasó ${from ?? 'otra persona'} se reembolsó o se canceló, y ya no abre la puerta. Lo sentimos.`,
      'Cualquier reembolso es para quien lo pagó. Pregúntale o responde a este correo.',
    ],
    button: null,
  },
}

export function transferWords(kind: TransferMailKind, locale: Locale): Words {
  return locale === 'es' ? es[kind] : en[kind]
}

/** Why the recipient of a ticket gets mail. */
export function handedBecause(locale: Locale): string {
  return locale === 'es'
    ? 'Recibes este correo porque alguien te ofreció o te pasó un boleto con esta dirección.'
    : 'You received this e-mail because somebody offered or gave you a ticket with this address.'
}
