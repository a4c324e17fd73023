// The payment provider's balance: its own account of every payment, refund and dispute, read and kept for comparison.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import { sqlFunction } from './sql-function.ts'

/** What moved the money. */
export const balancePart = v.picklist(['payment', 'refund', 'dispute'])

export type BalanceEntry = {
  id: string
  part: v.InferOutput<typeof balancePart>
  payment_intent: string
  /** As the payment itself names it. */
  order_id: string | null
  /** Decimal text, below zero when money left. */
  amount: string
  /** Not taken off `amount`. */
  fee: string
  currency: string
  /** Unix seconds. */
  booked: number
}

/** The span to read, in Unix seconds; null if it was read a moment ago. */
const spanSchema = v.nullable(v.object({ from: v.number(), until: v.number() }))

export const beginBalanceReading = sqlFunction({
  name: 'begin_balance_reading',
  args: () => ({}),
  answer: spanSchema,
})

/** The same for a manager who wants to know now. */
export const askForBalance = sqlFunction({
  name: 'ask_for_balance',
  args: () => ({}),
  answer: spanSchema,
})

/** Answers how many were new. */
export const recordBalance = sqlFunction({
  name: 'record_balance',
  args: ({ entries, readUntil }: { entries: readonly BalanceEntry[]; readUntil: number }) => ({
    p_entries: entries,
    p_read_until: readUntil,
  }),
  answer: v.number(),
})

const checkedSchema = v.object({ read: v.boolean() })

/** Reads the balance now; `read` is false if that was done a moment ago. */
export const checkBalance: Endpoint<
  '/desk/balance/check',
  typeof checkedSchema,
  Record<string, never>
> = { method: 'POST', path: '/desk/balance/check', answer: checkedSchema }
