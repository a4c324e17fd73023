// Whose link brought somebody here, until the tab is closed.
import { expect, test } from 'vitest'
import { findReferral, keepReferral, referralOf } from './referral.ts'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    ...{ length: 0, key: () => null, clear: () => kept.clear() },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  }
}

test.each([
  ['?p=rocio', 'ROCIO'],
  ['?lang=es&p=ROCIO24', 'ROCIO24'],
  ['', null],
  ['?p=', null],
  ['?p=ab', null],
  ['?p=<script>', null],
  ['?p=a%20b%20c', null],
  [`?p=${'A'.repeat(25)}`, null],
])('%j is %s', (search, code) => {
  expect(referralOf(search)).toBe(code)
})

test('the last link counts, and a page without one keeps it', () => {
  const storage = memory()
  expect(findReferral(storage, '')).toBeUndefined()
  keepReferral(storage, '?p=rocio')
  keepReferral(storage, '')
  expect(findReferral(storage, '')).toBe('ROCIO')
  keepReferral(storage, '?p=beto')
  expect(findReferral(storage, '')).toBe('BETO')
})
