// What can be done about an order, as far as the user's role and the order's state allow.

import { Button } from '@maguey/ui/button.tsx'
import type { Action } from '@maguey/wire/actions'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { hasCustomer } from '@maguey/wire/orders'
import { Banknote, MailPlus, PenLine } from 'lucide-react'
import { m } from '#messages'
import type { OrdersApi } from './orders-api.ts'
import { hasReceipt, ReceiptButton } from './receipt-button.tsx'

export type OrderDeed =
  /** Empty: an amount, or everything. */
  | { do: 'refund'; ticketIds: readonly string[] }
  | { do: 'correct' }
  | { do: 'resend' }
  | { do: 'void' | 'reissue'; ticketId: string }
  | { do: 'resolve'; id: string }

type OrderActionsProps = {
  found: DeskOrder
  mayDo: (action: Action) => boolean
  onDeed: (deed: OrderDeed) => void
  readReceipts: OrdersApi['receipts']
}

/** What can still be refunded of the payment that bought the order. */
export function remainingOf({ payments }: DeskOrder): string {
  return payments.find(({ mismatch }) => mismatch === null)?.remaining ?? '0.00'
}

export function OrderActions({ found, mayDo, onDeed, readReceipts }: OrderActionsProps) {
  const { order, tickets } = found
  const stands = tickets.some(({ status }) => status === 'issued')
  const known = hasCustomer(order)
  return (
    <div className="flex flex-col gap-3 @min-[36rem]:flex-row @min-[36rem]:flex-wrap">
      {stands && known && mayDo('resend_mail') && (
        <Button
          icon={<MailPlus aria-hidden className="size-5" />}
          look="secondary"
          onClick={() => onDeed({ do: 'resend' })}
        >
          {m.resend()}
        </Button>
      )}
      {order.completed_at !== null && known && mayDo('correct_order') && (
        <Button
          icon={<PenLine aria-hidden className="size-5" />}
          look="secondary"
          onClick={() => onDeed({ do: 'correct' })}
        >
          {m.correct()}
        </Button>
      )}
      {Number(remainingOf(found)) > 0 && mayDo('refund') && (
        <Button
          icon={<Banknote aria-hidden className="size-5" />}
          look="secondary"
          onClick={() => onDeed({ do: 'refund', ticketIds: [] })}
        >
          {m.refund()}
        </Button>
      )}
      {hasReceipt(order) && <ReceiptButton order={order} read={readReceipts} />}
    </div>
  )
}
