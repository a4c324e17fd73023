// The sentences about tickets that are handed on, as part of the register.
import type { ErrorCode } from './error-code.ts'

type TransferCode = Extract<
  ErrorCode,
  'ticket_not_transferable' | 'ticket_already_offered' | `transfer_${string}`
>

export const TRANSFER_SENTENCES: Readonly<
  Record<TransferCode, { readonly en: string; readonly es: string }>
> = {
  ticket_not_transferable: {
    en: 'This ticket can’t be given to somebody else: it was used, refunded, voided, returned or already handed on, or its night is over or cancelled.',
    es: 'Este boleto no se puede pasar a otra persona: ya se usó, se reembolsó, se anuló, se devolvió o se pasó antes, o su noche terminó o se canceló.',
  },
  ticket_already_offered: {
    en: 'This ticket is already offered to somebody. Take that offer back first.',
    es: 'Este boleto ya se ofreció a otra persona. Primero retira esa oferta.',
  },
  transfer_not_found: {
    en: 'This link doesn’t lead to a ticket. Open it again from the message that you got, or ask for a new one.',
    es: 'Este enlace no lleva a ningún boleto. Ábrelo de nuevo desde el mensaje que recibiste o pide otro.',
  },
  transfer_accepted: {
    en: 'This ticket was already accepted. Whoever accepted it has the ticket in their e-mail.',
    es: 'Este boleto ya fue aceptado. Quien lo aceptó lo tiene en su correo.',
  },
  transfer_taken_back: {
    en: 'This ticket is no longer offered: it was taken back.',
    es: 'Este boleto ya no se ofrece: quien lo ofreció lo retiró.',
  },
}
