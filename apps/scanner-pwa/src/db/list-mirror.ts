// One event's list in memory: the newest word on each ticket, whichever way it came.
import { type PackedWord, revisionOf, ticketIdOf, unpackWord } from './packed-word.ts'
import type { TicketWord } from './rows.ts'

/** Where words come from: `pulled` counts towards a whole list, `heard` (nudges, outcomes, answers) doesn't. */
export type WordSource = 'pulled' | 'heard'

export type ListMirror = {
  get: (ticketId: string) => TicketWord | undefined
  /** Takes each word that is newer than the known one; returns how many were. */
  take: (words: readonly PackedWord[], epoch: string, source: WordSource) => number
  /** Makes `epoch` the one being pulled; words of other epochs stay until they are replaced or dropped. */
  turnTo: (epoch: string) => void
  /** True while words of earlier epochs stand in for tickets that the current one hasn't brought yet. */
  hasOthers: () => boolean
  /** Drops tickets known only from earlier epochs. */
  dropOthers: () => void
  /** Distinct tickets that pulls of this epoch have brought. */
  pulledCount: () => number
  /** Every ticket's newest word. */
  words: () => readonly PackedWord[]
  /** Newest words of the current epoch: of tickets that pulls have brought, or of those that were only heard of. */
  ofEpoch: (source: WordSource) => readonly PackedWord[]
  /** Increases whenever a name may have changed. */
  version: () => number
}

export function createListMirror(): ListMirror {
  let epoch = ''
  let version = 0
  let pulled = new Map<string, PackedWord>()
  /** Newer than the pull, or of tickets that it hasn't brought yet. */
  const heard = new Map<string, PackedWord>()
  /** A restored server starts a new epoch: a used ticket must not become unknown half-way through its list. */
  const earlier = new Map<string, PackedWord>()

  const find = (id: string) => {
    const known = pulled.get(id)
    const rumour = heard.get(id)
    if (known === undefined || rumour === undefined) return known ?? rumour ?? earlier.get(id)
    return revisionOf(rumour) > revisionOf(known) ? rumour : known
  }

  const takeOne = (word: PackedWord, into: Map<string, PackedWord>): boolean => {
    const id = ticketIdOf(word)
    const known = into.get(id)
    if (known !== undefined && revisionOf(known) >= revisionOf(word)) return false
    into.set(id, word)
    return true
  }

  const newestPulled = () => [...pulled].map(([id, word]) => find(id) ?? word)
  const onlyIn = (others: ReadonlyMap<string, PackedWord>, known: ReadonlyMap<string, unknown>[]) =>
    [...others].filter(([id]) => !known.some((map) => map.has(id))).map(([, word]) => word)

  return {
    get: (ticketId) => {
      const packed = find(ticketId)
      return packed && unpackWord(packed)
    },
    take: (words, ofEpoch, source) => {
      const current = source === 'pulled' ? pulled : heard
      const into = ofEpoch === epoch ? current : earlier
      let taken = 0
      for (const word of words) if (takeOne(word, into)) taken += 1
      if (taken > 0) version += 1
      return taken
    },
    turnTo: (next) => {
      if (next === epoch) return
      for (const words of [pulled, heard]) for (const [id, word] of words) earlier.set(id, word)
      pulled = new Map()
      heard.clear()
      epoch = next
    },
    hasOthers: () => earlier.size > 0,
    dropOthers: () => {
      earlier.clear()
      version += 1
    },
    pulledCount: () => pulled.size,
    ofEpoch: (source) => (source === 'pulled' ? newestPulled() : onlyIn(heard, [pulled])),
    words: () => [
      ...newestPulled(),
      ...onlyIn(heard, [pulled]),
      ...onlyIn(earlier, [pulled, heard]),
    ],
    version: () => version,
  }
}
