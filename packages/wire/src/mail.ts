// The outbox: mails that are due, with all that is needed to render them, and what became of each.
import * as v from 'valibot'
import { orderEventSchema, orderLineSchema, orderStatus, orderTicketSchema } from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, moment, nullableText } from './values.ts'

const mailJobSchema = v.object({
  id: v.string(),
  kind: v.picklist(['tickets', 'refund']),
  /** Why a mail of its kind is owed: "late" (the seats were gone) or "refund" (asked for). */
  cause: v.string(),
  to: v.string(),
  locale: localeSchema,
  attempts: v.number(),
  order: v.object({
    id: v.string(),
    status: orderStatus,
    customer_name: nullableText,
    customer_email: v.string(),
    total_amount: amount,
    refunded_amount: amount,
    currency: v.string(),
    ticket_count: v.number(),
    created_at: moment,
    lines: v.array(orderLineSchema),
  }),
  event: orderEventSchema,
  tickets: v.array(orderTicketSchema),
})
export type MailJob = v.InferOutput<typeof mailJobSchema>

/** Nobody else gets the same mails within the lease. */
export const claimMails = sqlFunction({
  name: 'claim_mails',
  args: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => ({
    p_limit: limit,
    p_lease_seconds: leaseSeconds,
  }),
  answer: v.array(mailJobSchema),
})

/** Exactly one of the two: the provider's id, or why it failed. */
export type FinishedMail = { mailId: string; providerId: string | null; error: string | null }

export const finishMail = sqlFunction({
  name: 'finish_mail',
  args: ({ mailId, providerId, error }: FinishedMail) => ({
    p_id: mailId,
    p_provider_id: providerId,
    p_error: error,
  }),
  answer: v.object({ status: v.string(), attempts: v.number() }),
})
