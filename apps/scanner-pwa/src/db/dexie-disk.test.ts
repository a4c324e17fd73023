// The phone's disk: the contract, and what happens to databases in the wild.
import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDexieDisk } from './dexie-disk.ts'
import { type DoorDb, openDoorDb } from './door-db.ts'
import type { DiskError, DoorDisk } from './door-disk.ts'
import { describeDisk } from './door-disk-contract.ts'
import { eventFixture, loggedScanFixture, wordFixture } from './door-fixtures.ts'
import { packWord } from './packed-word.ts'

let opened = 0
const nextName = () => {
  opened += 1
  return `disk-test-${opened}`
}

describeDisk('the disk on IndexedDB', async () => {
  const db = openDoorDb(nextName())
  let page = 0
  const open = async () => {
    page += 1
    return createDexieDisk(db, `page-${page}`)
  }
  return { disk: await open(), open }
})

describe('a database that the system takes away', () => {
  let db: DoorDb
  let disk: DoorDisk
  beforeEach(async () => {
    db = openDoorDb(nextName())
    disk = createDexieDisk(db, 'page')
    await disk.claim()
  })
  afterEach(() => db.delete())
  const append = (id: string) =>
    disk.append(loggedScanFixture({ id })).then(
      () => 'kept',
      ({ trouble }: DiskError) => trouble,
    )
  const kept = async () => (await disk.readLog()).scans.map(({ id }) => id)

  test('a severed connection is opened again, 200 times in a row, and no scan is lost', async () => {
    const ids: string[] = []
    for (let nth = 0; nth < 200; nth += 1) {
      const id = `s${String(nth).padStart(3, '0')}`
      db.backendDB().close()
      expect(await append(id)).toBe('kept')
      ids.push(id)
    }
    expect(await kept()).toEqual(ids)
  })

  test('a database that was deleted is said to be lost, not to be empty', async () => {
    expect(await append('s1')).toBe('kept')
    db.close()
    await Dexie.delete(db.name)
    expect(await append('s2')).toBe('lost')
    expect(await append('s3')).toBe('lost')
  })

  test('a write that the disk refuses is not kept, and says why', async () => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function full() {
      throw new DOMException('full', 'QuotaExceededError')
    }
    try {
      const refused = disk.append(loggedScanFixture())
      await expect(refused).rejects.toMatchObject({
        trouble: 'failed',
        reason: 'QuotaExceededError',
      })
    } finally {
      IDBObjectStore.prototype.put = put
    }
    expect(await kept()).toEqual([])
    expect(await append('s1')).toBe('kept')
  })
})

describe('a write that fails half-way', () => {
  const { put } = IDBObjectStore.prototype
  afterEach(() => {
    IDBObjectStore.prototype.put = put
  })

  const open = async () => {
    const disk = createDexieDisk(openDoorDb(nextName()), 'page')
    await disk.claim()
    return disk
  }
  /** Writes to this table throw; `times` of them. */
  const refuse = (table: string, reason: string, times = 99) => {
    let left = times
    IDBObjectStore.prototype.put = function refused(this: IDBObjectStore, ...args) {
      if (this.name !== table || left === 0) return put.apply(this, args)
      left -= 1
      throw new DOMException('refused', reason)
    }
  }
  const page = () => {
    const event = eventFixture()
    const words = [packWord(wordFixture())]
    const segment = { eventId: event.id, epoch: 'e1', pulled: true, words }
    return { event, segment, dropOtherEpochs: false }
  }

  test('keeps none of it: an answer without its word', async () => {
    const disk = await open()
    refuse('segments', 'QuotaExceededError')
    const settled = [{ id: 's1', state: 'sent', outcome: null, unheardUpTo: null }] as const
    await expect(disk.settle(settled, page().segment)).rejects.toMatchObject({ trouble: 'failed' })
    expect((await disk.readLog()).settled).toEqual([])
  })

  test('keeps none of it: a page without its cursor', async () => {
    const disk = await open()
    refuse('events', 'QuotaExceededError')
    await expect(disk.keepPage(page())).rejects.toMatchObject({ trouble: 'failed' })
    expect(await disk.readSegments(eventFixture().id)).toEqual([])
  })

  test('is not there twice when it is tried again', async () => {
    const disk = await open()
    refuse('events', 'UnknownError', 1)
    await disk.keepPage(page())
    expect(await disk.readSegments(eventFixture().id)).toHaveLength(1)
  })
})

test('the database of the version before keeps its scans, and what had become of them', async () => {
  const name = nextName()
  const before = new Dexie(name)
  before.version(1).stores({
    tickets: 'ticketId, eventId, [eventId+guestKey], [eventId+epoch]',
    scans: 'id, state, [eventId+scannedAtMs]',
    events: 'id',
    meta: 'key',
  })
  await before.table('scans').bulkAdd([
    { ...loggedScanFixture({ id: 'a' }), state: 'queued', outcome: null },
    { ...loggedScanFixture({ id: 'b' }), state: 'sent', outcome: null },
  ])
  await before.table('events').add({ id: 'event-1', cursor: '7' })
  before.close()
  const disk = createDexieDisk(openDoorDb(name), 'page')
  await disk.claim()
  const { scans, settled } = await disk.readLog()
  expect(scans.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(settled).toEqual([{ id: 'b', state: 'sent', outcome: null, unheardUpTo: null }])
  expect(await disk.readEvents()).toEqual([])
})
