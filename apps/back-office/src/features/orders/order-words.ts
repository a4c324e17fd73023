// How these pages format an order's money, times and states.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { PersonCause } from '@maguey/wire/order-desk'
import type { FoundOrder } from '@maguey/wire/order-finding'
import { hasCustomer, type OrderStatus } from '@maguey/wire/orders'
import type { TicketStatus } from '@maguey/wire/values'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export const money = (amount: string, currency: string): string =>
  formatAmount(amount, currency, region())

/** Whose order it is: a sale at the door is nobody's. */
export const customerWords = (
  order: Pick<FoundOrder, 'kind' | 'customer_name' | 'customer_email'>,
) => (hasCustomer(order) ? (order.customer_name ?? order.customer_email) : m.order_door())

export const moment = (at: string, timeZone?: string): string =>
  formatDayAndClock(at, { timeZone, region: region() })

export function statusWord(status: OrderStatus): string {
  switch (status) {
    case 'pending':
      return m.order_pending()
    case 'completed':
      return m.order_completed()
    case 'failed':
      return m.order_failed()
    case 'expired':
      return m.order_expired()
    case 'refund_pending':
      return m.order_refund_pending()
    case 'partially_refunded':
      return m.order_partially_refunded()
    case 'refunded':
      return m.order_refunded()
  }
}

export function ticketWord(status: TicketStatus, used: boolean): string {
  switch (status) {
    case 'issued':
      return used ? m.ticket_used() : m.ticket_issued()
    case 'refunded':
      return m.ticket_refunded()
    case 'void':
      return m.ticket_void()
  }
}

type CauseWords = { title: string; advice: string }

export function causeWords(cause: PersonCause): CauseWords {
  switch (cause) {
    case 'payment_mismatch':
      return { title: m.cause_payment_mismatch(), advice: m.cause_payment_mismatch_do() }
    case 'refund_failed':
      return { title: m.cause_refund_failed(), advice: m.cause_refund_failed_do() }
    case 'refund_refused':
      return { title: m.cause_refund_refused(), advice: m.cause_refund_refused_do() }
    case 'no_seat_to_restore':
      return { title: m.cause_no_seat(), advice: m.cause_no_seat_do() }
    case 'dispute_open':
      return { title: m.cause_dispute(), advice: m.cause_dispute_do() }
    case 'mail_failed':
      return { title: m.cause_mail_failed(), advice: m.cause_mail_failed_do() }
    case 'mail_bounced':
      return { title: m.cause_mail_bounced(), advice: m.cause_mail_bounced_do() }
    case 'mail_complained':
      return { title: m.cause_mail_complained(), advice: m.cause_mail_complained_do() }
  }
}
