// Sends the tickets again, to the order's address.

import type { DeskOrder } from '@maguey/wire/order-desk'
import { m } from '#messages'
import { DeedForm } from './deed-form.tsx'
import type { OrdersApi } from './orders-api.ts'

type ResendSheetProps = {
  order: DeskOrder['order']
  api: OrdersApi
  onClose: (done: string | null) => void
}

export function ResendSheet({ order, api, onClose }: ResendSheetProps) {
  return (
    <DeedForm
      confirm={m.resend_confirm()}
      description={m.resend_lead({ email: order.customer_email })}
      onClose={() => onClose(null)}
      onDone={({ to }) => onClose(m.resend_done({ email: to }))}
      ask={() => api.resend(order.id)}
      title={m.resend()}
    />
  )
}
