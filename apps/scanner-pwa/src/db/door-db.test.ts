// The phone's database: what one transaction must hold together.
import 'fake-indexeddb/auto'
import type { ScanContext, ScanPayload } from '@maguey/ticket-core/decide-scan'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyNudge } from './apply-nudge.ts'
import { applyPage } from './apply-page.ts'
import { type DoorDb, openDoorDb } from './door-db.ts'
import {
  DOORS_MS,
  eventFixture,
  pageFixture,
  pulledTicketFixture,
  scanFixture,
  ticketFixture,
} from './door-fixtures.ts'
import { findGuests } from './find-guests.ts'
import { readMeta, readSettings, writeMeta } from './meta.ts'
import { recordScan, type ScanStamp } from './record-scan.ts'
import { countQueued, settleScans, takeBatch } from './scan-queue.ts'
import { wipeDoor } from './wipe-door.ts'

let db: DoorDb
let opened = 0

beforeEach(() => {
  opened += 1
  db = openDoorDb(`door-test-${opened}`)
})
afterEach(() => db.delete())

const event = eventFixture()
const payload: ScanPayload = {
  kind: 'signed',
  ticketId: 'T1',
  eventCode: 'PF',
  eventDay: '20260115',
  typeCode: 'VIP',
  signature: 'valid',
}
const context: ScanContext = {
  nowMs: DOORS_MS + 60_000,
  event,
  gate: { id: 'gate-1', name: 'Main', admits: null },
  direction: 'in',
  deviceRevoked: false,
  list: { whole: true, ageMs: 0 },
  clockDoubtful: false,
  server: 'silent',
  overrideReason: null,
}
const stamp = (id: string): ScanStamp => ({
  id,
  scannedAtMs: DOORS_MS + 60_000,
  deviceTimeMs: DOORS_MS + 60_000,
  clockOffsetMs: 0,
  clockUncertaintyMs: 0,
  cacheAgeMs: 0,
  offline: true,
  gateName: 'Main',
  deviceName: 'Door 1',
})
const record = (id: string, changes: Partial<ScanContext> = {}) =>
  recordScan(db, { payload, context: { ...context, ...changes }, event, stamp: stamp(id) })

describe('a scan', () => {
  test('is queued and marks its ticket in one step, so the second is refused with time and gate', async () => {
    await db.tickets.add(ticketFixture())
    expect(await record('s1')).toMatchObject({ ok: true, verdict: { code: 'admit' } })
    expect(await db.tickets.get('T1')).toMatchObject({
      presence: 'inside',
      entry: { scanId: 's1', gateName: 'Main', deviceName: 'Door 1' },
    })
    expect(await record('s2')).toMatchObject({
      verdict: { code: 'already_used', gateName: 'Main', atMs: DOORS_MS + 60_000 },
    })
    expect(await countQueued(db)).toBe(2)
  })

  test('of a ticket that the list does not have yet is let in once', async () => {
    expect(await record('s1')).toMatchObject({ verdict: { code: 'admit_unsynced' } })
    expect(await record('s2')).toMatchObject({ verdict: { code: 'already_used' } })
  })

  test('leaves nothing behind and no green when the storage fails half-way', async () => {
    await db.tickets.add(ticketFixture())
    // The same id again makes the insert fail inside the transaction.
    await db.scans.add(scanFixture({ id: 's1', ticketId: 'other' }))
    expect(await record('s1')).toEqual({
      ok: false,
      code: 'storage_failed',
      reason: 'ConstraintError',
    })
    expect(await db.tickets.get('T1')).toMatchObject({ presence: 'never', entry: null })
  })

  test('gives no verdict when the database is gone', async () => {
    db.close({ disableAutoOpen: true })
    expect(await record('s1')).toMatchObject({ ok: false, code: 'storage_failed' })
    db = openDoorDb(db.name)
  })
})

describe('a pulled page', () => {
  test('does not forget a scan that the server has not seen', async () => {
    await db.tickets.add(ticketFixture())
    await record('s1')
    await applyPage(db, pageFixture({ tickets: [pulledTicketFixture()] }), DOORS_MS)
    expect(await record('s2')).toMatchObject({ verdict: { code: 'already_used' } })
  })

  test('keeps the earliest entry when another phone was first', async () => {
    await db.tickets.add(ticketFixture())
    await record('s1')
    const entry = { scanId: 's0', atMs: DOORS_MS, gateName: 'VIP', deviceName: 'Door 2' }
    const tickets = [pulledTicketFixture({ presence: 'inside', entry })]
    await applyPage(db, pageFixture({ tickets }), DOORS_MS)
    expect((await db.tickets.get('T1'))?.entry).toEqual(entry)
  })

  test('of another epoch replaces the list only when it is complete, and keeps the queue', async () => {
    await applyPage(db, pageFixture({ tickets: [pulledTicketFixture()] }), DOORS_MS)
    const gone = [pulledTicketFixture({ ticketId: 'gone' })]
    await applyPage(db, pageFixture({ tickets: gone }), DOORS_MS)
    await db.scans.add(scanFixture())
    const first = { epoch: 'e2', cursor: '5', more: true, tickets: [pulledTicketFixture()] }
    await applyPage(db, pageFixture(first), DOORS_MS)
    expect(await db.tickets.get('gone')).toBeDefined()
    expect(await db.events.get('event-1')).toMatchObject({ complete: false, cursor: '5' })
    await applyPage(db, pageFixture({ epoch: 'e2', cursor: '9' }), DOORS_MS + 1)
    expect(await db.tickets.get('gone')).toBeUndefined()
    expect(await db.tickets.get('T1')).toMatchObject({ presence: 'inside' })
    expect(await db.events.get('event-1')).toMatchObject({
      complete: true,
      pulledAtMs: DOORS_MS + 1,
    })
    expect(await countQueued(db)).toBe(1)
  })
})

test('a list is complete only when all that the server counts is here', async () => {
  const first = { total: 2, tickets: [pulledTicketFixture()] }
  await applyPage(db, pageFixture(first), DOORS_MS)
  expect(await db.events.get('event-1')).toMatchObject({ complete: false, pulledAtMs: null })
  const second = { total: 2, tickets: [pulledTicketFixture({ ticketId: 'T2' })] }
  await applyPage(db, pageFixture(second), DOORS_MS + 1)
  expect(await db.events.get('event-1')).toMatchObject({
    complete: true,
    pulledAtMs: DOORS_MS + 1,
  })
})

test('a complete list drops other epochs of its event, and no more than those', async () => {
  await applyPage(db, pageFixture({ epoch: 'e5', tickets: [pulledTicketFixture()] }), DOORS_MS)
  await db.tickets.bulkAdd([
    ticketFixture({ ticketId: 'lower epoch', epoch: 'e1' }),
    ticketFixture({ ticketId: 'higher epoch', epoch: 'e9' }),
    ticketFixture({ ticketId: 'known to this phone only', epoch: null }),
    ticketFixture({ ticketId: 'of another event', eventId: 'event-2', epoch: 'e1' }),
  ])
  const page = { epoch: 'e6', tickets: [pulledTicketFixture({ ticketId: 'T6' })] }
  await applyPage(db, pageFixture(page), DOORS_MS)
  const kept = await db.tickets.toCollection().primaryKeys()
  expect(kept).toEqual(['T6', 'known to this phone only', 'of another event'])
})

test('a new epoch that brings nothing yet takes nothing away', async () => {
  await applyPage(db, pageFixture({ tickets: [pulledTicketFixture()] }), DOORS_MS)
  await applyPage(db, pageFixture({ epoch: 'e2', cursor: '0' }), DOORS_MS)
  expect(await db.tickets.get('T1')).toBeDefined()
  expect(await db.events.get('event-1')).toMatchObject({ complete: false })
})

describe('a nudge', () => {
  test('marks a ticket that another phone let in, and only tickets of its event', async () => {
    await db.tickets.bulkAdd([
      ticketFixture(),
      ticketFixture({ ticketId: 'T2', eventId: 'event-2' }),
    ])
    const entry = { scanId: 'x', atMs: DOORS_MS, gateName: 'VIP', deviceName: 'Door 2' }
    const nudge = (ticketId: string) => ({ ticketId, presence: 'inside' as const, entry })
    expect(await applyNudge(db, 'event-1', [nudge('T1'), nudge('T2'), nudge('T3')])).toBe(1)
    expect(await record('s1')).toMatchObject({ verdict: { code: 'already_used', gateName: 'VIP' } })
  })
})

describe('the queue', () => {
  test('is taken oldest first and settled scan by scan', async () => {
    await db.scans.bulkAdd(['c', 'a', 'b'].map((id) => scanFixture({ id })))
    expect((await takeBatch(db, 2)).map((scan) => scan.id)).toEqual(['a', 'b'])
    const outcome = { result: 'entry', first: null, error: null }
    await settleScans(db, [
      { id: 'a', accepted: true, outcome },
      { id: 'b', accepted: false, outcome: { ...outcome, error: 'invalid_request' } },
      { id: 'never-heard-of', accepted: true, outcome },
    ])
    expect(await db.scans.get('a')).toMatchObject({ state: 'sent' })
    expect(await db.scans.get('b')).toMatchObject({ state: 'set_aside' })
    expect(await countQueued(db)).toBe(1)
  })
})

describe('the guest search', () => {
  beforeEach(() =>
    applyPage(
      db,
      pageFixture({
        tickets: [
          pulledTicketFixture({ ticketId: 'A', guestName: 'Lucía Peña' }),
          pulledTicketFixture({ ticketId: 'B', guestName: 'Ana  Peñalver' }),
          pulledTicketFixture({ ticketId: 'C', guestName: null }),
        ],
      }),
      DOORS_MS,
    ),
  )

  test.each([
    ['luc', ['A']],
    ['PENA', ['A', 'B']],
    ['peñal', ['B']],
    ['lu', []],
    ['   ', []],
  ])('finds by first and by later words: %s', async (query, ids) => {
    const found = await findGuests(db, 'event-1', query)
    expect(found.map((row) => row.ticketId).sort()).toEqual(ids)
  })
})

test('a revoked phone forgets guests, list and credential, but not its refused scans', async () => {
  await db.tickets.add(ticketFixture())
  await db.events.add(event)
  await db.scans.bulkAdd([
    scanFixture({ id: 'a', state: 'sent' }),
    scanFixture({ id: 'b', state: 'set_aside' }),
  ])
  await writeMeta(db, 'credential', { deviceId: 'd', email: 'e', password: 'p', deviceName: 'n' })
  await writeMeta(db, 'settings', { sound: false, vibration: true, cameraId: null })
  await wipeDoor(db, DOORS_MS)
  expect(await db.tickets.count()).toBe(0)
  expect(await readMeta(db, 'credential')).toBeUndefined()
  expect((await db.scans.toArray()).map((scan) => scan.id)).toEqual(['b'])
  expect((await readSettings(db)).sound).toBe(false)
  expect(await readMeta(db, 'revoked')).toEqual({ atMs: DOORS_MS, wiped: true })
})
