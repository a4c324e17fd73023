// Tests of money: golden vectors, and round trips on random amounts.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
// biome-ignore lint/style/noRestrictedImports: the golden vectors live outside of the package
import vectors from '../../../tests/vectors/money.json' with { type: 'json' }
import {
  currencyExponent,
  decimalToMinor,
  minorToDecimal,
  multiplyMinor,
  sumMinor,
} from './money.ts'

const currency = fc.constantFrom('usd', 'EUR', 'jpy', 'kwd', 'isk')

describe('money', () => {
  test.each(vectors.exponents)('$currency has $exponent decimals', (vector) => {
    expect(currencyExponent(vector.currency)).toBe(vector.exponent)
  })

  test.each(vectors.exact)('$decimal $currency is $minor, both ways', (vector) => {
    expect(decimalToMinor(vector.decimal, vector.currency)).toBe(vector.minor)
    expect(minorToDecimal(vector.minor, vector.currency)).toBe(vector.decimal)
  })

  test.each(vectors.read_only)('$decimal $currency is read as $minor', (vector) => {
    expect(decimalToMinor(vector.decimal, vector.currency)).toBe(vector.minor)
  })

  test.each(vectors.refused)('"$decimal" "$currency" is refused', (vector) => {
    expect(() => decimalToMinor(vector.decimal, vector.currency)).toThrow(RangeError)
  })

  test.each(vectors.products)('$quantity × $minor is $product', (vector) => {
    expect(multiplyMinor(vector.minor, vector.quantity)).toBe(vector.product)
  })

  test('survives the way through a decimal, for every safe amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
        expect(decimalToMinor(minorToDecimal(minor, code), code)).toBe(minor)
      }),
    )
  })

  test('is written as Postgres writes decimal(10,2)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (minor) => {
        expect(minorToDecimal(minor, 'usd')).toMatch(/^(0|[1-9]\d*)\.\d{2}$/)
      }),
    )
  })

  test('multiplies as repeated addition does', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(20), (minor, quantity) => {
        const pieces = Array.from({ length: quantity }, () => minor)
        expect(multiplyMinor(minor, quantity)).toBe(sumMinor(pieces))
      }),
    )
  })

  test('throws rather than be inexact', () => {
    expect(() => multiplyMinor(Number.MAX_SAFE_INTEGER, 2)).toThrow(RangeError)
    expect(() => multiplyMinor(100, 1.5)).toThrow(RangeError)
    expect(() => multiplyMinor(0.5, 2)).toThrow(RangeError)
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
    expect(() => minorToDecimal(Number.NaN, 'usd')).toThrow(RangeError)
    expect(() => minorToDecimal(1, '')).toThrow(RangeError)
  })

  test('knows no minus zero', () => {
    expect(Object.is(decimalToMinor('-0.00', 'usd'), 0)).toBe(true)
    expect(Object.is(multiplyMinor(-5, 0), 0)).toBe(true)
    expect(minorToDecimal(-0, 'usd')).toBe('0.00')
  })
})
