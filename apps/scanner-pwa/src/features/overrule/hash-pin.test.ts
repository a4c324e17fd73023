// A PIN's hash is what another implementation says it is.
import { hashPin } from '@maguey/ticket-core/door-pin'
import { expect, test } from 'vitest'

test('is PBKDF2-SHA256, as OpenSSL computes it', async () => {
  const salt = Uint8Array.from({ length: 16 }, (_, nth) => nth * 7)
  const hash = await hashPin(crypto.subtle, '495027', { salt, iterations: 5_000 })
  // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt pass:495027 -kdfopt iter:5000
  //   -kdfopt hexsalt:00070e151c232a31383f464d545b6269 PBKDF2
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  expect(hex).toBe('6f5bfa6ae3825c8f676c23f597e21d18bf457ac82343b0bfbe2b8512076103cb')
})
