// The sentence that a person reads for each error code, in English and Spanish.
import type { ErrorCode } from './error-code.ts'
import { LIST_SENTENCES } from './list-error-sentences.ts'
import { NIGHT_SENTENCES } from './night-error-sentences.ts'
import { TRANSFER_SENTENCES } from './transfer-sentences.ts'
import { WAITING_SENTENCES } from './waiting-sentences.ts'

export const ERROR_SENTENCES: {
  readonly [Code in ErrorCode]: { readonly en: string; readonly es: string }
} = {
  invalid_request: {
    en: 'Something in the request is missing or wrong. Check it and try again.',
    es: 'Falta algo en la solicitud o no es correcto. Revísalo e inténtalo de nuevo.',
  },
  invalid_quantity: {
    en: 'Choose a whole number of tickets, one or more.',
    es: 'Elige un número entero de boletos, uno o más.',
  },
  invalid_email: {
    en: 'Check the e-mail address: the tickets are sent there.',
    es: 'Revisa el correo electrónico: ahí enviamos los boletos.',
  },
  too_many_per_order: {
    en: 'That is more than one order may hold. Choose fewer tickets.',
    es: 'Son más boletos de los que admite un pedido. Elige menos.',
  },
  event_not_found: {
    en: "We can't find this event. It may have moved or ended.",
    es: 'No encontramos este evento. Quizá cambió de página o ya terminó.',
  },
  ticket_type_not_found: {
    en: 'This ticket type no longer exists. Reload the page and choose again.',
    es: 'Este tipo de boleto ya no existe. Recarga la página y elige de nuevo.',
  },
  event_not_on_sale: {
    en: 'Tickets for this event are not on sale.',
    es: 'Los boletos de este evento no están a la venta.',
  },
  sales_not_open: {
    en: 'Sales have not opened yet. Nothing was charged.',
    es: 'La venta aún no ha empezado. No se cobró nada.',
  },
  sales_ended: {
    en: 'Sales for this event have ended. Nothing was charged.',
    es: 'La venta de este evento ha terminado. No se cobró nada.',
  },
  sales_paused: {
    en: 'Sales are paused at the moment. Nothing was charged. Try again later.',
    es: 'La venta está en pausa por el momento. No se cobró nada. Inténtalo más tarde.',
  },
  event_cancelled: {
    en: 'This event is cancelled. Nothing was charged.',
    es: 'Este evento está cancelado. No se cobró nada.',
  },
  sold_out: {
    en: 'There are not enough tickets left. Nothing was charged. Choose fewer or another type.',
    es: 'No quedan suficientes boletos. No se cobró nada. Elige menos u otro tipo.',
  },
  price_changed: {
    en: 'The price has just changed. Nothing was charged. Look at the new price and choose again.',
    es: 'El precio acaba de cambiar. No se cobró nada. Mira el nuevo precio y elige de nuevo.',
  },
  too_many_unpaid: {
    en: 'You already hold many tickets that are not paid. Pay or cancel those first, or wait half an hour.',
    es: 'Ya tienes muchos boletos reservados sin pagar. Págalos o cancélalos primero, o espera media hora.',
  },
  amount_not_chargeable: {
    en: 'This amount cannot be charged. Nothing was charged. Choose another number of tickets.',
    es: 'Este importe no se puede cobrar. No se cobró nada. Elige otra cantidad de boletos.',
  },
  promo_unknown: {
    en: "We don't know this code for this night. Check it, or buy without it.",
    es: 'No conocemos este código para esta noche. Revísalo o compra sin él.',
  },
  promo_not_yet: {
    en: 'This code is not valid yet.',
    es: 'Este código aún no es válido.',
  },
  promo_ended: {
    en: 'This code is no longer valid.',
    es: 'Este código ya no es válido.',
  },
  promo_used_up: {
    en: 'This code has been used up. Nothing was charged. You can buy without it.',
    es: 'Este código se agotó. No se cobró nada. Puedes comprar sin él.',
  },
  promo_used_by_you: {
    en: 'You have used this code already. Nothing was charged. You can buy without it.',
    es: 'Ya usaste este código. No se cobró nada. Puedes comprar sin él.',
  },
  promo_not_for_these: {
    en: 'This code is not for the tickets that you chose. Choose others, or buy without it.',
    es: 'Este código no es para los boletos que elegiste. Elige otros o compra sin él.',
  },
  promo_taken: {
    en: 'There is a code with this name already. Choose another.',
    es: 'Ya hay un código con este nombre. Elige otro.',
  },
  ...NIGHT_SENTENCES,
  ...LIST_SENTENCES,
  client_key_conflict: {
    en: 'This order was already started with other contents. Reload the page and try again.',
    es: 'Este pedido ya se inició con otro contenido. Recarga la página e inténtalo de nuevo.',
  },
  order_not_found: {
    en: "We can't find this order. Open it from the link in your e-mail.",
    es: 'No encontramos este pedido. Ábrelo desde el enlace de tu correo.',
  },
  order_not_payable: {
    en: 'This order can no longer be paid. Nothing was charged. Start a new one.',
    es: 'Este pedido ya no se puede pagar. No se cobró nada. Empieza uno nuevo.',
  },
  order_not_complete: {
    en: 'This order has no tickets that stand, so there is nothing to send or to correct.',
    es: 'Este pedido no tiene boletos vigentes, así que no hay nada que enviar ni corregir.',
  },
  ticket_not_replaceable: {
    en: 'This ticket was used, refunded or voided already, so it can’t be replaced.',
    es: 'Este boleto ya se usó, se reembolsó o se anuló, así que no se puede reemplazar.',
  },
  ...TRANSFER_SENTENCES,
  ...WAITING_SENTENCES,
  refund_exceeds: {
    en: 'That is more than is left to give back. Check what was refunded already.',
    es: 'Es más de lo que queda por devolver. Revisa lo que ya se devolvió.',
  },
  nothing_to_refund: {
    en: 'There is nothing left to give back. It was never paid, or is on its way back already.',
    es: 'No queda nada por devolver. No se pagó, o la devolución ya está en camino.',
  },
  request_conflict: {
    en: 'This was already asked for with other contents. Reload the page and try again.',
    es: 'Esto ya se solicitó con otro contenido. Recarga la página e inténtalo de nuevo.',
  },
  tickets_mismatch: {
    en: "The tickets don't match this order.",
    es: 'Los boletos no coinciden con este pedido.',
  },
  pairing_code_invalid: {
    en: 'This code is not right. Check it, or ask the manager for a new one.',
    es: 'El código no es correcto. Revísalo o pide otro al encargado.',
  },
  pairing_code_used: {
    en: 'This code was already used. Ask the manager for a new one.',
    es: 'Este código ya se usó. Pide otro al encargado.',
  },
  pairing_code_expired: {
    en: 'This code has expired. Ask the manager for a new one.',
    es: 'Este código ha caducado. Pide otro al encargado.',
  },
  not_staff: {
    en: 'This account has no staff access. Ask an admin to add it.',
    es: 'Esta cuenta no tiene acceso de personal. Pide a un administrador que la añada.',
  },
  second_factor_needed: {
    en: 'Enter the code from your authenticator app first.',
    es: 'Escribe primero el código de tu app de autenticación.',
  },
  not_allowed: {
    en: 'Your role does not allow this. Ask a manager or an admin.',
    es: 'Tu rol no permite esto. Pídeselo a un responsable o a un administrador.',
  },
  last_admin: {
    en: 'Somebody has to be an admin. Make another one first.',
    es: 'Alguien tiene que ser administrador. Nombra antes a otra persona.',
  },
  already_staff: {
    en: 'Somebody with this e-mail works here already.',
    es: 'Ya trabaja aquí alguien con este correo.',
  },
  link_ended: {
    en: 'This link has been used, withdrawn or is too old. Ask for a new one.',
    es: 'Este enlace ya se usó, se retiró o es demasiado viejo. Pide uno nuevo.',
  },
  password_weak: {
    en: 'Choose a password of 10 to 72 characters.',
    es: 'Elige una contraseña de 10 a 72 caracteres.',
  },
  person_is_buying: {
    en: 'An order of this address is being paid right now. Try again in half an hour.',
    es: 'Un pedido de esta dirección se está pagando ahora mismo. Inténtalo en media hora.',
  },
  ban_lifted: {
    en: 'This entry was lifted and stays as it is. Enter the person again.',
    es: 'Este registro se levantó y queda como está. Registra a la persona de nuevo.',
  },
  not_a_device: {
    en: "This phone is not paired. Pair it with the manager's code.",
    es: 'Este teléfono no está vinculado. Vincúlalo con el código del encargado.',
  },
  event_not_allowed: {
    en: 'You have no access to this event. Ask the manager.',
    es: 'No tienes acceso a este evento. Pregunta al encargado.',
  },
  too_many_requests: {
    en: 'Too many tries. Wait a moment, then try again.',
    es: 'Demasiados intentos. Espera un momento y vuelve a intentarlo.',
  },
  bad_signature: {
    en: "The message's signature is not valid.",
    es: 'La firma del mensaje no es válida.',
  },
  payment_refused: {
    en: 'The payment service does not take this order. Nothing was charged. Ask the venue for help.',
    es: 'El servicio de pago no acepta este pedido. No se cobró nada. Pide ayuda al local.',
  },
  payment_provider_unavailable: {
    en: 'The payment service is not answering. Nothing was charged. Try again in a minute.',
    es: 'El servicio de pago no responde. No se cobró nada. Inténtalo de nuevo en un minuto.',
  },
  not_found: {
    en: 'There is nothing at this address.',
    es: 'No hay nada en esta dirección.',
  },
  internal: {
    en: 'Something went wrong on our side. Try again in a minute.',
    es: 'Algo falló de nuestro lado. Inténtalo de nuevo en un minuto.',
  },
  payload_too_large: {
    en: 'The request is too large.',
    es: 'La solicitud es demasiado grande.',
  },
}

/** The sentence that a person reads. */
export function errorMessage(code: ErrorCode, locale: 'en' | 'es'): string {
  return ERROR_SENTENCES[code][locale]
}
