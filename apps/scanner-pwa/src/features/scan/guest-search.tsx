// Finding a guest by name, on this phone's list, also without a network.

import { TextField } from '@maguey/ui/text-field.tsx'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DoorDb } from '#db/door-db.ts'
import { findGuests, GUEST_SEARCH_MIN_LETTERS } from '#db/find-guests.ts'
import type { EventRow, TicketRow } from '#db/rows.ts'
import { m } from '#messages'
import { GuestRow } from './guest-row.tsx'

type GuestSearchProps = {
  db: DoorDb
  event: EventRow
  direction: 'in' | 'out'
  onTicket: (ticketId: string) => void
}

/** Long enough to skip the letters of a name that is still being typed. */
const PAUSE_MS = 120

export function GuestSearch({ db, event, direction, onTicket }: GuestSearchProps) {
  const [query, setQuery] = useState('')
  const found = useGuests(db, event.id, query)
  return (
    <div className="flex min-h-96 flex-col gap-3 pt-2">
      <TextField
        autoComplete="off"
        autoFocus
        hint={m.door_find_hint()}
        label={m.door_find_label()}
        name="guest"
        onChange={(change) => setQuery(change.target.value)}
        spellCheck={false}
        value={query}
      />
      {found?.length === 0 && (
        <p className="flex items-center gap-2 py-4 text-ink-soft">
          <Search aria-hidden className="size-5" />
          {m.door_find_none()}
        </p>
      )}
      <ul className="divide-y divide-line">
        {found?.map((ticket) => (
          <GuestRow
            direction={direction}
            event={event}
            key={ticket.ticketId}
            onTicket={onTicket}
            ticket={ticket}
          />
        ))}
      </ul>
    </div>
  )
}

/** Undefined while there are too few letters. */
function useGuests(db: DoorDb, eventId: string, query: string): TicketRow[] | undefined {
  const [found, setFound] = useState<TicketRow[]>()
  useEffect(() => {
    if (query.replaceAll(' ', '').length < GUEST_SEARCH_MIN_LETTERS) {
      setFound(undefined)
      return
    }
    let left = false
    const timer = setTimeout(() => {
      // A storage that fails finds nobody; scanning will say so loudly.
      void findGuests(db, eventId, query)
        .catch(() => [])
        .then((rows) => {
          if (!left) setFound(rows)
        })
    }, PAUSE_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [db, eventId, query])
  return found
}
