// Tickets that were given to somebody, and the keys to them.
import { fullStorage, memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import { describe, expect, test } from 'vitest'
import {
  findAcceptKey,
  findKeptTransfer,
  findTransferToken,
  forgetAcceptKey,
  keepAcceptKey,
  keepTransfer,
} from './kept-transfers.ts'

const offered = 'AbCdEfGhIjKlMnOpQrStUv'
const held = 'ZyXwVuTsRqPoNmLkJiHgFe'

describe('the token of a transfer', () => {
  test('is the offer’s, from the address, until the ticket is accepted on this device', () => {
    const storage = memoryStorage()
    expect(findTransferToken(storage, '7', `#${offered}`)).toBe(offered)
    keepTransfer(storage, '7', { token: held, keptAtMs: 0, view: null })
    expect(findTransferToken(storage, '7', `#${offered}`)).toBe(held)
    expect(findTransferToken(storage, '7', '')).toBe(held)
    expect(findTransferToken(storage, '8', `#${offered}`)).toBe(offered)
  })

  test.each(['', '#', '#content', '#short', `#${offered}/../x`])('%j is none', (hash) => {
    expect(findTransferToken(memoryStorage(), '7', hash)).toBeNull()
  })

  test('a spoiled entry is passed over', () => {
    const storage = memoryStorage({ 'maguey.kept-transfer.7': '{"token":' })
    expect(findKeptTransfer(storage, '7')).toBeNull()
    expect(findTransferToken(storage, '7', `#${offered}`)).toBe(offered)
  })
})

describe('the key of an acceptance', () => {
  test('is the first one that was sent, until it is forgotten', () => {
    const storage = memoryStorage()
    expect(findAcceptKey(storage, '7')).toBeNull()
    expect(keepAcceptKey(storage, '7', 'key-one')).toBe('key-one')
    expect(keepAcceptKey(storage, '7', 'key-two')).toBe('key-one')
    expect(keepAcceptKey(storage, '8', 'key-two')).toBe('key-two')
    forgetAcceptKey(storage, '7')
    expect(findAcceptKey(storage, '7')).toBeNull()
  })

  test('a full storage doesn’t keep anybody from accepting', () => {
    expect(keepAcceptKey(fullStorage(), '7', 'key-one')).toBe('key-one')
  })
})
