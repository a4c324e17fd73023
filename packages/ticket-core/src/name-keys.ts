// The texts whose keyed hashes stand for a name on the house list, and whether a name that is shown at the door may be one
// of them. Why these keys: docs/decisions/0100.
import { nameSound, nameWords } from './name-words.ts'

/** A given name and a surname of one person: every such pair of a name has its keys. */
export type NamePair = { readonly given: string; readonly family: string }

/**
 * `=pair` stands for two words that sound the same, and `~pair`, with a letter left out or none, for two that differ by
 * about a letter: two texts that differ by one letter have a text without one letter in common.
 */
export function pairTexts({ given, family }: NamePair): { same: string; near: string[] } {
  const letters = [...`${given} ${family}`]
  const near = new Set([`~${letters.join('')}`])
  for (const [at, letter] of letters.entries()) {
    if (letter !== ' ') near.add(`~${letters.toSpliced(at, 1).join('')}`)
  }
  return { same: `=${given} ${family}`, near: [...near] }
}

/** With a birth date (YYYY-MM-DD), a text that only somebody with this name and this birthday has. */
export const bornText = ({ given, family }: NamePair, born: string): string =>
  `=${given} ${family} ${born}`

/** Distinct sounds, in the order of the name. */
const soundsOf = (name: string): string[] => [...new Set(nameWords(name).map(nameSound))]

/** The pairs of somebody whose given names and surnames are known apart. */
export function pairsOf(givenNames: string, familyNames: string): NamePair[] {
  const families = soundsOf(familyNames)
  return soundsOf(givenNames).flatMap((given) => families.map((family) => ({ given, family })))
}

/** What one entry of the house list left on a phone: hashes, and how many words its name has. */
export type HashedBan = {
  /** A number by which a manager finds the entry; it says nothing by itself. */
  readonly number: number
  readonly words: { readonly given: number; readonly family: number }
  /** True if the entry has a birth date. */
  readonly born: boolean
  /** In the order of `pairsOf`. */
  readonly pairs: readonly {
    readonly same: string
    readonly near: readonly string[]
    readonly born: string | null
  }[]
}

/** How a name that was shown is like one on the list. */
export type BanLikeness = 'same' | 'near'
export type BanMatch = {
  readonly number: number
  readonly likeness: BanLikeness
  /** `unknown`: the entry has no birth date, or none was shown, or the names only nearly agree. */
  readonly born: 'unknown' | 'same' | 'other'
}

/** A name as it is shown: one line whose order is anybody's guess, or an ID's with its parts. */
export type ShownName =
  | { readonly line: string }
  | { readonly given: string; readonly family: string; readonly born: string | null }

/** The keyed hash of a text; see `banHasher`. */
export type HashText = (text: string) => string

export type BanMatcher = { readonly match: (shown: ShownName) => readonly BanMatch[] }

/** Answers for one list of bans. Calls cost about a hundred hashes; the same name again costs none. */
export function createBanMatcher(bans: readonly HashedBan[], hash: HashText): BanMatcher {
  const places = placesOf(bans)
  const answers = new Map<string, readonly BanMatch[]>()

  const match = (shown: ShownName): readonly BanMatch[] => {
    if (bans.length === 0) return []
    const key = JSON.stringify(shown)
    const known = answers.get(key)
    if (known) return known
    const found = bansLike(shown, places, hash)
    if (answers.size > 5_000) answers.clear()
    answers.set(key, found)
    return found
  }
  return { match }
}

type Place = { readonly ban: HashedBan; readonly pair: number }

function placesOf(bans: readonly HashedBan[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>()
  const add = (hashed: string, place: Place) => {
    const there = places.get(hashed)
    if (there) there.push(place)
    else places.set(hashed, [place])
  }
  for (const ban of bans) {
    ban.pairs.forEach(({ same, near, born }, pair) => {
      for (const hashed of [same, ...near, ...(born === null ? [] : [born])]) {
        add(hashed, { ban, pair })
      }
    })
  }
  return places
}

/** Every two words of a line, either way around: who can say which of them is the surname? */
function pairsShown(shown: ShownName): { words: string[]; pairs: NamePair[] } {
  if (!('line' in shown)) {
    const words = [...new Set([...soundsOf(shown.given), ...soundsOf(shown.family)])]
    return { words, pairs: pairsOf(shown.given, shown.family) }
  }
  const words = soundsOf(shown.line)
  const pairs = words.flatMap((given) =>
    words.flatMap((family) => (given === family ? [] : { given, family })),
  )
  return { words, pairs }
}

type Tally = {
  readonly ban: HashedBan
  readonly shown: Set<string>
  readonly pairs: Map<number, BanLikeness>
  bornSame: boolean
}

function bansLike(
  shown: ShownName,
  places: ReadonlyMap<string, readonly Place[]>,
  hash: HashText,
): BanMatch[] {
  const { words, pairs } = pairsShown(shown)
  const birthday = 'line' in shown ? null : shown.born
  const tallies = new Map<number, Tally>()
  const at = (text: string) => places.get(hash(text)) ?? []
  for (const pair of pairs) {
    const { same, near } = pairTexts(pair)
    note(tallies, at(same), pair, 'same')
    note(tallies, near.flatMap(at), pair, 'near')
    if (birthday !== null) noteBorn(tallies, at(bornText(pair, birthday)))
  }
  return [...tallies.values()].flatMap((tally) => matchOf(tally, words, birthday))
}

function noteBorn(tallies: ReadonlyMap<number, Tally>, places: readonly Place[]): void {
  for (const { ban } of places) {
    const tally = tallies.get(ban.number)
    if (tally) tally.bornSame = true
  }
}

function note(
  tallies: Map<number, Tally>,
  places: readonly Place[],
  pair: NamePair,
  likeness: BanLikeness,
): void {
  for (const { ban, pair: nth } of places) {
    const tally = tallies.get(ban.number) ?? {
      ...{ ban, bornSame: false },
      ...{ shown: new Set<string>(), pairs: new Map<number, BanLikeness>() },
    }
    tally.shown.add(pair.given).add(pair.family)
    if (likeness === 'same' || !tally.pairs.has(nth)) tally.pairs.set(nth, likeness)
    tallies.set(ban.number, tally)
  }
}

/**
 * One name must be contained in the other: all words that were shown belong to the entry, or all of the entry's were
 * shown. Otherwise every Juan García López would be asked about because of one Juan García Soto. The same birth date will
 * do instead.
 */
function matchOf(tally: Tally, words: readonly string[], birthday: string | null): BanMatch[] {
  const { ban, shown, pairs, bornSame } = tally
  const givenSeen = new Set([...pairs.keys()].map((nth) => Math.floor(nth / ban.words.family)))
  const familySeen = new Set([...pairs.keys()].map((nth) => nth % ban.words.family))
  const isWhole = givenSeen.size === ban.words.given && familySeen.size === ban.words.family
  if (!isWhole && !bornSame && !words.every((word) => shown.has(word))) return []
  const likeness = [...pairs.values()].includes('same') ? 'same' : 'near'
  return [{ number: ban.number, likeness, born: bornOf() }]

  function bornOf(): BanMatch['born'] {
    if (!ban.born || birthday === null || likeness !== 'same') return 'unknown'
    return bornSame ? 'same' : 'other'
  }
}
