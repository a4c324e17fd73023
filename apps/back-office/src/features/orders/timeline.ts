// One order as one timeline: bought, paid, refunded, mailed, scanned, changed, and by whom, oldest first.
import type { DeskOrder } from '@maguey/wire/order-desk'

type Refund = DeskOrder['refunds'][number]
type Mail = DeskOrder['mails'][number]
type Scan = DeskOrder['scans'][number]
type Audit = DeskOrder['audit'][number]
type Payment = DeskOrder['payments'][number]

export type Entry = { key: string; at: string } & (
  | { what: 'ordered' }
  | { what: 'completed' }
  | { what: 'paid'; payment: Payment }
  /** `by`: who asked for it here; null if it came from Stripe's dashboard or from a rule. */
  | { what: 'refund'; refund: Refund; by: string | null }
  | { what: 'mail'; mail: Mail }
  | { what: 'bounced' | 'complained'; mail: Mail }
  | { what: 'scan'; scan: Scan }
  | { what: 'done'; audit: Audit }
)

export function timelineOf(found: DeskOrder): Entry[] {
  const { order } = found
  const asked = new Map(
    found.audit.flatMap((entry) => {
      const id = entry.detail.request_id
      return entry.action === 'refund' && typeof id === 'string' ? [[id, entry.by] as const] : []
    }),
  )
  const entries: Entry[] = [
    { key: 'ordered', at: order.created_at, what: 'ordered' },
    ...found.payments.map(
      (payment): Entry => ({
        key: `paid ${payment.payment_intent}`,
        at: payment.created_at,
        what: 'paid',
        payment,
      }),
    ),
    // Same timestamp as the payment, but listed after it.
    ...(order.completed_at === null
      ? []
      : [{ key: 'completed', at: order.completed_at, what: 'completed' } as const]),
    ...found.refunds.map(
      (refund): Entry => ({
        key: `refund ${refund.request_id ?? refund.id}`,
        at: refund.created_at,
        what: 'refund',
        refund,
        by: asked.get(refund.request_id ?? '') ?? null,
      }),
    ),
    ...found.mails.flatMap(mailEntries),
    ...found.scans.map((scan): Entry => ({ key: scan.id, at: scan.at, what: 'scan', scan })),
    // A refund that was requested already appears with its state.
    ...found.audit
      .filter(({ action }) => action !== 'refund')
      .map((audit, index): Entry => ({ key: `done ${index}`, at: audit.at, what: 'done', audit })),
  ]
  return entries.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function mailEntries(mail: Mail): Entry[] {
  const key = `mail ${mail.id}`
  return [
    { key, at: mail.sent_at ?? mail.created_at, what: 'mail', mail },
    ...(mail.bounced_at === null
      ? []
      : [{ key: `${key} bounced`, at: mail.bounced_at, what: 'bounced' as const, mail }]),
    ...(mail.complained_at === null
      ? []
      : [{ key: `${key} complained`, at: mail.complained_at, what: 'complained' as const, mail }]),
  ]
}
