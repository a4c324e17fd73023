// The house list on the phone: asked of names, replaced, dropped after the night; and nowhere on the disk in the clear.
import 'fake-indexeddb/auto'
import { banHasher } from '@maguey/ticket-core/ban-hash'
import { type HashedBan, pairsOf, pairTexts } from '@maguey/ticket-core/name-keys'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDexieDisk } from './dexie-disk.ts'
import { type DoorDb, openDoorDb } from './door-db.ts'
import { DOORS_MS, eventFixture, pageFixture, wordFixture } from './door-fixtures.ts'
import { createDoorStore } from './door-store.ts'
import type { KeptBans } from './rows.ts'

const KEY = 'A'.repeat(43)
const hash = banHasher(KEY)

function hashedBan(number: number, given: string, family: string): HashedBan {
  const pairs = pairsOf(given, family).map((pair) => {
    const { same, near } = pairTexts(pair)
    return { same: hash(same), near: near.map(hash), born: null }
  })
  return { number, words: { given: 1, family: 1 }, born: false, pairs }
}

const bansOf = (mark: string, ...bans: HashedBan[]): KeptBans => ({
  ...{ eventId: 'event-1', mark, key: KEY, bans },
})

let db: DoorDb
const openStore = async () => {
  const store = createDoorStore(createDexieDisk(db, crypto.randomUUID()))
  await store.start()
  await store.open('event-1')
  return store
}

const page = (bansMark: string | null) => {
  const { epoch, cursor, complete, total, horizonMs, ...event } = eventFixture()
  const tickets = [wordFixture({ guestName: 'Juan Pérez' })]
  return pageFixture({ event: { ...event, bansMark }, tickets, total: 1 })
}

beforeEach(() => {
  db = openDoorDb(`bans-${crypto.randomUUID()}`)
})
afterEach(() => db.delete())

test('is wanted when the server has another one, and only then', async () => {
  const store = await openStore()
  await store.applyPage(page(null))
  expect(store.bansWanted()).toBeUndefined()
  await store.applyPage(page('m1'))
  expect(store.bansWanted()).toBe('event-1')
  await store.keepBans(bansOf('m1'))
  expect(store.bansWanted()).toBeUndefined()
  await store.applyPage(page('m2'))
  expect(store.bansWanted()).toBe('event-1')
})

test('is asked after a restart too, and the newer one replaces the older', async () => {
  const before = await openStore()
  await before.applyPage(page('m1'))
  await before.keepBans(bansOf('m1', hashedBan(7, 'Juan', 'Pérez')))
  const store = await openStore()
  expect(store.bansLike({ line: 'JUAN PERES' })).toHaveLength(1)
  await store.keepBans(bansOf('m2', hashedBan(8, 'Ana', 'Soto')))
  expect(store.bansLike({ line: 'Juan Pérez' })).toEqual([])
  expect(store.bansLike({ line: 'Ana Soto' })).toHaveLength(1)
})

test('of another night than the open one is not taken', async () => {
  const store = await openStore()
  await store.applyPage(page('m1'))
  await store.keepBans({ ...bansOf('m1', hashedBan(7, 'Juan', 'Pérez')), eventId: 'event-2' })
  expect(store.bansLike({ line: 'Juan Pérez' })).toEqual([])
})

test('goes with its night, and with a revocation', async () => {
  const store = await openStore()
  await store.applyPage(page('m1'))
  await store.keepBans(bansOf('m1', hashedBan(7, 'Juan', 'Pérez')))
  await store.dropNightsLongOver(DOORS_MS + 10 * 24 * 3_600_000)
  expect(await store.disk.readMeta('bans')).toBeUndefined()
  expect(store.bansLike({ line: 'Juan Pérez' })).toEqual([])
  const other = await openStore()
  await other.applyPage(page('m1'))
  await other.keepBans(bansOf('m1', hashedBan(7, 'Juan', 'Pérez')))
  await other.wipe(DOORS_MS)
  expect(await other.disk.readMeta('bans')).toBeUndefined()
  expect(other.bansLike({ line: 'Juan Pérez' })).toEqual([])
})

test('stands nowhere in the phone’s database in the clear', async () => {
  const store = await openStore()
  await store.applyPage(page('m1'))
  await store.keepBans(bansOf('m1', hashedBan(7, 'Zenobia', 'Quispe')))
  expect(store.bansLike({ line: 'Zenobia Quispe' })).toHaveLength(1)
  const everything: Record<string, unknown[]> = {}
  for (const table of db.tables) everything[table.name] = await table.toArray()
  const text = JSON.stringify(everything)
  // The whole of it was read: the guest on the list is there by name.
  expect(text).toContain('Juan Pérez')
  expect(text).toContain(hash('=senobia kispe'))
  expect(text).not.toMatch(/zenobia|senobia|quispe|kispe/i)
})
