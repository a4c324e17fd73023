// What was issued for an order: its receipt, and a credit note for each refund. Amounts include the tax.
import * as v from 'valibot'
import { orderLineSchema, orderNumber } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, moment, nullableText } from './values.ts'

const receiptSchema = v.object({
  /** `restored`: a refund failed after its credit note, so its amount counts as paid after all. */
  kind: v.picklist(['receipt', 'credit_note', 'restored']),
  number: v.string(),
  issued_at: moment,
  amount,
  tax_name: v.string(),
  /** "16" */
  tax_percent: v.string(),
  tax_amount: amount,
  issuer_name: v.string(),
  issuer_address: v.string(),
  /** What was sold, as it was called on the day of issue. */
  about: v.object({
    name: v.string(),
    event_date: moment,
    timezone: v.string(),
    lines: v.array(orderLineSchema),
  }),
  /** Number of the document that it corrects. */
  corrects: nullableText,
})
export type Receipt = v.InferOutput<typeof receiptSchema>

const receiptsSchema = v.object({
  order: v.object({
    id: v.string(),
    number: orderNumber,
    locale: localeSchema,
    customer_name: nullableText,
    currency: v.string(),
  }),
  receipts: v.array(receiptSchema),
})
export type OrderReceipts = v.InferOutput<typeof receiptsSchema>

/** Numbers what still waits for it. A wrong token and an unknown order get the same refusal: `order_not_found`. */
export const orderReceipts = sqlFunction({
  name: 'order_receipts',
  /** @param tokenHash SHA-256 of the token, in hex */
  args: ({ orderId, tokenHash }: { orderId: string; tokenHash: string }) => ({
    p_order_id: orderId,
    p_token_hash: tokenHash,
  }),
  answer: receiptsSchema,
})

export const deskReceipts = sqlFunction({
  name: 'desk_receipts',
  args: (orderId: string) => ({ p_order_id: orderId }),
  answer: receiptsSchema,
})

/** How many were numbered. */
export const issueReceipts = sqlFunction({
  name: 'issue_receipts',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.number(),
})

/** One page for each; `?locale=` chooses the language, else the order's own. `not_found` if there are none. */
export const receiptsPdf = { path: '/tickets/:orderId/receipts.pdf' } as const
/** The same for staff, by their access token. */
export const deskReceiptsPdf = { path: '/desk/orders/:orderId/receipts.pdf' } as const
