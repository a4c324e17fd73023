// What the house list's keys miss of the people on it, and how many others they ask about, for several kinds of keys
// (docs/decisions/0100). Generated names, a fixed seed, no clock: the same figures every time.
import { nameSound, nameWords } from '@maguey/ticket-core/name-words'
import { ENGLISH_FAMILY, ENGLISH_GIVEN, SPANISH_FAMILY, SPANISH_GIVEN } from './ban-name-lists.ts'
import type { Table } from './figures.ts'

type Person = { given: string[]; family: string[] }

export type BanRule = {
  name: string
  /** How a word is written in the keys. */
  word: (word: string) => string
  /** Two pairs are alike. */
  alike: (a: string, b: string) => boolean
  /** Whether one name has to be contained in the other. */
  contained: boolean
  /** The whole name, in any order, instead of its pairs. */
  whole?: boolean
}

const asIs = (word: string) => word
const equal = (a: string, b: string) => a === b

/** They have a text without one letter, or whole, in common. */
export function nearly(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > 1) return false
  // Most pairs differ from the first letter on.
  if (a[0] !== b[0] && a[1] !== b[0] && a[0] !== b[1] && a[1] !== b[1]) return false
  const shorter = new Set(withoutOne(a))
  return withoutOne(b).some((text) => shorter.has(text))
}

const withoutOne = (text: string) => [
  text,
  ...[...text].flatMap((letter, at) =>
    letter === ' ' ? [] : [text.slice(0, at) + text.slice(at + 1)],
  ),
]

export const RULES: readonly BanRule[] = [
  { name: 'whole name', word: asIs, alike: equal, contained: true, whole: true },
  { name: 'pairs as written, any', word: asIs, alike: equal, contained: false },
  { name: 'pairs as written, contained', word: asIs, alike: equal, contained: true },
  { name: 'pairs by sound, any', word: nameSound, alike: equal, contained: false },
  { name: 'pairs by sound, contained', word: nameSound, alike: equal, contained: true },
  { name: 'pairs by sound or a letter off, any', word: nameSound, alike: nearly, contained: false },
  {
    name: 'pairs by sound or a letter off, contained',
    word: nameSound,
    alike: nearly,
    contained: true,
  },
]

/** Numbers from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** By Zipf's law: the second name half as often as the first. Flattened a little, as censuses are. */
function draw(names: readonly string[], random: () => number): string {
  const weights = names.map((_, rank) => 1 / (rank + 5))
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [at, weight] of weights.entries()) {
    left -= weight
    if (left <= 0) return names[at] as string
  }
  return names[0] as string
}

function somebody(random: () => number): Person {
  const several = (many: number, names: readonly string[]) => [
    ...new Set(Array.from({ length: many }, () => draw(names, random))),
  ]
  return random() < 0.65
    ? {
        given: several(random() < 0.45 ? 2 : 1, SPANISH_GIVEN),
        family: several(2, SPANISH_FAMILY),
      }
    : {
        given: several(random() < 0.2 ? 2 : 1, ENGLISH_GIVEN),
        family: several(1, ENGLISH_FAMILY),
      }
}

const LIKE_SOUNDS: readonly (readonly [RegExp, string])[] = [
  ...([
    [/z/g, 's'],
    [/v/g, 'b'],
    [/b/g, 'v'],
    [/ll/g, 'y'],
    [/^h/, ''],
    [/j(?=[ei])/g, 'g'],
  ] as const),
  ...([
    [/s$/, 'z'],
    [/^x/, 'j'],
    [/ph/g, 'f'],
    [/y$/, 'i'],
    [/th/g, 't'],
    [/nn/g, 'n'],
  ] as const),
]

function respelt(word: string, random: () => number): string {
  const usable = LIKE_SOUNDS.filter(([from]) => word.replace(from, '') !== word)
  const chosen = usable[Math.floor(random() * usable.length)]
  return chosen ? word.replace(...chosen) : word
}

function mistyped(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length)
  const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)] as string
  switch (Math.floor(random() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1)
    case 1:
      return word.slice(0, at) + letter + word.slice(at)
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1)
    default:
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  }
}

/** How the same person may stand on a ticket. */
export const SPELLINGS: Readonly<Record<string, (person: Person, random: () => number) => string>> =
  {
    'as on the list': ({ given, family }) => [...given, ...family].join(' '),
    'no accents, capitals': ({ given, family }) =>
      nameWords([...given, ...family].join(' '))
        .join(' ')
        .toUpperCase(),
    'surnames first': ({ given, family }) => `${family.join(' ')}, ${given.join(' ')}`,
    'first given, first surname': ({ given, family }) => `${given[0]} ${family[0]}`,
    'last given, last surname': ({ given, family }) => `${given.at(-1)} ${family.at(-1)}`,
    'as it sounds': ({ given, family }, random) =>
      nameWords(`${given[0]} ${family[0]}`)
        .map((word) => respelt(word, random))
        .join(' '),
    'one typing mistake': ({ given, family }, random) => {
      const [first = '', last = ''] = nameWords(`${given[0]} ${family[0]}`)
      return random() < 0.5
        ? `${mistyped(first, random)} ${last}`
        : `${first} ${mistyped(last, random)}`
    },
  }

type Written = { given: readonly string[]; family: readonly string[] }

const wordsOf = (text: string, rule: BanRule) => [...new Set(nameWords(text).map(rule.word))]

const written = ({ given, family }: Person, rule: BanRule): Written => ({
  given: wordsOf(given.join(' '), rule),
  family: wordsOf(family.join(' '), rule),
})

function isLike(ban: Written, words: readonly string[], rule: BanRule): boolean {
  const { given, family } = ban
  if (rule.whole) return [...given, ...family].sort().join() === [...words].sort().join()
  const usedOfBan = new Set<string>()
  const usedOfShown = new Set<string>()
  for (const [theirs, shown] of pairsOfBoth(ban, words)) {
    if (!rule.alike(theirs.join(' '), shown.join(' '))) continue
    usedOfBan.add(`g ${theirs[0]}`).add(`f ${theirs[1]}`)
    usedOfShown.add(shown[0]).add(shown[1])
  }
  if (usedOfBan.size === 0) return false
  const isWhole = usedOfBan.size === given.length + family.length
  return !rule.contained || isWhole || words.every((word) => usedOfShown.has(word))
}

type Pair = readonly [string, string]

/** Each given name and surname of the entry, with each two words that are shown. */
function pairsOfBoth({ given, family }: Written, words: readonly string[]): [Pair, Pair][] {
  const all = (some: readonly string[], others: readonly string[]): Pair[] =>
    some.flatMap((one) => others.map((other): Pair => [one, other]))
  const shown = all(words, words).filter(([a, b]) => a !== b)
  return all(given, family).flatMap((theirs) => shown.map((two): [Pair, Pair] => [theirs, two]))
}

type BanFigures = { rule: string; missed: Record<string, number>; askedOfThousand: number }

/** `askedOfThousand`: guests, none of them on the list, about whom the door would ask. */
export function measureBans({ bans = 100, guests = 3_000, seed = 20_261_128 } = {}): BanFigures[] {
  const random = seeded(seed)
  const list = Array.from({ length: bans }, () => somebody(random))
  const spelt = Object.entries(SPELLINGS).map(([how, spell]) => ({
    how,
    names: list.map((ban) => spell(ban, random)),
  }))
  const others = Array.from({ length: guests }, () => {
    const guest = somebody(random)
    const ways = ['as on the list', 'first given, first surname'] as const
    return SPELLINGS[ways[random() < 0.5 ? 0 : 1]]?.(guest, random) ?? ''
  })
  return RULES.map((rule) => {
    const entries = list.map((ban) => written(ban, rule))
    const missed = spelt.map(({ how, names }) => {
      const isMissed = (ban: Written, nth: number) =>
        !isLike(ban, wordsOf(names[nth] ?? '', rule), rule)
      return [how, entries.filter(isMissed).length / bans] as const
    })
    const asked = others.filter((name) => {
      const words = wordsOf(name, rule)
      return entries.some((ban) => isLike(ban, words, rule))
    })
    return {
      rule: rule.name,
      missed: Object.fromEntries(missed),
      askedOfThousand: (asked.length / guests) * 1_000,
    }
  })
}

const percent = (share: number) => `${Math.round(share * 100)} %`

export async function measure(): Promise<readonly Table[]> {
  const found = measureBans()
  return [
    {
      title:
        'House list: people on it who are missed, by how their ticket spells them; and others asked about',
      columns: ['keys', ...Object.keys(SPELLINGS), 'others asked of 1,000'],
      rows: found.map(({ rule, missed, askedOfThousand }) => [
        rule,
        ...Object.keys(SPELLINGS).map((how) => percent(missed[how] ?? 0)),
        askedOfThousand.toFixed(1),
      ]),
      notes: [
        '100 people on the list, 3,000 guests who are not; generated, two thirds with Spanish names.',
        'Half of the guests show all their names, half the first and the first surname.',
      ],
    },
  ]
}
