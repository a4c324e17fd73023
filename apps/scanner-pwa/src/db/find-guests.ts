// Finds guests by name in the mirrored list of tickets.
import type { ListMirror } from './list-mirror.ts'
import { type Named, namedOf, searchNames } from './name-search.ts'
import { guestNameOf, ticketIdOf } from './packed-word.ts'

export type GuestIndex = {
  /** Ticket ids, at most twelve by default. */
  find: (query: string, limit?: number) => string[]
}

/** Keys are computed at the first search and again only after the list has changed. */
export function createGuestIndex(list: ListMirror): GuestIndex {
  let made: { version: number; names: Named[] } | undefined
  const names = (): Named[] => {
    if (made?.version !== list.version()) made = { version: list.version(), names: keysOf(list) }
    return made.names
  }
  return { find: (query, limit = 12) => searchNames(names(), query, limit) }
}

function keysOf(list: ListMirror): Named[] {
  const names: Named[] = []
  for (const word of list.words()) {
    const named = namedOf(guestNameOf(word), ticketIdOf(word))
    if (named) names.push(named)
  }
  return names
}
