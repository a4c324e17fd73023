// The two check characters of a ticket id: a shortened Reed–Solomon code over GF(32) with minimum distance 3.
//
// The word is  [length of the event code, event code…, date…, random…, k1, k0]  and every such word satisfies
//   Σ cᵢ = 0   and   Σ αⁱ·cᵢ = 0   (i counted from the right, k0 at 0).
// Any two columns (1, αⁱ) and (1, αʲ) are independent while i ≠ j (mod 31), and no word is longer than 27, so no error
// in one or two symbols and no swap of two different symbols can go unseen. The length is part of the word so that two
// ids of different length are never confused by leading zeros.
import { symbolOf, symbolValue } from './crockford.ts'
import { alphaPower, divide, multiply } from './galois-field-32.ts'

/** Symbols beyond the event code in every word: its length, 8 of the date, 10 random, 2 checks. */
const FIXED_SYMBOLS = 8 + 10 + 2

/**
 * The two check characters of `body` = event code + YYYYMMDD + random, all canonical Crockford symbols.
 * Throws a RangeError for other characters: the caller has parsed them.
 */
export function checkCharacters(body: string): string {
  const word = wordOf(`${body}00`)
  if (!word.every(isElement)) throw new RangeError('not a body of Crockford symbols')
  const [sum, weighted] = syndromes(word)
  // k1 + k0 = sum and α·k1 + k0 = weighted (in characteristic 2, minus is plus).
  const k1 = divide(sum ^ weighted, 1 ^ alphaPower(1))
  return symbolOf(k1) + symbolOf(sum ^ k1)
}

/** True when `symbols` = body + its two check characters is a word of the code. False for foreign characters and for lengths that no id has. */
export function checkHolds(symbols: string): boolean {
  const word = wordOf(symbols)
  if (!word.every(isElement)) return false
  const [sum, weighted] = syndromes(word)
  return sum === 0 && weighted === 0
}

function wordOf(symbols: string): number[] {
  return [symbols.length - FIXED_SYMBOLS, ...Array.from(symbols, symbolValue)]
}

/** Also false for a length that the field has no element for: such a text is far too short or too long to be an id. */
function isElement(value: number): boolean {
  return value >= 0 && value <= 31
}

function syndromes(word: readonly number[]): readonly [number, number] {
  let sum = 0
  let weighted = 0
  word.forEach((value, index) => {
    sum ^= value
    weighted ^= multiply(value, alphaPower(word.length - 1 - index))
  })
  return [sum, weighted]
}
