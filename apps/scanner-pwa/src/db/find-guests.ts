// Finds guests by name in the mirrored list. At least three letters, so that nobody can browse the whole list.
import { guestKey } from './guest-key.ts'
import type { ListMirror } from './list-mirror.ts'
import { guestNameOf, ticketIdOf } from './packed-word.ts'

export const GUEST_SEARCH_MIN_LETTERS = 3

export const lettersOf = (query: string): number => guestKey(query).replaceAll(' ', '').length

/** A searchable name: a space before every word, so that " pe" finds the beginning of any word. */
type Named = { key: string; ticketId: string }

export type GuestIndex = {
  /** Ticket ids: names that begin with the query first, then names that contain all its words in any order. */
  find: (query: string, limit?: number) => string[]
}

/** Keys are computed at the first search and again only after the list has changed. */
export function createGuestIndex(list: ListMirror): GuestIndex {
  let made: { version: number; names: Named[] } | undefined
  const names = (): Named[] => {
    if (made?.version !== list.version()) made = { version: list.version(), names: keysOf(list) }
    return made.names
  }
  return {
    find: (query, limit = 12) => {
      const key = guestKey(query)
      if (lettersOf(query) < GUEST_SEARCH_MIN_LETTERS) return []
      return search(names(), key, limit)
    },
  }
}

function keysOf(list: ListMirror): Named[] {
  const names: Named[] = []
  for (const word of list.words()) {
    const key = guestKey(guestNameOf(word))
    if (key !== '') names.push({ key: ` ${key}`, ticketId: ticketIdOf(word) })
  }
  return names
}

function search(names: readonly Named[], key: string, limit: number): string[] {
  const words = key.split(' ').map((word) => ` ${word}`)
  const [firstWord = ''] = words
  const firsts: Named[] = []
  const others: Named[] = []
  for (const name of names) {
    if (!name.key.includes(firstWord) || !words.every((word) => name.key.includes(word))) continue
    const isFirst = name.key.startsWith(` ${key}`)
    if (isFirst) firsts.push(name)
    else if (others.length < limit) others.push(name)
  }
  const byName = (a: Named, b: Named) => (a.key < b.key ? -1 : 1)
  return [...firsts.sort(byName), ...others].slice(0, limit).map(({ ticketId }) => ticketId)
}
