// What passes say beside a night's own facts, in both languages.
import type { Locale } from '@maguey/wire/values'

const en = {
  description: (event: string) => `Ticket for ${event}`,
  doors: 'Doors',
  /** `%@` is Apple's place for the new value. */
  doorsChanged: 'Doors now open at %@',
  night: 'Night',
  nightChanged: 'The night is now on %@',
  type: 'Ticket',
  guest: 'Name',
  age: 'Age',
  minAge: (age: number) => `${age}+ with ID`,
  venue: 'Where',
  order: 'Order',
  number: 'Ticket number',
  reentry: 'Re-entry',
}

const es: typeof en = {
  description: (event) => `Boleto para ${event}`,
  doors: 'Puertas',
  doorsChanged: 'Las puertas abren ahora a las %@',
  night: 'Noche',
  nightChanged: 'La noche es ahora el %@',
  type: 'Boleto',
  guest: 'Nombre',
  age: 'Edad',
  minAge: (age) => `${age}+ con identificación`,
  venue: 'Lugar',
  order: 'Pedido',
  number: 'Número de boleto',
  reentry: 'Reingreso',
}

export const passWords = (locale: Locale): typeof en => (locale === 'es' ? es : en)
