// The house list's keys: the shared vectors, and who is asked about because of whom.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors live outside of the package
import vectors from '../../../tests/vectors/name-keys.json' with { type: 'json' }
import { banHasher } from './ban-hash.ts'
import {
  bornText,
  createBanMatcher,
  type HashedBan,
  pairsOf,
  pairTexts,
  type ShownName,
} from './name-keys.ts'
import { nameSound, nameWords } from './name-words.ts'

const hash = banHasher(vectors.key)

describe('the shared vectors', () => {
  test.each(vectors.names)('words and sounds of "$name"', ({ name, words, sounds }) => {
    expect(nameWords(name)).toEqual(words)
    expect(nameWords(name).map(nameSound)).toEqual(sounds)
  })

  test.each(vectors.hashes)('the hash of "$text"', ({ text, hash: expected }) => {
    expect(hash(text)).toBe(expected)
  })

  test.each(vectors.pairs)(
    'the hashes of $given $family',
    ({ given, family, born, ...expected }) => {
      const [pair] = pairsOf(given, family)
      if (!pair) throw new Error('no pair')
      const { same, near } = pairTexts(pair)
      expect({
        same: hash(same),
        near: near.map(hash).sort(),
        bornHash: born === null ? null : hash(bornText(pair, born)),
      }).toEqual(expected)
    },
  )
})

/** As the database makes it. */
function hashed(number: number, given: string, family: string, born?: string): HashedBan {
  const pairs = pairsOf(given, family)
  return {
    number,
    words: { given: pairsOf(given, 'one').length, family: pairsOf('one', family).length },
    born: born !== undefined,
    pairs: pairs.map((pair) => {
      const { same, near } = pairTexts(pair)
      return {
        same: hash(same),
        near: near.map(hash),
        born: born === undefined ? null : hash(bornText(pair, born)),
      }
    }),
  }
}

const asked = (shown: string | ShownName, ...bans: HashedBan[]) =>
  createBanMatcher(bans, hash).match(typeof shown === 'string' ? { line: shown } : shown)

describe('a name that is shown', () => {
  const juan = hashed(7, 'Juan Carlos', 'Pérez García', '1990-02-03')

  test.each([
    ['Juan Carlos Pérez García', 'same'],
    ['perez garcia, JUAN', 'same'],
    ['Carlos Garcia', 'same'],
    ['Jhuan Peres', 'same'],
    ['Jaun Pérez', 'near'],
    ['Juan Péres Garsia', 'same'],
    ['Juan Prez', 'near'],
  ])('%s is asked about', (name, likeness) => {
    expect(asked(name, juan)).toEqual([{ number: 7, likeness, born: 'unknown' }])
  })

  test.each([
    'Juan Pérez López',
    'Juan',
    'Pérez García',
    'Juan Carlos',
    'María Pérez',
    'Carlos Gómez García',
    '',
    '???',
  ])('%s is not', (name) => {
    expect(asked(name, juan)).toEqual([])
  })

  test('with more names than the list has is asked about', () => {
    expect(asked('Juan Antonio Pérez García', hashed(1, 'Juan', 'Pérez'))).toHaveLength(1)
  })

  test('may be like several', () => {
    const found = asked('Juan Pérez', juan, hashed(8, 'Juan', 'Pérez'), hashed(9, 'Ana', 'Soto'))
    expect(found.map(({ number }) => number)).toEqual([7, 8])
  })
})

describe('an ID', () => {
  const ana = hashed(3, 'Ana', 'Soto Ruiz', '1990-02-03')
  const shown = (born: string | null, given = 'ANA MARIA') => ({ given, family: 'SOTO', born })

  test('with the same birth date is more likely the same person', () => {
    expect(asked(shown('1990-02-03'), ana)).toEqual([{ number: 3, likeness: 'same', born: 'same' }])
    expect(asked(shown('1990-02-03', 'ANA'), ana)[0]?.born).toBe('same')
  })

  test('with the same birth date needs no more than one given name and one surname in common', () => {
    expect(asked(shown(null), ana)).toEqual([])
    expect(asked(shown('1990-02-04'), ana)).toEqual([])
  })

  test('with another one is somebody else', () => {
    expect(asked(shown('1991-02-03', 'ANA'), ana)[0]?.born).toBe('other')
  })

  test('says nothing of the birth date where a letter differs, or where the list has none', () => {
    expect(asked(shown('1990-02-03', 'ANNIA'), ana)[0]?.born).toBe('unknown')
    expect(asked(shown('1990-02-03', 'ANA'), hashed(3, 'Ana', 'Soto'))[0]?.born).toBe('unknown')
  })

  test('doesn’t take a given name for a surname', () => {
    const carlos = hashed(4, 'Martín', 'Carlos')
    expect(asked({ given: 'Carlos', family: 'Martín', born: null }, carlos)).toEqual([])
    expect(asked('Carlos Martín', carlos)).toHaveLength(1)
  })
})

test('two names that differ by one letter have a key in common, whichever letter it is', () => {
  const word = fc.stringMatching(/^[a-z]{3,9}$/)
  fc.assert(
    fc.property(
      word,
      word,
      fc.nat(),
      fc.stringMatching(/^[a-z]$/),
      (given, family, nth, letter) => {
        const text = `${given} ${family}`
        const at = nth % text.length
        fc.pre(text[at] !== ' ')
        const [changedGiven = '', changedFamily = ''] = text
          .slice(0, at)
          .concat(letter, text.slice(at + 1))
          .split(' ')
        const before = new Set(pairTexts({ given, family }).near)
        const after = pairTexts({ given: changedGiven, family: changedFamily }).near
        expect(after.some((one) => before.has(one))).toBe(true)
      },
    ),
  )
})
