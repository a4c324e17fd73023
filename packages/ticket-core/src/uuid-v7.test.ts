// Tests of UUIDv7 against RFC 9562.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('gives the example of RFC 9562, appendix A.6', () => {
  // rand_a CC3 and rand_b 18C4DC0C0C07398F; the version and variant bits of the source are set to ones and must yield.
  const randomBytes = () =>
    Uint8Array.of(0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
  expect(uuidV7({ nowMs: 0x017f22e279b0, randomBytes })).toBe(
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  )
})

test('always has version 7 and the variant of RFC 9562, and tells its millisecond', () => {
  fc.assert(
    fc.property(time, tenBytes, (nowMs, bytes) => {
      const id = uuidV7({ nowMs, randomBytes: () => bytes })
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs)
    }),
  )
})

test('sorts as text by the millisecond', () => {
  fc.assert(
    fc.property(time, time, tenBytes, tenBytes, (a, b, bytesA, bytesB) => {
      fc.pre(a < b)
      const first = uuidV7({ nowMs: a, randomBytes: () => bytesA })
      expect(first < uuidV7({ nowMs: b, randomBytes: () => bytesB })).toBe(true)
    }),
  )
})

test('keeps all 74 random bits', () => {
  const zeros = uuidV7({ nowMs: 0, randomBytes: (length) => new Uint8Array(length) })
  const seen = new Set<string>()
  for (let bit = 0; bit < 80; bit++) {
    const bytes = new Uint8Array(10)
    bytes[bit >> 3] = 1 << (bit & 7)
    const id = uuidV7({ nowMs: 0, randomBytes: () => bytes })
    if (id !== zeros) seen.add(id)
  }
  expect(seen.size).toBe(74)
})

test.each([-1, 0.5, 2 ** 48, Number.NaN, Number.POSITIVE_INFINITY])(
  'refuses %s as a time',
  (nowMs) => {
    expect(() => uuidV7({ nowMs, randomBytes: (length) => new Uint8Array(length) })).toThrow(
      RangeError,
    )
  },
)

test('refuses a source that gives too few bytes', () => {
  expect(() => uuidV7({ nowMs: 0, randomBytes: () => new Uint8Array(9) })).toThrow(RangeError)
})
