// What the mail says to whoever asked for their tickets, in both languages.
import type { Locale } from '@maguey/wire/values'

const en = {
  subject: 'Your tickets',
  intro: 'Here is what you have with us. Each link opens its tickets without a password.',
  tickets: (count: number) =>
    count === 0 ? 'No ticket left' : count === 1 ? '1 ticket' : `${count} tickets`,
  refund: 'Your refund is under way',
  cancelled: 'This night was called off',
  open: 'Open the tickets',
  see: 'See the order',
  keep: 'Keep this mail to yourself: whoever has the links has the tickets. If you did not ask for it, you need to do nothing.',
  because: 'You received this e-mail because somebody asked for the tickets of this address.',
}

const es: typeof en = {
  subject: 'Tus boletos',
  intro: 'Esto es lo que tienes con nosotros. Cada enlace abre sus boletos sin contraseña.',
  tickets: (count) =>
    count === 0 ? 'Ya no queda ningún boleto' : count === 1 ? '1 boleto' : `${count} boletos`,
  refund: 'Tu reembolso está en camino',
  cancelled: 'Esta noche se canceló',
  open: 'Abrir los boletos',
  see: 'Ver el pedido',
  keep: 'No compartas este correo: quien tenga los enlaces tiene los boletos. Si no lo pediste, no tienes que hacer nada.',
  because: 'Recibes este correo porque alguien pidió los boletos de esta dirección.',
}

export const foundWords = (locale: Locale): typeof en => (locale === 'es' ? es : en)
