// What stands below an order's tickets: giving one to a friend, returning one to the waiting list.
import { ReturnPanel } from '#features/returns/return-panel.tsx'
import { TransferPanel } from '#features/transfer/transfer-panel.tsx'
import type { BelowTicketsProps } from '#shared/orders/below-tickets.ts'

export const PanelsBelow = (props: BelowTicketsProps) => (
  <>
    <TransferPanel {...props} />
    <ReturnPanel {...props} />
  </>
)
