// One search result: the guest, their ticket, where they are, and the one possible action.

import { Button } from '@maguey/ui/button.tsx'
import type { FoundGuest } from '#db/store-scan.ts'
import { m } from '#messages'

type GuestRowProps = {
  ticket: FoundGuest
  direction: 'in' | 'out'
  /** The name is like one on the house list: the row only says that its verdict will ask. */
  asks: boolean
  onTicket: (ticketId: string) => void
}

function standing({ status, presence }: FoundGuest): string | null {
  if (status === 'refunded') return m.door_find_refunded()
  if (status === 'void') return m.door_find_void()
  if (presence === 'inside') return m.door_find_inside()
  return presence === 'left' ? m.door_find_left() : null
}

export function GuestRow({ ticket, direction, asks, onTicket }: GuestRowProps) {
  const state = standing(ticket)
  const facts = [ticket.typeName, `…${ticket.ticketId.slice(-4)}`, state].filter(
    (fact) => fact !== null,
  )
  return (
    <li className="flex items-center gap-3 py-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold text-lg">
          {ticket.guestName ?? m.door_find_no_name()}
        </span>
        <span className="block text-ink-soft">{facts.join(' · ')}</span>
      </span>
      <Button
        look={state === null && !asks ? 'primary' : 'secondary'}
        onClick={() => onTicket(ticket.ticketId)}
      >
        {direction === 'out' ? m.door_find_out() : asks ? m.door_find_ask() : m.door_find_admit()}
      </Button>
    </li>
  )
}
