// Which key opens a place on a waiting list.
import { beforeEach, describe, expect, it } from 'vitest'
import { findEntryToken, keepEntryToken } from './entry-token.ts'

const TOKEN = 'abcdefghijklmnopqrstuv'

function memoryStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  } as unknown as Storage
}

describe('the key to a place on a waiting list', () => {
  let storage = memoryStorage()
  beforeEach(() => {
    storage = memoryStorage()
  })

  it('is that of the link, before one that was kept', () => {
    keepEntryToken(storage, 'e1', 'kept-kept-kept-kept-xx')
    expect(findEntryToken(storage, 'e1', `#${TOKEN}`)).toBe(TOKEN)
  })

  it('is the kept one after the trip to the pay page, for this place only', () => {
    keepEntryToken(storage, 'e1', TOKEN)
    expect(findEntryToken(storage, 'e1', '')).toBe(TOKEN)
    expect(findEntryToken(storage, 'e2', '')).toBeNull()
  })

  it('is missing where a link is cut short and nothing is kept', () => {
    expect(findEntryToken(storage, 'e1', '#abc')).toBeNull()
  })

  it('survives a storage that is full', () => {
    const full = {
      setItem: () => {
        throw new Error('full')
      },
    } as unknown as Storage
    expect(() => keepEntryToken(full, 'e1', TOKEN)).not.toThrow()
  })
})
