// Voids one ticket, with or without a replacement.

import { m } from '#messages'
import { DeedForm } from './deed-form.tsx'
import type { OrdersApi } from './orders-api.ts'

type TicketSheetProps = {
  orderId: string
  deed: { do: 'void' | 'reissue'; ticketId: string }
  api: OrdersApi
  onClose: (done: string | null) => void
}

export function TicketSheet({ orderId, deed, api, onClose }: TicketSheetProps) {
  const { ticketId } = deed
  if (deed.do === 'reissue') {
    return (
      <DeedForm
        confirm={m.reissue_confirm()}
        description={m.reissue_lead({ ticket: ticketId })}
        onClose={() => onClose(null)}
        onDone={({ ticket_id }: { ticket_id: string }) =>
          onClose(m.reissue_done({ ticket: ticket_id }))
        }
        reasonLabel={m.reason()}
        ask={(reason) => api.reissue(ticketId, reason)}
        title={m.reissue_title()}
      />
    )
  }
  return (
    <DeedForm
      confirm={m.void_confirm()}
      description={m.void_lead({ ticket: ticketId })}
      look="danger"
      onClose={() => onClose(null)}
      onDone={() => onClose(m.void_done())}
      reasonLabel={m.reason()}
      ask={(reason) => api.voidTicket({ orderId, ticketId, reason })}
      title={m.void_title()}
    />
  )
}
