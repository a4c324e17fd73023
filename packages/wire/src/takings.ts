// Takings: what nights took, and the rows of the spreadsheet exports with their columns.
import * as v from 'valibot'
import { balancePart } from './balance.ts'
import { doorTakingsSchema } from './door-sales.ts'
import { eventStatus } from './manager-events.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, nullableText } from './values.ts'

/** Net may be below zero: more went back or is disputed than a night kept. */
const signedAmount = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/))

/** `not_booked`: the provider has none of it; `not_known`: we have none of it; `currency`: it was converted. */
export const gapReason = v.picklist(['not_booked', 'not_known', 'amount', 'currency'])
export type GapReason = v.InferOutput<typeof gapReason>

const gapSchema = v.object({
  order_id: nullableText,
  number: nullableText,
  part: balancePart,
  reason: gapReason,
  payment_intent: v.string(),
  ours: signedAmount,
  booked: signedAmount,
  /** The currency of `booked`. */
  booked_in: v.string(),
})
export type BalanceGap = v.InferOutput<typeof gapSchema>

/** `expected` is net + to_send + unmatched + inquiries, and `booked` + `fresh` + `converted` - `difference`. */
const balanceSchema = v.object({
  /** Null until the balance was read for the first time. */
  read_until: v.nullable(moment),
  expected: signedAmount,
  booked: signedAmount,
  fees: signedAmount,
  /** Changed since the balance was read, or a refund on its way: no gap yet. */
  fresh: signedAmount,
  /** Booked in another currency: neither in `booked` nor comparable. */
  converted: signedAmount,
  /** The sum of all gaps that can be compared. */
  difference: signedAmount,
  /** Refunds that were not sent yet. */
  to_send: amount,
  /** Payments that fit no order, as far as they are still here. */
  unmatched: signedAmount,
  /** Disputes that have taken no money yet. */
  inquiries: amount,
  gap_count: count,
  /** The newest fifty. */
  gaps: v.array(gapSchema),
})
export type NightBalance = v.InferOutput<typeof balanceSchema>

const takingsSchema = v.object({
  id: v.string(),
  name: v.string(),
  event_date: moment,
  timezone: v.string(),
  currency: v.string(),
  tax_name: v.string(),
  /** Decimal text, "16": the tax that is in the prices. */
  tax_percent: v.string(),
  paid: amount,
  returned: amount,
  /** Requested, or with the bank. */
  under_way: amount,
  disputed: amount,
  net: signedAmount,
  /** In its receipts, less what is in its credit notes. */
  tax: signedAmount,
  /** Goes back only when a person does something: a payment that fits no order, a refund that failed. */
  owed: amount,
  balance: balanceSchema,
  orders: count,
  /** Sold at the door: in none of the other figures. */
  door: doorTakingsSchema,
  /** Reserved but not paid. */
  held: amount,
  held_orders: count,
  by_type: v.array(
    v.object({
      name: v.string(),
      release: nullableText,
      tickets: count,
      amount,
      given_back: count,
    }),
  ),
  by_day: v.array(v.object({ day: v.string(), tickets: count, amount })),
  by_promo: v.array(v.object({ code: v.string(), tickets: count, amount, discount: amount })),
})
export type Takings = v.InferOutput<typeof takingsSchema>

export const nightTakings = sqlFunction({
  name: 'night_takings',
  args: (eventId: string) => ({ p_event_id: eventId }),
  answer: takingsSchema,
})

const takingsLineSchema = v.object({
  id: v.string(),
  name: v.string(),
  event_date: moment,
  timezone: v.string(),
  currency: v.string(),
  status: eventStatus,
  paid: amount,
  returned: amount,
  disputed: amount,
  net: signedAmount,
})
export type TakingsLine = v.InferOutput<typeof takingsLineSchema>

export const takingsList = sqlFunction({
  name: 'takings_list',
  args: () => ({}),
  answer: v.array(takingsLineSchema),
})

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
  },
} as const satisfies Record<string, Record<string, readonly [en: string, es: string]>>
export type ExportKind = keyof typeof EXPORT_COLUMNS

const cell = v.nullable(v.union([v.string(), v.number(), v.boolean()]))
export type Cell = v.InferOutput<typeof cell>

export const exportRows = sqlFunction({
  name: 'export_rows',
  /** The takings are those of every night; `eventId` then only has to exist. */
  args: ({ kind, eventId, after }: { kind: ExportKind; eventId: string; after: string }) => ({
    p_kind: kind,
    p_event_id: eventId,
    p_after: after,
  }),
  answer: v.object({ rows: v.array(v.array(cell)), next: nullableText }),
})
