// What tickets and mails say, in both languages.
import type { Locale } from '@maguey/wire/values'

const en = {
  subject: (event: string) => `Your tickets for ${event}`,
  greeting: (name: string | null) => (name === null ? 'See you soon.' : `See you soon, ${name}.`),
  intro: (count: number) =>
    count === 1
      ? 'Your ticket is below and attached as a PDF.'
      : `Your ${count} tickets are below and attached as a PDF.`,
  doors: (time: string) => `Doors ${time}`,
  minAge: (age: number) => `${age} and over. Bring a photo ID.`,
  entryTitle: 'At the door',
  entry: [
    'Show each QR code on your screen, brightness up, or printed.',
    'Each ticket lets one person in, once. Whoever shows it first is in: share it with nobody you would not bring.',
  ],
  reentry: 'Going out for air? Have your ticket read at the exit, and it lets you in again.',
  noReentry: 'No re-entry: once you leave, the ticket is used.',
  openOrder: 'Open your tickets',
  ticketOf: (index: number, count: number) => `Ticket ${index} of ${count}`,
  qrAlt: (type: string, ticketId: string) => `QR code of your ${type} ticket ${ticketId}`,
  total: 'Total',
  order: 'Order',
  receipt: 'Your receipt',
  keepPrivate: 'The link opens your tickets without a password. Keep it to yourself.',
  sentBecause: 'You get this mail because tickets were ordered with this address.',
}

const es: typeof en = {
  subject: (event) => `Tus entradas para ${event}`,
  greeting: (name) => (name === null ? 'Nos vemos pronto.' : `Nos vemos pronto, ${name}.`),
  intro: (count) =>
    count === 1
      ? 'Tu entrada está aquí abajo y adjunta en PDF.'
      : `Tus ${count} entradas están aquí abajo y adjuntas en PDF.`,
  doors: (time) => `Puertas ${time}`,
  minAge: (age) => `Mayores de ${age} años. Trae una identificación con foto.`,
  entryTitle: 'En la puerta',
  entry: [
    'Muestra cada código QR en tu pantalla, con el brillo alto, o impreso.',
    'Cada entrada deja pasar a una persona, una vez. Quien la muestra primero, pasa: no la compartas con nadie a quien no llevarías.',
  ],
  reentry: '¿Sales a tomar aire? Haz que lean tu entrada al salir y podrás volver a pasar.',
  noReentry: 'Sin reingreso: al salir, la entrada queda usada.',
  openOrder: 'Abrir tus entradas',
  ticketOf: (index, count) => `Entrada ${index} de ${count}`,
  qrAlt: (type, ticketId) => `Código QR de tu entrada ${type} ${ticketId}`,
  total: 'Total',
  order: 'Pedido',
  receipt: 'Tu recibo',
  keepPrivate: 'El enlace abre tus entradas sin contraseña. Guárdalo solo para ti.',
  sentBecause: 'Recibes este correo porque se pidieron entradas con esta dirección.',
}

export type TicketWords = typeof en

export function ticketWords(locale: Locale): TicketWords {
  return locale === 'es' ? es : en
}
