// One search result: the guest, their ticket, where they are, and the one possible action.

import { Button } from '@maguey/ui/button.tsx'
import type { FoundGuest } from '#db/store-scan.ts'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'

type GuestRowProps = {
  ticket: FoundGuest
  timeZone: string
  /** A guest who is out may come in again. */
  reentry: boolean
  direction: 'in' | 'out'
  /** The name is like one on the house list: the row only says that its verdict will ask. */
  asks: boolean
  onTicket: (ticketId: string) => void
}

function standing({ status, presence, entry }: FoundGuest, timeZone: string): string | null {
  if (status === 'refunded') return m.door_find_refunded()
  if (status === 'void') return m.door_find_void()
  if (presence === 'inside' && entry) {
    const clock = clockTime(entry.atMs, timeZone)
    return entry.gateName === null
      ? m.door_find_inside_since({ clock })
      : m.door_find_inside_at({ clock, gate: entry.gateName })
  }
  if (presence === 'inside') return m.door_find_inside()
  return presence === 'left' ? m.door_find_left() : null
}

/** What can't be let in is not offered: the guest's own code says why, if they insist. */
function mayMove({ status, presence }: FoundGuest, { direction, reentry }: GuestRowProps): boolean {
  if (direction === 'out') return presence !== 'left'
  return status === 'issued' && (presence === 'never' || (presence === 'left' && reentry))
}

export function GuestRow(props: GuestRowProps) {
  const { ticket, direction, timeZone, asks, onTicket } = props
  const state = standing(ticket, timeZone)
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
      {mayMove(ticket, props) && (
        <Button look={asks ? 'secondary' : 'primary'} onClick={() => onTicket(ticket.ticketId)}>
          {direction === 'out' ? m.door_find_out() : asks ? m.door_find_ask() : m.door_find_admit()}
        </Button>
      )}
    </li>
  )
}
