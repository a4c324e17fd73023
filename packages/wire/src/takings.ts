// Takings: what nights took, and the rows of the spreadsheet exports.
import * as v from 'valibot'
import { balancePart } from './balance.ts'
import { doorTakingsSchema } from './door-sales.ts'
import type { ExportKind } from './export-columns.ts'
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
