// Tests of the ticket id: golden vectors, forgiving input, and brute force over all near misses of whole texts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors are shared with SQL, outside of the package
import vectors from '../../../tests/vectors/ticket-ids.json' with { type: 'json' }
import { CROCKFORD_ALPHABET } from './crockford.ts'
import { formatTicketId, generateTicketId, isEventCode, parseTicketId } from './ticket-id.ts'

const crockford = (minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...CROCKFORD_ALPHABET), minLength, maxLength })
const twoDigits = (value: number): string => String(value).padStart(2, '0')
const eventDay = fc
  .tuple(
    fc.integer({ min: 2000, max: 2099 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => `${year}${twoDigits(month)}${twoDigits(day)}`)
const parts = fc.record({ eventCode: crockford(2, 6), eventDay, random: crockford(10) })

const ID_OF_EACH_LENGTH = [
  { eventCode: '2C', eventDay: '20251012', random: '20250115AB' },
  { eventCode: 'PF0', eventDay: '20200220', random: '2020202020' },
  { eventCode: 'ABCD', eventDay: '20250115', random: 'ABC123XYZ0' },
  { eventCode: '20202', eventDay: '20201020', random: '0000000000' },
  { eventCode: 'ZZZZZZ', eventDay: '20991231', random: 'ZZZZZZZZZZ' },
].map(formatTicketId)

const WRONG_CHARACTERS = [...CROCKFORD_ALPHABET, '-', 'U', '.']

/** Every text with one other character at one place, from a place on. */
function* changes(
  text: readonly string[],
  from = 0,
): Generator<{ readonly at: number; readonly text: readonly string[] }> {
  for (let at = from; at < text.length; at++) {
    for (const other of WRONG_CHARACTERS) {
      if (other !== text[at]) yield { at, text: text.with(at, other) }
    }
  }
}

describe('parseTicketId', () => {
  test.each(vectors)('vector: $name', (vector) => {
    const parsed = parseTicketId(vector.input)
    expect(parsed.ok).toBe(vector.ok)
    if (parsed.ok) expect(parsed.ticketId).toBe(vector.ticket_id)
    else expect(parsed.code).toBe(vector.code)
  })

  test('gives back the parts that an id was made of', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const ticketId = formatTicketId(given)
        expect(parseTicketId(ticketId)).toEqual({ ok: true, ticketId, ...given })
      }),
    )
  })

  test('forgives case, white space, all dashes left out, and lookalikes', () => {
    const noise = fc.array(fc.nat(7), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(parts, noise, fc.boolean(), (given, dice, dashless) => {
        const ticketId = formatTicketId(given)
        const source = dashless ? ticketId.replaceAll('-', '') : ticketId
        const typed = Array.from(source, (c, index) => disguise(c, index < 3, dice[index] ?? 0))
        expect(parseTicketId(typed.join(''))).toMatchObject({ ok: true, ticketId })
      }),
    )
  })

  // Every text that differs from a canonical id in one or two places, by any symbol, a dash, or a character outside of
  // the alphabet: about half a million for each id.
  test.each(ID_OF_EACH_LENGTH)(
    'refuses every change of one or two characters of %s',
    (ticketId) => {
      let tried = 0
      const accepted: string[] = []
      for (const one of changes([...ticketId])) {
        for (const changed of [one, ...changes(one.text, one.at + 1)]) {
          tried++
          const text = changed.text.join('')
          if (parseTicketId(text).ok) accepted.push(text)
        }
      }
      const others = WRONG_CHARACTERS.length - 1
      const pairs = (ticketId.length * (ticketId.length - 1)) / 2
      expect(tried).toBe(ticketId.length * others + pairs * others * others)
      expect(accepted).toEqual([])
    },
  )

  test('refuses every change of one character, dashes included', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const text = [...formatTicketId(given)]
        const accepted = [...changes(text)].filter((one) => parseTicketId(one.text.join('')).ok)
        expect(accepted).toEqual([])
      }),
    )
  })

  test('refuses every swap of neighbours, dashes included', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const ticketId = formatTicketId(given)
        for (let i = 0; i + 1 < ticketId.length; i++) {
          const swapped = `${ticketId.slice(0, i)}${ticketId[i + 1]}${ticketId[i]}${ticketId.slice(i + 2)}`
          expect(parseTicketId(swapped).ok).toBe(swapped === ticketId)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('calls a near miss mistyped and not a foreign code', () => {
    fc.assert(
      fc.property(parts, fc.nat(30), fc.constantFrom(...CROCKFORD_ALPHABET), (given, at, other) => {
        const text = [...formatTicketId(given)]
        const index = at % text.length
        fc.pre(text[index] !== other)
        expect(parseTicketId(text.with(index, other).join(''))).toEqual({
          ok: false,
          code: 'mistyped',
        })
      }),
    )
  })

  test('never throws, and never takes a text that is no id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(parseTicketId(text).ok).toBe(false)
      }),
    )
  })

  test('answers at once for a huge text', () => {
    expect(parseTicketId('MGY-'.repeat(5_000_000))).toEqual({ ok: false, code: 'not_a_ticket' })
  })
})

describe('formatTicketId', () => {
  test.each([
    { eventCode: 'P', eventDay: '20250115', random: 'ABC123XYZ0' },
    { eventCode: 'PERRE0S', eventDay: '20250115', random: 'ABC123XYZ0' },
    { eventCode: 'pf', eventDay: '20250115', random: 'ABC123XYZ0' },
    { eventCode: 'PO', eventDay: '20250115', random: 'ABC123XYZ0' },
    { eventCode: 'PF', eventDay: '20250229', random: 'ABC123XYZ0' },
    { eventCode: 'PF', eventDay: '2025-1-5', random: 'ABC123XYZ0' },
    { eventCode: 'PF', eventDay: '20250115', random: 'ABC123XYZ' },
    { eventCode: 'PF', eventDay: '20250115', random: 'ABC123XYZU' },
  ])('throws for parts that no id can have: $eventCode $eventDay $random', (given) => {
    expect(() => formatTicketId(given)).toThrow(RangeError)
  })

  test('knows leap years', () => {
    const random = 'ABC123XYZ0'
    for (const eventDay of ['20000229', '20240229', '20960229']) {
      expect(parseTicketId(formatTicketId({ eventCode: 'PF', eventDay, random })).ok).toBe(true)
    }
  })
})

describe('generateTicketId', () => {
  test('uses five bits of each of ten random bytes', () => {
    const given = { eventCode: 'PF', eventDay: '20250115' }
    const bytes = Uint8Array.of(10, 11, 12, 1, 2, 3, 29, 30, 31, 32)
    const asked: number[] = []
    const ticketId = generateTicketId({
      ...given,
      randomBytes: (length) => {
        asked.push(length)
        return bytes
      },
    })
    expect(asked).toEqual([10])
    expect(ticketId).toBe(formatTicketId({ ...given, random: 'ABC123XYZ0' }))
  })

  test('throws when the source of randomness gives too little', () => {
    const randomBytes = () => new Uint8Array(9)
    expect(() => generateTicketId({ eventCode: 'PF', eventDay: '20250115', randomBytes })).toThrow()
  })
})

test('isEventCode takes 2–6 canonical symbols', () => {
  expect(['PF', '00', 'AGT', 'N0CHE', 'ZZZZZZ'].every(isEventCode)).toBe(true)
  expect(['', 'P', 'PERRE0S', 'pf', 'NOCHE', 'P-F', 'PU', 'PF\n'].some(isEventCode)).toBe(false)
})

const LOOKALIKES: Record<string, string> = { '0': 'oO', '1': 'iIlL', '-': '—–' }

function disguise(character: string, inPrefix: boolean, die: number): string {
  if (die === 0) return ` ${character}`
  if (die === 1) return `${character}\t`
  if (die === 2) return character.toLowerCase()
  const lookalikes = inPrefix ? '' : (LOOKALIKES[character] ?? '')
  return lookalikes[die - 3] ?? character
}
