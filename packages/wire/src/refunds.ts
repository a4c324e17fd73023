// Money on its way back: refunds to ask the provider for, those to ask about, and the orders of a cancelled night.
import * as v from 'valibot'
import type { RefundRecord } from './fulfilment.ts'
import { orderStatus } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount } from './values.ts'

/** `overtaken`: the money went back some other way before it was asked for. */
export const refundRequestStatus = v.picklist(['queued', 'sent', 'refused', 'overtaken'])
/** Stripe's, which only move on. */
export const refundStatus = v.picklist(['pending', 'succeeded', 'failed', 'canceled'])

const claimedRefundSchema = v.object({
  request_id: v.string(),
  order_id: v.string(),
  payment_intent: v.string(),
  amount,
  currency: v.string(),
})
export type ClaimedRefund = v.InferOutput<typeof claimedRefundSchema>

/** Nobody else gets the same ones within the lease. */
export const claimRefunds = sqlFunction({
  name: 'claim_refunds',
  args: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => ({
    p_limit: limit,
    p_lease_seconds: leaseSeconds,
  }),
  answer: v.array(claimedRefundSchema),
})

export type FinishedRefund = {
  requestId: string
  /** All refunds of the payment that are known now. */
  refunds: readonly RefundRecord[]
  /** Why there is no refund; null when there is one. */
  error: string | null
  /** The provider will never do it: retrying won't help. */
  refused: boolean
}

export const finishRefund = sqlFunction({
  name: 'finish_refund',
  args: ({ requestId, refunds, error, refused }: FinishedRefund) => ({
    p_request_id: requestId,
    p_refunds: refunds,
    p_error: error,
    p_refused: refused,
  }),
  answer: v.object({ status: refundRequestStatus, order_status: orderStatus }),
})

/** Payment intents whose refund has been pending for a long time. */
export const refundsToAskAbout = sqlFunction({
  name: 'refunds_to_ask_about',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.array(v.string()),
})

/** Settles the next orders of a cancelled night and returns how many; 0 when none are left. */
export const workOnCancellations = sqlFunction({
  name: 'work_on_cancellations',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.number(),
})
