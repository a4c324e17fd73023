// A database that is deleted under us: the next one gets what was on no server, and nothing of the list.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDexieDisk } from './dexie-disk.ts'
import { type DoorDb, openDoorDb } from './door-db.ts'
import { DiskError, type DoorDisk } from './door-disk.ts'
import {
  DOORS_MS,
  loggedActFixture,
  loggedScanFixture,
  pageFixture,
  wordFixture,
} from './door-fixtures.ts'
import { createDoorStore, type DoorStore } from './door-store.ts'

let db: DoorDb
let bare: DoorDisk
let store: DoorStore
let opened = 0

const openStore = async (changes: Partial<DoorDisk> = {}) => {
  store = createDoorStore({ ...bare, ...changes })
  await store.start()
  await store.open('event-1')
}
beforeEach(() => {
  opened += 1
  db = openDoorDb(`rescue-test-${opened}`)
  bare = createDexieDisk(db, 'page')
})
afterEach(() => db.delete())

const deleteDatabase = async () => {
  db.close()
  await db.delete({ disableAutoOpen: false })
}
const pull = (ticketId: string, total: number) =>
  store.applyPage(pageFixture({ tickets: [wordFixture({ ticketId })], total }))
const keepClock = () => store.keepClock({ offsetMs: 0, uncertaintyMs: 1, measuredAtMs: DOORS_MS })
const status = () => store.state.getState().status
const listKept = async () => [await bare.readEvents(), await bare.readSegments('event-1')]
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a page that was under way when the clock found out begins no list in the new database', async () => {
  let claimedAnew = () => {}
  const claimed = new Promise<void>((resolve) => {
    claimedAnew = resolve
  })
  let slow = false
  await openStore({
    claim: async () => {
      await bare.claim()
      if (slow) claimedAnew()
    },
    keepPage: async (page) => {
      if (slow) await Promise.race([claimed, wait(200)])
      await bare.keepPage(page)
    },
  })
  await pull('T1', 1)
  slow = true
  await deleteDatabase()
  await Promise.allSettled([keepClock(), pull('T2', 2)])
  expect(status()).toBe('lost')
  expect(await listKept()).toEqual([[], []])
})

test('a page, a word or an answer that comes later begins none either', async () => {
  await openStore()
  await pull('T1', 1)
  await store.append(loggedScanFixture({ id: 's1' }))
  await deleteDatabase()
  await keepClock().catch(() => {})
  await expect(pull('T2', 2)).rejects.toMatchObject({ trouble: 'lost' })
  await store.hear('event-1', [wordFixture({ revision: 9 })])
  const outcome = { result: 'entry', first: null, error: null }
  await store.settle([{ id: 's1', accepted: true, outcome, word: wordFixture({ revision: 9 }) }])
  expect(await listKept()).toEqual([[], []])
  expect((await bare.readLog()).settled.map(({ id }) => id)).toEqual(['s1'])
})

test('what the rescue couldn’t write is written at the next start, or stays in memory', async () => {
  let full = false
  const unlessFull =
    <T>(write: (row: T) => Promise<void>) =>
    async (row: T) => {
      if (full) throw new DiskError('failed', 'UnknownError')
      await write(row)
    }
  await openStore({ append: unlessFull(bare.append), appendAct: unlessFull(bare.appendAct) })
  await store.append(loggedScanFixture({ id: 's1' }))
  await store.appendAct(loggedActFixture({ id: 'a1' }))
  await deleteDatabase()
  full = true
  await keepClock().catch(() => {})
  expect(status()).toBe('lost')
  await store.start()
  expect(status()).toBe('broken')
  expect(store.state.getState().queued).toBe(2)
  full = false
  await store.start()
  expect(status()).toBe('ready')
  expect(store.takeBatch(9).map(({ id }) => id)).toEqual(['s1'])
  const { scans, acts } = await bare.readLog()
  expect([...scans, ...acts].map(({ id }) => id)).toEqual(['s1', 'a1'])
})
