// Searches names by the beginnings of their words, in any order and without accents. At least three letters, so that
// nobody can browse a whole list.
import { guestKey } from './guest-key.ts'

export const GUEST_SEARCH_MIN_LETTERS = 3

export const lettersOf = (query: string): number => guestKey(query).replaceAll(' ', '').length

/** A searchable name: a space before every word, so that " pe" finds the beginning of any word. */
export type Named = { key: string; id: string }

/** Undefined for a name with nothing in it to search. */
export function namedOf(name: string | null, id: string): Named | undefined {
  const key = guestKey(name)
  return key === '' ? undefined : { key: ` ${key}`, id }
}

/** Ids: names that begin with the query first, then names that contain all its words in any order. */
export function searchNames(names: Iterable<Named>, query: string, limit: number): string[] {
  if (lettersOf(query) < GUEST_SEARCH_MIN_LETTERS) return []
  const key = guestKey(query)
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
  return [...firsts.sort(byName), ...others].slice(0, limit).map(({ id }) => id)
}
