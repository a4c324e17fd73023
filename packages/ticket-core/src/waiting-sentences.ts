// The sentences about the waiting list and returned tickets, as part of the register.
import type { ErrorCode } from './error-code.ts'

type WaitingCode = Extract<
  ErrorCode,
  | 'not_sold_out'
  | 'waiting_entry_not_found'
  | 'offer_ended'
  | 'ticket_not_returnable'
  | `return_${string}`
>

export const WAITING_SENTENCES: Readonly<
  Record<WaitingCode, { readonly en: string; readonly es: string }>
> = {
  not_sold_out: {
    en: 'There are tickets left, so nobody has to wait. Choose yours on the night’s page.',
    es: 'Quedan boletos, así que no hace falta esperar. Elige los tuyos en la página de la noche.',
  },
  waiting_entry_not_found: {
    en: 'This link doesn’t lead to a place on a waiting list. Open it again from the e-mail that you got.',
    es: 'Este enlace no lleva a ningún lugar en una lista de espera. Ábrelo de nuevo desde el correo que recibiste.',
  },
  offer_ended: {
    en: 'The time to buy these tickets is over, and they went to the next in line. You can join the waiting list again.',
    es: 'El tiempo para comprar estos boletos terminó y pasaron a la siguiente persona. Puedes volver a la lista de espera.',
  },
  ticket_not_returnable: {
    en: 'This ticket can’t be returned: it was used, refunded, voided, handed on or offered to somebody, or the sale for its night is over.',
    es: 'Este boleto no se puede devolver: ya se usó, se reembolsó, se anuló, se pasó o se ofreció a otra persona, o la venta de su noche terminó.',
  },
  return_not_found: {
    en: 'This ticket is not returned. Reload the page to see how it stands.',
    es: 'Este boleto no está devuelto. Recarga la página para ver cómo está.',
  },
  return_sold: {
    en: 'Somebody has bought this ticket, and your money is on its way back. It can’t be taken back any more.',
    es: 'Alguien compró este boleto y tu dinero está en camino. Ya no se puede recuperar.',
  },
  return_being_bought: {
    en: 'Somebody is paying for this ticket at this moment. If they don’t, you can take it back in half an hour.',
    es: 'Alguien está pagando este boleto en este momento. Si no lo hace, podrás recuperarlo en media hora.',
  },
}
