// Finding a guest by name in this phone's list, even without a network.

import { TextField } from '@maguey/ui/text-field.tsx'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { DoorStore } from '#db/door-store.ts'
import type { EventRow } from '#db/rows.ts'
import type { FoundGuest } from '#db/store-scan.ts'
import { m } from '#messages'
import { GuestRow } from './guest-row.tsx'

type GuestSearchProps = {
  store: DoorStore
  event: Pick<EventRow, 'timeZone' | 'reentry'>
  direction: 'in' | 'out'
  onTicket: (ticketId: string) => void
  /** Who is found elsewhere than among the tickets. */
  also: { count: (query: string) => number; show: (query: string) => ReactNode }
}

/** Long enough to skip the letters of a name that is still being typed, and to look once for many changes. */
const PAUSE_MS = 120

export function GuestSearch({ store, event, direction, onTicket, also }: GuestSearchProps) {
  const [query, setQuery] = useState('')
  const found = useGuests(store, query)
  const asked = useAsked(store, found)
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
      {found?.length === 0 && also.count(query) === 0 && (
        <p className="flex items-center gap-2 py-4 text-ink-soft">
          <Search aria-hidden className="size-5" />
          {m.door_find_none()}
        </p>
      )}
      {also.show(query)}
      <ul className="divide-y divide-line">
        {found?.map((ticket) => (
          <GuestRow
            asks={direction === 'in' && asked.has(ticket.ticketId)}
            direction={direction}
            key={ticket.ticketId}
            onTicket={onTicket}
            reentry={event.reentry}
            ticket={ticket}
            timeZone={event.timeZone}
          />
        ))}
      </ul>
    </div>
  )
}

/** Undefined while the query has too few letters. Follows the list: another phone may let these guests in meanwhile. */
function useGuests(store: DoorStore, query: string): FoundGuest[] | undefined {
  const [found, setFound] = useState<FoundGuest[]>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const lookSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setFound(store.findGuests(query))
      }, PAUSE_MS)
    }
    lookSoon()
    const unfollow = store.state.subscribe(lookSoon)
    return () => {
      unfollow()
      clearTimeout(timer)
    }
  }, [store, query])
  return found
}

/** Tickets whose name is like one on the house list. Looked up row by row after the rows are shown: each costs some hashes. */
function useAsked(store: DoorStore, found: FoundGuest[] | undefined): ReadonlySet<string> {
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const names = (found ?? []).filter(({ guestName }) => guestName !== null)
    let timer: ReturnType<typeof setTimeout>
    const lookAt = (nth: number, known: readonly string[]) => {
      const ticket = names[nth]
      if (!ticket) return setAsked(new Set(known))
      const isLike = store.bansLike({ line: ticket.guestName ?? '' }).length > 0
      timer = setTimeout(() => lookAt(nth + 1, isLike ? [...known, ticket.ticketId] : known))
    }
    timer = setTimeout(() => lookAt(0, []))
    return () => clearTimeout(timer)
  }, [store, found])
  return asked
}
