// What an order's page shows, decided from the order alone.
import type { OrderPage } from '@maguey/wire/orders'

/**
 * confirming       back from the pay page, no word yet
 * making_tickets   paid, tickets being written
 * awaiting_payment a running hold that nobody has paid
 * lapsed           the hold ended unpaid
 * failed, refund_pending, refunded   as the order says
 * tickets          there they are (some may be refunded)
 */
export type OrderState =
  | 'confirming'
  | 'making_tickets'
  | 'awaiting_payment'
  | 'lapsed'
  | 'failed'
  | 'refund_pending'
  | 'refunded'
  | 'tickets'

/** @param returned whether the customer comes from the pay page, i.e. claims to have paid */
export function orderState(view: OrderPage, returned: boolean, nowMs: number): OrderState {
  const { status, hold_expires_at } = view.order
  switch (status) {
    case 'completed':
    case 'partially_refunded':
      return view.tickets.length > 0 ? 'tickets' : 'making_tickets'
    case 'pending': {
      if (returned) return 'confirming'
      const lapsed = hold_expires_at !== null && Date.parse(hold_expires_at) <= nowMs
      return lapsed ? 'lapsed' : 'awaiting_payment'
    }
    case 'expired':
      return 'lapsed'
    case 'failed':
      return 'failed'
    case 'refund_pending':
      return 'refund_pending'
    case 'refunded':
      return 'refunded'
  }
}

/** Milliseconds until the next request; quick at first, and never giving up while something can still change. */
export function askAgainInMs(state: OrderState | undefined, asked: number): number | false {
  switch (state) {
    case undefined:
      return 4_000
    case 'confirming':
    case 'making_tickets':
      if (asked < 8) return 1_000
      return asked < 20 ? 2_000 : 5_000
    case 'awaiting_payment':
      return 5_000
    case 'refund_pending':
    case 'lapsed':
      return 20_000
    case 'failed':
    case 'refunded':
    case 'tickets':
      return false
  }
}
