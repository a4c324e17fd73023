// What was sold at the door, and the drawers: as the doormen said, for none of it passes through the provider.
import * as v from 'valibot'
import { paidSchema } from '../door-acts/walk-up.ts'
import { doorTakings } from '../door-sales.ts'
import { ms, nullableText, count as quantity } from '../values.ts'
import { at, type Cell, count, recordPart, text, type Words } from './section.ts'

const { carried: _, ...figures } = doorTakings

const schema = v.object({
  ...figures,
  sales: v.array(
    v.object({
      type: v.string(),
      price: v.string(),
      paid: paidSchema,
      undone: v.boolean(),
      tickets: quantity,
      amount: v.string(),
    }),
  ),
  drawers: v.array(
    v.object({
      phone: v.string(),
      /** Null: sold while no drawer was open. */
      opened_at: v.nullable(ms),
      opened_by: nullableText,
      float: nullableText,
      cash: v.string(),
      terminal: v.string(),
      tickets: quantity,
      /** Null: never counted. */
      closed_at: v.nullable(ms),
      closed_by: nullableText,
      counted: nullableText,
      difference: nullableText,
    }),
  ),
})

const PAID = { cash: ['Cash', 'Efectivo'], terminal: ['Card terminal', 'Terminal'] } as const

const amount = (value: string | null): Cell => (value === null ? text(null) : { amount: value })
const NOT_COUNTED: Words = ['not counted', 'sin contar']
const NO_DRAWER: Words = ['no drawer open', 'sin caja abierta']

export const walkUpsPart = recordPart({
  name: 'walk_ups',
  title: ['Sold at the door', 'Vendido en la puerta'],
  empty: ['Nothing was sold at the door.', 'No se vendió nada en la puerta.'],
  note: [
    'Amounts are what the doormen entered; this money does not pass through the payment provider. Difference: counted, less the float and what was sold for cash. Without a seat: sold by a phone whose tickets had been taken back, or after the night was cancelled.',
    'Los importes son los que capturó la puerta; ese dinero no pasa por el proveedor de pagos. Diferencia: lo contado menos el fondo y lo vendido en efectivo. Sin lugar: vendido por un teléfono al que ya se le habían retirado los boletos, o después de cancelar la noche.',
  ],
  schema,
  tell: (part) => ({
    figures: [
      { label: ['Tickets', 'Boletos'], cell: count(part.tickets) },
      { label: PAID.cash, cell: amount(part.cash) },
      { label: PAID.terminal, cell: amount(part.terminal) },
      { label: ['Taken back', 'Deshechos'], cell: count(part.undone) },
      { label: ['Without a seat', 'Sin lugar'], cell: count(part.without_seat) },
    ],
    tables: [
      {
        columns: [
          ['Type', 'Tipo'],
          ['Price', 'Precio'],
          ['Paid', 'Pago'],
          ['Taken back', 'Deshecho'],
          ['Tickets', 'Boletos'],
          ['Amount', 'Importe'],
        ],
        rows: part.sales.map((sale) => [
          text(sale.type),
          amount(sale.price),
          { words: PAID[sale.paid] },
          { words: sale.undone ? ['yes', 'sí'] : ['no', 'no'] },
          count(sale.tickets),
          amount(sale.amount),
        ]),
      },
      {
        title: ['Drawers', 'Cajas'],
        columns: [
          ['Phone', 'Teléfono'],
          ['Opened', 'Abierta'],
          ['By', 'Por'],
          ['Float', 'Fondo'],
          ['Cash sold', 'Efectivo vendido'],
          ['Counted', 'Contado'],
          ['Difference', 'Diferencia'],
          ['Closed', 'Cerrada'],
          ['By', 'Por'],
        ],
        rows: part.drawers.map((drawer) => [
          text(drawer.phone),
          drawer.opened_at === null ? { words: NO_DRAWER } : at(drawer.opened_at),
          text(drawer.opened_by),
          amount(drawer.float),
          amount(drawer.cash),
          amount(drawer.counted),
          amount(drawer.difference),
          drawer.closed_at === null && drawer.opened_at !== null
            ? { words: NOT_COUNTED }
            : at(drawer.closed_at),
          text(drawer.closed_by),
        ]),
      },
    ],
  }),
})
