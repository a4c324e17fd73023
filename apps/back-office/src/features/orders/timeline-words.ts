// The wording of a timeline entry: its headline and the details below it.
import type { MailKind } from '@maguey/wire/mail'
import { getLocale } from '#i18n'
import { m } from '#messages'
import { money } from './order-words.ts'
import type { Entry } from './timeline.ts'

export type EntryWords = { title: string; more: string[]; trouble: boolean }

const calm = (title: string, ...more: (string | null)[]): EntryWords => ({
  title,
  more: more.filter((line): line is string => line !== null && line !== ''),
  trouble: false,
})
const loud = (title: string, ...more: (string | null)[]): EntryWords => ({
  ...calm(title, ...more),
  trouble: true,
})
const by = (name: string | null) => (name === null ? null : m.by_name({ name }))

export function entryWords(entry: Entry, currency: string, comp: boolean): EntryWords {
  switch (entry.what) {
    case 'ordered':
      return calm(comp ? m.line_comp() : m.line_ordered())
    case 'completed':
      return calm(m.line_completed())
    case 'paid':
      return paidWords(entry, currency)
    case 'refund':
      return refundWords(entry, currency)
    case 'mail':
      return mailWords(entry)
    case 'bounced':
      return loud(m.line_bounced(), entry.mail.to)
    case 'complained':
      return loud(m.line_complained(), entry.mail.to)
    case 'scan':
      return scanWords(entry)
    case 'done':
      return doneWords(entry)
  }
}

function paidWords({ payment }: Extract<Entry, { what: 'paid' }>, currency: string): EntryWords {
  const title = m.line_paid({ amount: money(payment.amount, currency) })
  const card =
    payment.card && m.card_ending({ brand: titled(payment.card.brand), last4: payment.card.last4 })
  if (payment.mismatch !== null) return loud(title, card, m.line_mismatch())
  if (payment.dispute === 'open') return loud(title, card, m.line_disputed())
  return calm(title, card)
}

function refundWords(
  { refund, by: name }: Extract<Entry, { what: 'refund' }>,
  currency: string,
): EntryWords {
  const amount = money(refund.amount, currency)
  const tickets = refund.ticket_ids?.length ? refund.ticket_ids.join(', ') : null
  const more = [by(name), refund.reason, tickets] as const
  switch (refund.status) {
    case 'succeeded':
      return calm(m.line_refunded({ amount }), ...more)
    case 'queued':
    case 'sent':
    case 'pending':
      return calm(m.line_refunding({ amount }), m.line_refunding_note(), ...more)
    case 'overtaken':
      return calm(m.line_refund_overtaken({ amount }), ...more)
    default:
      return loud(m.line_refund_failed({ amount }), ...more)
  }
}

const MAILS: Record<MailKind, () => string> = {
  tickets: m.mail_tickets,
  refund: m.mail_refund,
  partial_refund: m.mail_refund,
  refund_failed: m.mail_refund_failed,
  late: m.mail_late,
  second_payment: m.mail_second_payment,
  cancelled: m.mail_cancelled,
  moved: m.mail_moved,
  address_changed: m.mail_address_changed,
  transfer_offered: m.mail_transfer_offered,
  transfer_taken_back: m.mail_transfer_taken_back,
  transfer_accepted: m.mail_transfer_accepted,
  transfer_void: m.mail_transfer_void,
  reminder: m.mail_reminder,
  waiting_offer: m.mail_waiting_offer,
  return_sold: m.mail_return_sold,
}

function mailWords({ mail }: Extract<Entry, { what: 'mail' }>): EntryWords {
  const what = MAILS[mail.kind]()
  switch (mail.status) {
    case 'sent':
      return calm(m.line_mailed({ what }), mail.to)
    case 'queued':
      return calm(m.line_mail_waiting({ what }), mail.to)
    case 'failed':
      return loud(m.line_mail_failed({ what }), mail.to)
    case 'dropped':
      return calm(m.line_mail_dropped({ what }), mail.to)
  }
}

function scanWords({ scan }: Extract<Entry, { what: 'scan' }>): EntryWords {
  const place = [scan.gate, scan.phone].filter(Boolean).join(', ')
  const more = [place, scan.ticket_id, scan.override_reason] as const
  switch (scan.result) {
    case 'entry':
      return calm(m.line_entered(), ...more)
    case 'readmission':
      return calm(m.line_readmitted(), ...more)
    case 'exit':
      return calm(m.line_left(), ...more)
    case 'double_entry':
      return loud(m.line_double(), ...more)
    default:
      return calm(m.line_scan_refused(), ...more)
  }
}

const ACTIONS: Record<string, () => string> = {
  void: m.done_void,
  correct: m.done_correct,
  reissue: m.done_reissue,
  comp: m.done_comp,
  resend: m.done_resend,
  requeue_mail: m.done_resend,
  resolve: m.done_resolve,
  cancel_event: m.done_cancel_event,
  offer_seats: m.done_offer_seats,
  leave_waiting: m.done_leave_waiting,
  return_ticket: m.done_return_ticket,
  take_back_return: m.done_take_back_return,
  sell_return: m.done_sell_return,
}

function doneWords({ audit }: Extract<Entry, { what: 'done' }>): EntryWords {
  const { from, to, ticket_id, ticket_ids } = audit.detail
  const facts = [
    typeof from === 'string' && typeof to === 'string' && from !== to ? `${from} → ${to}` : null,
    typeof ticket_id === 'string' ? ticket_id : null,
    Array.isArray(ticket_ids) ? ticket_ids.join(', ') : null,
  ]
  const title = (ACTIONS[audit.action] ?? (() => audit.action))()
  return calm(title, by(audit.by), audit.reason, ...facts)
}

const titled = (word: string): string =>
  word.charAt(0).toLocaleUpperCase(getLocale()) + word.slice(1)
