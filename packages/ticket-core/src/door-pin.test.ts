// Which PINs are too easy; the hash is tested on the phone's side, where there is a WebCrypto.
import { expect, test } from 'vitest'
import { isGoodPin } from './door-pin.ts'

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
