// Proof that the check characters catch every one- and two-symbol error and every neighbour swap, for every length of event code.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacters, checkHolds } from './check-characters.ts'
import { CROCKFORD_ALPHABET } from './crockford.ts'
import { alphaPower, divide, multiply } from './galois-field-32.ts'

const ELEMENTS = Array.from({ length: 32 }, (_, value) => value)
const CODE_LENGTHS = [2, 3, 4, 5, 6]
const symbols = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...CROCKFORD_ALPHABET),
    minLength: length,
    maxLength: length,
  })
const anyBody = fc.constantFrom(...CODE_LENGTHS).chain((length) => symbols(length + 18))

/** Long multiplication and reduction, bit by bit: the definition, beside the tables of the code. */
function multiplyByDefinition(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 9; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** XOR of two words, symbol by symbol: adding an error to a word. */
function add(word: string, error: ReadonlyMap<number, number>): string {
  return Array.from(word, (symbol, index) =>
    CROCKFORD_ALPHABET.charAt(CROCKFORD_ALPHABET.indexOf(symbol) ^ (error.get(index) ?? 0)),
  ).join('')
}

type TwoErrors = readonly [i: number, atI: number, j: number, atJ: number]

/** Every error of one or two symbols in a word of `length`: all positions, all 31 values at each; one alone has 0 beside it. */
function* errorsOfOneOrTwo(length: number): Generator<TwoErrors> {
  for (let i = 0; i < length; i++) {
    for (const atI of ELEMENTS.slice(1)) {
      yield [i, atI, i, 0]
      for (let j = i + 1; j < length; j++) {
        for (const atJ of ELEMENTS.slice(1)) yield [i, atI, j, atJ]
      }
    }
  }
}

describe('GF(32)', () => {
  test('multiplies as long multiplication modulo x⁵ + x² + 1 does, for all 1024 pairs', () => {
    for (const a of ELEMENTS) {
      for (const b of ELEMENTS) expect(multiply(a, b)).toBe(multiplyByDefinition(a, b))
    }
  })

  test('has 31 different powers of α and no zero among them', () => {
    const powers = ELEMENTS.slice(1).map(alphaPower)
    expect(new Set(powers).size).toBe(31)
    expect(powers).not.toContain(0)
  })

  test('divides back what was multiplied, and refuses to divide by zero', () => {
    for (const a of ELEMENTS) {
      for (const b of ELEMENTS.slice(1)) expect(divide(multiply(a, b), b)).toBe(a)
    }
    expect(() => divide(1, 0)).toThrow(RangeError)
  })
})

describe('check characters', () => {
  test('hold for every body that they were made for', () => {
    fc.assert(fc.property(anyBody, (body) => checkHolds(body + checkCharacters(body))))
  })

  test('are the only ones of the 1024 pairs that hold', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const holding = [...CROCKFORD_ALPHABET].flatMap((a) =>
          [...CROCKFORD_ALPHABET].map((b) => a + b).filter((check) => checkHolds(body + check)),
        )
        expect(holding).toEqual([checkCharacters(body)])
      }),
      { numRuns: 20 },
    )
  })

  // The code is linear: an error goes unseen in one word if and only if it goes unseen in all of that length. So one
  // word for each length, with every error, is a proof for all words.
  test.each(CODE_LENGTHS)('see every error in one or two symbols, event code of %i', (length) => {
    const body = '0'.repeat(length + 18)
    const word = body + checkCharacters(body)
    const values = Array.from(word, (symbol) => CROCKFORD_ALPHABET.indexOf(symbol))
    let tried = 0
    let unseen = 0
    for (const [i, atI, j, atJ] of errorsOfOneOrTwo(word.length)) {
      const wrong = [...values]
      wrong[i] = (wrong[i] ?? 0) ^ atI
      wrong[j] = (wrong[j] ?? 0) ^ atJ
      tried++
      if (checkHolds(wrong.map((value) => CROCKFORD_ALPHABET.charAt(value)).join(''))) unseen++
    }
    const pairs = (word.length * (word.length - 1)) / 2
    expect({ tried, unseen }).toEqual({ tried: word.length * 31 + pairs * 31 * 31, unseen: 0 })
  })

  test('are linear: whether an error is seen does not depend on the word', () => {
    const errors = fc.array(fc.tuple(fc.nat(21), fc.nat(31)), { maxLength: 8 })
    fc.assert(
      fc.property(anyBody, errors, (body, error) => {
        const zeros = '0'.repeat(body.length)
        const seenIn = (some: string) =>
          !checkHolds(add(some + checkCharacters(some), new Map(error)))
        expect(seenIn(body)).toBe(seenIn(zeros))
      }),
      { numRuns: 500 },
    )
  })

  test('see every swap of two different symbols, neighbours or not', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const word = [...body, ...checkCharacters(body)]
        for (let i = 0; i < word.length; i++) {
          for (let j = i + 1; j < word.length; j++) {
            const swapped = word.with(i, word[j] ?? '').with(j, word[i] ?? '')
            expect(checkHolds(swapped.join(''))).toBe(word[i] === word[j])
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  test('differ between all-zero bodies of different length', () => {
    const checks = CODE_LENGTHS.map((length) => checkCharacters('0'.repeat(length + 18)))
    expect(new Set(checks).size).toBe(CODE_LENGTHS.length)
  })

  test('are not made for foreign characters, and do not hold for them', () => {
    expect(() => checkCharacters('U'.repeat(20))).toThrow(RangeError)
    expect(checkHolds(`${'0'.repeat(20)}U0`)).toBe(false)
    expect(checkHolds('')).toBe(false)
    expect(checkHolds('0'.repeat(500))).toBe(false)
  })
})
