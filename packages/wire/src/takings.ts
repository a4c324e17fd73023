// Takings: what nights took, and the rows of the spreadsheet exports with their columns.
import * as v from 'valibot'
import { eventStatus } from './manager-events.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, count, moment, nullableText } from './values.ts'

/** Net may be below zero: more went back or is disputed than a night kept. */
const signedAmount = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/))

const takingsSchema = v.object({
  id: v.string(),
  name: v.string(),
  event_date: moment,
  timezone: v.string(),
  currency: v.string(),
  tax_name: v.string(),
  /** Decimal text, "16.000": the tax that is in the prices. */
  tax_percent: v.string(),
  paid: amount,
  returned: amount,
  /** Requested, or with the bank. */
  under_way: amount,
  disputed: amount,
  net: signedAmount,
  /** The part of net that is tax. */
  tax: signedAmount,
  orders: count,
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

/** The columns of each export, in the order of its cells: the name, and what it means. */
export const EXPORT_COLUMNS = {
  orders: {
    order: 'Number of the order, as on the receipt',
    status:
      'pending, completed, partially_refunded, refund_pending, refunded, expired (never paid) or failed',
    ordered_at: "When it was begun, by the venue's clock",
    paid_at: "When it was paid and had its tickets, by the venue's clock",
    name: 'Customer; empty once forgotten',
    email: 'Address of the customer',
    tickets: 'How many tickets it is for',
    total: 'What it cost, discounts taken off',
    refunded: 'What went back',
    currency: 'ISO 4217',
    promo_code: 'The code that lowered the price',
    stripe_payment: "Stripe's id of the payment",
  },
  tickets: {
    ticket: 'Id of the ticket',
    type: 'Ticket type',
    status: 'issued, refunded or void',
    order: 'Number of its order',
    guest: 'Name of the guest; empty once forgotten',
    price: 'What was paid for it',
    entered_at: "When the guest came in, by the venue's clock; empty: never",
  },
  scans: {
    scanned_at: "When it was scanned, by the venue's clock",
    ticket: 'Id of the ticket as it was read',
    verdict: 'What the phone said',
    direction: 'in or out',
    result: 'What the server made of it',
    gate: 'Where',
    phone: 'Which phone',
  },
} as const satisfies Record<string, Record<string, string>>
export type ExportKind = keyof typeof EXPORT_COLUMNS

const cell = v.nullable(v.union([v.string(), v.number(), v.boolean()]))
export type Cell = v.InferOutput<typeof cell>

export const exportRows = sqlFunction({
  name: 'export_rows',
  args: ({ kind, eventId, after }: { kind: ExportKind; eventId: string; after: string }) => ({
    p_kind: kind,
    p_event_id: eventId,
    p_after: after,
  }),
  answer: v.object({ rows: v.array(v.array(cell)), next: nullableText }),
})
