// What the mails of the waiting list say, in both languages: confirmed, offered, returned and sold.
import type { Locale } from '@maguey/wire/values'

type Seats = { event: string; type: string; quantity: number }
type Offer = Seats & { until: string; price: string; free: boolean }
type Sold = { event: string; ticketId: string; amount: string; free: boolean }

const en = {
  joined: {
    subject: (event: string) => `You’re on the waiting list for ${event}`,
    text: ({ event, type, quantity }: Seats) => [
      `You’re waiting for ${quantity} × ${type} for ${event}. If seats come free, we keep them for you and write to you at once. They are offered in the order in which people joined.`,
      'Nothing is charged until you buy. If you don’t want to wait any more, leave the list with this link.',
    ],
    button: 'See your place',
  },
  offer: {
    subject: (event: string) => `Tickets for ${event}: we’re keeping them for you`,
    text: ({ event, type, quantity, until, price, free }: Offer) => [
      `Seats came free, and it’s your turn: ${quantity} × ${type} for ${event}${free ? '' : `, ${price} in total`}. Nobody else can buy them until ${until}.`,
      'If you haven’t bought them by then, they go to the next in line.',
    ],
    button: 'Buy the tickets',
  },
  sold: {
    subject: (event: string) => `Your ticket for ${event} found somebody`,
    text: ({ event, ticketId, amount, free }: Sold) => [
      `Somebody from the waiting list has bought the ticket that you returned for ${event}. Ticket ${ticketId} no longer opens the door.`,
      free
        ? 'It had cost nothing, so no money goes back. You don’t need to do anything.'
        : `You get back ${amount}, and we write to you once it is on its way to your bank. You don’t need to do anything.`,
    ],
  },
  because: 'You received this e-mail because somebody put this address on our waiting list.',
}

const es: typeof en = {
  joined: {
    subject: (event) => `Estás en la lista de espera de ${event}`,
    text: ({ event, type, quantity }) => [
      `Esperas ${quantity} × ${type} para ${event}. Si se liberan lugares, te los guardamos y te escribimos enseguida. Se ofrecen por orden de llegada.`,
      'No se cobra nada hasta que compres. Si ya no quieres esperar, sal de la lista con este enlace.',
    ],
    button: 'Ver tu lugar',
  },
  offer: {
    subject: (event) => `Boletos para ${event}: te los guardamos`,
    text: ({ event, type, quantity, until, price, free }) => [
      `Se liberaron lugares y es tu turno: ${quantity} × ${type} para ${event}${free ? '' : `, ${price} en total`}. Nadie más los puede comprar hasta el ${until}.`,
      'Si para entonces no los compraste, pasan a la siguiente persona.',
    ],
    button: 'Comprar los boletos',
  },
  sold: {
    subject: (event) => `Tu boleto para ${event} ya tiene a alguien más`,
    text: ({ event, ticketId, amount, free }) => [
      `Alguien de la lista de espera compró el boleto que devolviste para ${event}. El boleto ${ticketId} ya no abre la puerta.`,
      free
        ? 'No había costado nada, así que no se devuelve dinero. No tienes que hacer nada.'
        : `Te devolvemos ${amount} y te escribiremos cuando vaya camino a tu banco. No tienes que hacer nada.`,
    ],
  },
  because: 'Recibes este correo porque alguien anotó esta dirección en nuestra lista de espera.',
}

export const waitingWords = (locale: Locale): typeof en => (locale === 'es' ? es : en)
