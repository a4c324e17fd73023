// A PIN's hash, and which PINs are too easy.
import { expect, test } from 'vitest'
import { hashPin, isGoodPin } from './door-pin.ts'

test('is PBKDF2-SHA256, as OpenSSL computes it', async () => {
  const salt = Uint8Array.from({ length: 16 }, (_, nth) => nth * 7)
  const hash = await hashPin(globalThis.crypto.subtle, '495027', { salt, iterations: 5_000 })
  // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt pass:495027 -kdfopt iter:5000
  //   -kdfopt hexsalt:00070e151c232a31383f464d545b6269 PBKDF2
  expect(Buffer.from(hash).toString('hex')).toBe(
    '6f5bfa6ae3825c8f676c23f597e21d18bf457ac82343b0bfbe2b8512076103cb',
  )
})

test.each([
  ['495027', true],
  ['112233', true],
  ['111111', false],
  ['123456', false],
  ['987654', false],
  ['12345', false],
  ['1234567', false],
  ['12a456', false],
])('%s is a good PIN: %s', (pin, good) => {
  expect(isGoodPin(pin)).toBe(good)
})
