// What is stamped on a ticket, and whether its code is still of use.

import type { OrderTicket } from '@maguey/wire/orders'
import { m } from '#messages'

export type TicketMark = {
  stamp: string
  /** Worth a warning: the ticket was taken back. */
  trouble: boolean
  /** What its holder may do with it now. */
  note: string | null
  showsCode: boolean
}

/** `null` for a ticket that nobody has used yet. */
export function ticketMark(
  ticket: Pick<OrderTicket, 'status' | 'is_used'>,
  { reentry }: { reentry: boolean },
): TicketMark | null {
  switch (ticket.status) {
    case 'refunded':
      return { ...takenBack, stamp: m.ticket_refunded(), note: m.ticket_refunded_note() }
    case 'void':
      return { ...takenBack, stamp: m.ticket_void(), note: null }
    case 'handed':
      return {
        ...{ stamp: m.ticket_handed(), trouble: false, showsCode: false },
        note: m.ticket_handed_note(),
      }
    case 'issued':
      if (!ticket.is_used) return null
      return {
        stamp: m.ticket_used(),
        trouble: false,
        note: reentry ? m.ticket_used_reentry() : m.ticket_used_up(),
        showsCode: reentry,
      }
  }
}

const takenBack = { trouble: true, showsCode: false } as const
