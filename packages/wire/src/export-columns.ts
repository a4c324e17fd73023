// The columns of the spreadsheet exports, as their pages describe them: docs/exports.md says the same.

/** The columns of each export, in the order of its cells: the name, and what it means in English and in Spanish. */
export const EXPORT_COLUMNS = {
  orders: {
    order: [
      'Number of the order, as on its page and mails',
      'Número del pedido, como en su página y correos',
    ],
    status: [
      'pending, completed, partially_refunded, refund_pending, refunded, expired (never paid) or failed',
      'pending (pendiente), completed (completado), partially_refunded (devuelto en parte), refund_pending (en devolución), refunded (devuelto), expired (nunca pagado) o failed (fallido)',
    ],
    ordered_at: [
      "When it was begun, by the venue's clock",
      'Cuándo se empezó, según el reloj del local',
    ],
    paid_at: [
      "When it was paid and had its tickets, by the venue's clock",
      'Cuándo se pagó y tuvo sus boletos, según el reloj del local',
    ],
    name: ['Customer; empty once forgotten', 'Cliente; vacío una vez olvidado'],
    email: ['Address of the customer', 'Correo del cliente'],
    tickets: ['How many tickets it is for', 'Cuántos boletos tiene'],
    total: ['What it cost, discounts taken off', 'Lo que costó, descuentos ya restados'],
    refunded: ['What went back', 'Lo que se devolvió'],
    currency: ['ISO 4217', 'ISO 4217'],
    promo_code: ['The code that lowered the price', 'El código que bajó el precio'],
    stripe_payment: ["Stripe's id of the payment", 'Id del pago en Stripe'],
    kind: [
      'sale, comp (given away) or door (sold at the door: its total is in no payment)',
      'sale (venta), comp (regalado) o door (vendido en la puerta: su total no está en ningún pago)',
    ],
  },
  tickets: {
    ticket: ['Id of the ticket', 'Id del boleto'],
    type: ['Ticket type', 'Tipo de boleto'],
    status: ['issued, refunded or void', 'issued (válido), refunded (devuelto) o void (anulado)'],
    order: ['Number of its order', 'Número de su pedido'],
    guest: [
      'Name of the guest; empty once forgotten',
      'Nombre del invitado; vacío una vez olvidado',
    ],
    price: ['What was paid for it', 'Lo que se pagó por él'],
    entered_at: [
      "When the guest came in, by the venue's clock; empty: never",
      'Cuándo entró, según el reloj del local; vacío: nunca',
    ],
  },
  scans: {
    scanned_at: [
      "When it was scanned, by the venue's clock",
      'Cuándo se leyó, según el reloj del local',
    ],
    ticket: ['Id of the ticket as it was read', 'Id del boleto tal como se leyó'],
    verdict: ['What the phone said', 'Lo que dijo el teléfono'],
    direction: ['in or out', 'in (entrada) u out (salida)'],
    result: ['What the server made of it', 'Lo que decidió el servidor'],
    gate: ['Where', 'Dónde'],
    phone: ['Which phone', 'Qué teléfono'],
  },
  receipts: {
    number: [
      'Number of the receipt (R…) or credit note (C…), without gaps within a year',
      'Número del recibo (R…) o nota de crédito (C…), sin huecos dentro del año',
    ],
    kind: [
      'receipt, credit_note, or restored: a refund failed after its credit note',
      'receipt (recibo), credit_note (nota de crédito) o restored: una devolución falló después de su nota',
    ],
    issued_at: [
      "When it was issued, by the venue's clock",
      'Cuándo se expidió, según el reloj del local',
    ],
    order: ['Number of its order', 'Número de su pedido'],
    amount: [
      'Tax included; below zero for a credit note',
      'Con impuesto; negativo en una nota de crédito',
    ],
    net: ['The amount without its tax', 'El importe sin su impuesto'],
    tax_name: ['What the tax is called', 'Cómo se llama el impuesto'],
    tax_percent: ['Its rate', 'Su tasa'],
    tax: ['The tax in the amount', 'El impuesto en el importe'],
    currency: ['ISO 4217', 'ISO 4217'],
    stripe_refund: ["Stripe's id of the refund", 'Id de la devolución en Stripe'],
  },
  takings: {
    night: ['Name of the night', 'Nombre de la noche'],
    starts_at: ["When it starts, by the venue's clock", 'Cuándo empieza, según el reloj del local'],
    status: ['published or cancelled', 'published (publicada) o cancelled (cancelada)'],
    orders: ['Orders that were paid', 'Pedidos que se pagaron'],
    tickets_sold: ['Tickets that keep their place', 'Boletos que conservan su lugar'],
    currency: ['ISO 4217', 'ISO 4217'],
    paid: ['What came in', 'Lo que entró'],
    refunded: ['What went back', 'Lo que se devolvió'],
    under_way: ['What is on its way back', 'Lo que está en devolución'],
    disputed: ['What is disputed or lost to a dispute', 'Lo disputado o perdido en una disputa'],
    net: [
      'paid less refunded, under_way and disputed',
      'paid menos refunded, under_way y disputed',
    ],
    tax_name: ['What the tax is called', 'Cómo se llama el impuesto'],
    tax_percent: ['Its rate now', 'Su tasa actual'],
    tax: ['In its receipts, less its credit notes', 'En sus recibos, menos sus notas de crédito'],
    owed: [
      'Goes back only when a person does something',
      'Solo se devuelve cuando alguien hace algo',
    ],
    provider_booked: [
      "In the payment provider's balance, before its fees",
      'En el saldo del proveedor, antes de comisiones',
    ],
    provider_fees: ['What the provider keeps', 'Lo que se queda el proveedor'],
    difference: [
      'What the provider booked less what our own records expect, without what is newer than the last reading or in another currency; 0 when all agrees',
      'Lo que registró el proveedor menos lo que esperan nuestros registros, sin lo más reciente que la última lectura ni lo de otra moneda; 0 si todo coincide',
    ],
    door_tickets: ['Tickets sold at the door', 'Boletos vendidos en la puerta'],
    door_cash: [
      'Sold at the door for cash; in none of the other amounts',
      'Vendido en la puerta en efectivo; no está en los demás importes',
    ],
    door_terminal: [
      "Sold at the door on the house's card terminal; in none of the other amounts",
      'Vendido en la puerta con la terminal de la casa; no está en los demás importes',
    ],
  },
} as const satisfies Record<string, Record<string, readonly [en: string, es: string]>>
export type ExportKind = keyof typeof EXPORT_COLUMNS
