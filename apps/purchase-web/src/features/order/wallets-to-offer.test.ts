// Nobody is offered a wallet that their phone can't have, or that the club makes no passes for.
import { expect, test } from 'vitest'
import { walletsToOffer } from './wallets-to-offer.ts'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Safari'
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile'
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140'
const both = { apple: true, google: true }

test.each([
  ['an iPhone', IPHONE, ['apple']],
  ['an Android phone', ANDROID, ['google']],
  ['a computer', DESKTOP, ['apple', 'google']],
])('%s', (_, userAgent, wallets) => {
  expect(walletsToOffer(both, userAgent)).toEqual(wallets)
  expect(walletsToOffer({ apple: false, google: false }, userAgent)).toEqual([])
})

test('only what is made', () => {
  expect(walletsToOffer({ apple: false, google: true }, IPHONE)).toEqual([])
})
