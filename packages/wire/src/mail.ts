// The outbox: mails that are due, with everything needed to render them, and the outcome of each.
import * as v from 'valibot'
import type { Endpoint } from './endpoint.ts'
import {
  orderEventSchema,
  orderLineSchema,
  orderNumber,
  orderStatus,
  orderTicketSchema,
} from './orders.ts'
import { sqlFunction } from './sql-function.ts'
import { amount, localeSchema, moment, nullableText } from './values.ts'

/** `dropped`: no longer true by the time that it could be sent. */
export const mailStatus = v.picklist(['queued', 'sent', 'failed', 'dropped'])

/**
 * `refund`: in full; `partial_refund`: some tickets may still be valid; `refund_failed`: it came back to us;
 * `late`: paid after the seats were gone; `second_payment`: paid twice, the second goes back;
 * `cancelled`: the night is called off; `moved`: it takes place at another time or elsewhere;
 * `address_changed`: the order now belongs to another address; sent to the old one;
 * `reminder`: on the day, with the codes;
 * `transfer_offered`, `transfer_taken_back`: to whom a ticket is offered by mail; `transfer_accepted`: to its payer;
 * `transfer_void`: to whom it was handed, because it was refunded or voided, or the night is cancelled;
 * `waiting_offer`: seats are kept for somebody who waited; `return_sold`: somebody bought the ticket that they returned.
 */
export const mailKind = v.picklist([
  'tickets',
  'refund',
  'partial_refund',
  'refund_failed',
  'late',
  'second_payment',
  'cancelled',
  'moved',
  'address_changed',
  'reminder',
  'transfer_offered',
  'transfer_taken_back',
  'transfer_accepted',
  'transfer_void',
  'waiting_offer',
  'return_sold',
])
export type MailKind = v.InferOutput<typeof mailKind>

const mailJobSchema = v.object({
  id: v.string(),
  kind: mailKind,
  /** Distinguishes two mails of one kind; means nothing to the customer. */
  cause: v.string(),
  /** The amount that it is about; null for tickets. */
  amount: v.nullable(amount),
  /** Where and when a moved night was planned before; null for any other mail. */
  move: v.nullable(v.object({ from_date: moment, from_venue: v.string(), to_venue: v.string() })),
  /** The ticket that is handed to somebody else, in a mail about it or to that person; null for any other mail. */
  transfer: v.nullable(
    v.object({
      id: v.string(),
      /** The mail goes to the recipient and not to whoever ordered. */
      for_recipient: v.boolean(),
      accepted: v.boolean(),
      ticket_type: v.string(),
      /** The one that was offered. */
      ticket_id: v.string(),
      from_name: nullableText,
      to_name: nullableText,
    }),
  ),
  /** The place on the waiting list that is offered seats until then; null for any other mail. */
  waiting: v.nullable(v.object({ entry_id: v.string(), ends_at: moment })),
  /** The returned ticket that was sold; null for any other mail. */
  returned_ticket: nullableText,
  /** When the mail became due, so that a retry carries the same date. */
  created_at: moment,
  to: v.string(),
  locale: localeSchema,
  attempts: v.number(),
  /** When the provider may first have taken it, by the database's clock. */
  first_attempt_at: moment,
  order: v.object({
    id: v.string(),
    number: orderNumber,
    /** Which of its links is currently valid. */
    link_version: v.number(),
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
export type FinishedMail = {
  mailId: string
  providerId: string | null
  error: string | null
  /** Retrying won't help, e.g. the provider refuses the address. */
  permanent?: boolean
}

export const finishMail = sqlFunction({
  name: 'finish_mail',
  args: ({ mailId, providerId, error, permanent = false }: FinishedMail) => ({
    p_id: mailId,
    p_provider_id: providerId,
    p_error: error,
    p_permanent: permanent,
  }),
  answer: v.object({ status: mailStatus, attempts: v.number() }),
})

/** The order whose mail it was; null for a mail that is not ours. */
export const recordMailEvent = sqlFunction({
  name: 'record_mail_event',
  args: ({ providerId, kind }: { providerId: string; kind: 'bounced' | 'complained' }) => ({
    p_provider_id: providerId,
    p_kind: kind,
  }),
  answer: v.object({ order_id: nullableText }),
})

/** On the night's day, once for each order and evening. @returns how many were queued */
export const queueReminders = sqlFunction({
  name: 'queue_reminders',
  args: (limit: number) => ({ p_limit: limit }),
  answer: v.number(),
})

/** For the address that got this reminder, and so for all of its orders. False: nobody knows any more whose it was. */
export const refuseReminders = sqlFunction({
  name: 'refuse_reminders',
  args: (mailId: string) => ({ p_mail_id: mailId }),
  answer: v.boolean(),
})

/** Takes a refusal back. */
export const acceptReminders = sqlFunction({
  name: 'accept_reminders',
  args: (mailId: string) => ({ p_mail_id: mailId }),
  answer: v.boolean(),
})

const remindersSchema = v.object({ reminders: v.boolean() })

/**
 * The address of `List-Unsubscribe`, which mail programs post to without a page in between (RFC 8058); whoever opens it
 * is led to the shop's page. `seal` stands for having the mail: it opens nothing.
 */
export const stopReminders: Endpoint<
  '/mails/:mailId/stop-reminders/:seal',
  typeof remindersSchema
> = { method: 'POST', path: '/mails/:mailId/stop-reminders/:seal', answer: remindersSchema }

export const startReminders: Endpoint<
  '/mails/:mailId/start-reminders/:seal',
  typeof remindersSchema
> = { method: 'POST', path: '/mails/:mailId/start-reminders/:seal', answer: remindersSchema }
