// Pairing logic without a screen.

import type { Phone } from '@maguey/wire/event-phones'
import { describe, expect, it } from 'vitest'
import { countdown, halves, newPhone, pairingUrl, suggestName } from './pairing.ts'

const phone = (id: string, over: Partial<Phone> = {}) =>
  ({ id, name: id, revoked: false, ...over }) as Phone

it('keeps the code out of what a server sees', () => {
  const url = new URL(pairingUrl('http://door.test/', 'K7PW2XQD'))
  expect(url.href).toBe('http://door.test/pair#K7PW2XQD')
  expect(`${url.pathname}${url.search}`).toBe('/pair')
})

it('shows the code in two groups', () => {
  expect(halves('K7PW2XQD')).toEqual(['K7PW', '2XQD'])
})

it.each([
  [600_000, '10:00'],
  [599_001, '10:00'],
  [545_000, '9:05'],
  [1, '0:01'],
  [0, '0:00'],
  [-9_000, '0:00'],
])('%i ms are left as %s', (ms, text) => {
  expect(countdown(ms)).toBe(text)
})

describe('newPhone', () => {
  it('is the one that was not there before', () => {
    expect(newPhone(['a'], [phone('a'), phone('b')])?.id).toBe('b')
  })
  it('is nobody while nothing changed, nor a revoked phone', () => {
    expect(newPhone(['a'], [phone('a')])).toBeNull()
    expect(newPhone(['a'], [phone('a'), phone('b', { revoked: true })])).toBeNull()
  })
})

it('suggests the first free name', () => {
  expect(suggestName('Door', [])).toBe('Door 1')
  expect(
    suggestName('Door', [phone('a', { name: 'door 1' }), phone('b', { name: 'Door 3' })]),
  ).toBe('Door 2')
})
