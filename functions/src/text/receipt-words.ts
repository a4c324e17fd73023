// What receipts and credit notes say, in both languages.
import type { Receipt } from '@maguey/wire/receipts'
import type { Locale } from '@maguey/wire/values'

type Kind = Receipt['kind']

const en = {
  title: { receipt: 'Receipt', credit_note: 'Credit note', restored: 'Receipt' } satisfies Record<
    Kind,
    string
  >,
  corrects: (kind: Kind, number: string) =>
    kind === 'credit_note'
      ? `Corrects receipt ${number}`
      : `Reverses credit note ${number}: the refund did not arrive`,
  issued: 'Issued',
  order: 'Order',
  customer: 'Customer',
  night: 'For',
  each: (quantity: number, price: string) => `${quantity} × ${price}`,
  total: { receipt: 'Paid', credit_note: 'Refunded', restored: 'Restored' } satisfies Record<
    Kind,
    string
  >,
  net: 'Before tax',
  tax: (name: string, percent: string) => `Includes ${name || 'tax'} ${percent} %`,
}

const es: typeof en = {
  title: { receipt: 'Recibo', credit_note: 'Nota de crédito', restored: 'Recibo' },
  corrects: (kind, number) =>
    kind === 'credit_note'
      ? `Corrige el recibo ${number}`
      : `Anula la nota de crédito ${number}: el reembolso no llegó`,
  issued: 'Expedido',
  order: 'Pedido',
  customer: 'Cliente',
  night: 'Por',
  each: (quantity, price) => `${quantity} × ${price}`,
  total: { receipt: 'Pagado', credit_note: 'Devuelto', restored: 'Restituido' },
  net: 'Antes de impuestos',
  tax: (name, percent) => `Incluye ${name || 'impuesto'} ${percent} %`,
}

export const receiptWords = (locale: Locale): typeof en => (locale === 'es' ? es : en)
