// What tickets and mails say, in both languages.
import type { Locale } from '@maguey/wire/values'
import type { ReminderDay } from './event-facts.ts'

const en = {
  subject: (event: string) => `Your tickets for ${event}`,
  greeting: (name: string | null) => (name === null ? 'See you soon.' : `See you soon, ${name}.`),
  intro: (count: number) =>
    count === 1
      ? 'Your ticket is below and attached as a PDF.'
      : `Your ${count} tickets are below and attached as a PDF.`,
  reminderSubject: (event: string, day: ReminderDay) =>
    `${{ tonight: 'Tonight', today: 'Today', tomorrow: 'Tomorrow' }[day]}: ${event}`,
  reminderIntro: (count: number) =>
    count === 1
      ? 'Here is your ticket for the door.'
      : `Here are your ${count} tickets for the door.`,
  doors: (time: string) => `Doors open at ${time}`,
  map: 'Map',
  calendar: 'Add to calendar',
  minAge: (age: number) => `${age} and over. Bring a photo ID.`,
  entryTitle: 'At the door',
  entry: [
    'Show each QR code on your screen, at full brightness, or on paper.',
    'Each ticket lets in one person, once. Whoever shows it first gets in, so share it only with someone who is coming with you.',
  ],
  reentry: 'Stepping out? Have your ticket scanned at the exit, and it will let you back in.',
  noReentry: 'No re-entry: once you leave, you can’t come back in.',
  openOrder: 'Open your tickets',
  seeOrder: 'See your order',
  ticketOf: (index: number, count: number) => `Ticket ${index} of ${count}`,
  qrAlt: (type: string, ticketId: string) => `QR code of your ${type} ticket ${ticketId}`,
  total: 'Total',
  order: 'Order',
  receipt: 'Your receipt',
  keepPrivate: 'This link opens your tickets without a password. Keep it to yourself.',
  questions: 'Questions? Reply to this e-mail or contact',
  sentBecause: 'You received this e-mail because tickets were ordered with this address.',
  remindedBecause:
    'You received this reminder because you have tickets for this night. Your tickets arrive even without reminders.',
  stopReminders: 'Stop reminders',
}

const es: typeof en = {
  subject: (event) => `Tus boletos para ${event}`,
  greeting: (name) => (name === null ? 'Nos vemos pronto.' : `Nos vemos pronto, ${name}.`),
  intro: (count) =>
    count === 1
      ? 'Tu boleto está aquí abajo y va adjunto en PDF.'
      : `Tus ${count} boletos están aquí abajo y van adjuntos en PDF.`,
  reminderSubject: (event, day) =>
    `${{ tonight: 'Esta noche', today: 'Hoy', tomorrow: 'Mañana' }[day]}: ${event}`,
  reminderIntro: (count) =>
    count === 1
      ? 'Aquí está tu boleto para la puerta.'
      : `Aquí están tus ${count} boletos para la puerta.`,
  doors: (time) => `Abrimos a las ${time}`,
  map: 'Mapa',
  calendar: 'Agregar al calendario',
  minAge: (age) => `Solo mayores de ${age} años. Trae una identificación con foto.`,
  entryTitle: 'En la puerta',
  entry: [
    'Muestra cada código QR en tu pantalla, con el brillo al máximo, o impreso.',
    'Cada boleto deja pasar a una persona, una sola vez. Pasa quien lo muestre primero: compártelo solo con quien venga contigo.',
  ],
  reentry: '¿Sales un momento? Pide que escaneen tu boleto a la salida y podrás volver a entrar.',
  noReentry: 'Sin reingreso: si sales, ya no puedes volver a entrar.',
  openOrder: 'Abrir tus boletos',
  seeOrder: 'Ver tu pedido',
  ticketOf: (index, count) => `Boleto ${index} de ${count}`,
  qrAlt: (type, ticketId) => `Código QR de tu boleto ${type} ${ticketId}`,
  total: 'Total',
  order: 'Pedido',
  receipt: 'Tu recibo',
  keepPrivate: 'Este enlace abre tus boletos sin contraseña. No lo compartas.',
  questions: '¿Dudas? Responde a este correo o escríbenos a',
  sentBecause: 'Recibes este correo porque se pidieron boletos con esta dirección.',
  remindedBecause:
    'Recibes este recordatorio porque tienes boletos para esta noche. Tus boletos te llegan aunque no quieras recordatorios.',
  stopReminders: 'Ya no quiero recordatorios',
}

export type TicketWords = typeof en

export function ticketWords(locale: Locale): TicketWords {
  return locale === 'es' ? es : en
}
