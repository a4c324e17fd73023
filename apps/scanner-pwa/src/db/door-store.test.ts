// The store: memory and disk stay consistent, whatever arrives in which order.
import 'fake-indexeddb/auto'
import type { ScanPayload } from '@maguey/ticket-core/decide-scan'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDexieDisk } from './dexie-disk.ts'
import { type DoorDb, openDoorDb } from './door-db.ts'
import {
  DOORS_MS,
  eventFixture,
  loggedActFixture,
  loggedScanFixture,
  pageFixture,
  usedWordFixture,
  wordFixture,
} from './door-fixtures.ts'
import { createDoorStore, type DoorStore } from './door-store.ts'
import { packWord } from './packed-word.ts'
import type { PulledPage } from './pulled-page.ts'
import type { LoggedAct, LoggedScan, TicketWord } from './rows.ts'
import type { ScanAnswer } from './store-sync.ts'

let db: DoorDb
let store: DoorStore
let opened = 0

/** As after a crash: everything in memory is gone. */
const restart = async () => {
  opened += 1
  store = createDoorStore(createDexieDisk(db, `page-${opened}`))
  await store.start()
}
beforeEach(async () => {
  opened += 1
  db = openDoorDb(`store-test-${opened}`)
  await restart()
  await store.disk.writeMeta('choice', { eventId: 'event-1', gateId: 'gate-1', direction: 'in' })
  await store.open('event-1')
})
afterEach(() => db.delete())

const payload = (ticketId = 'T1'): Exclude<ScanPayload, { kind: 'unreadable' }> => ({
  ...{ kind: 'signed', ticketId, eventCode: 'PF', eventDay: '20260115' },
  ...{ typeCode: 'VIP', signature: 'valid' },
})
const ticket = (ticketId?: string) => store.ticketOf(payload(ticketId))
const pull = (tickets: TicketWord[], changes: Partial<PulledPage> = {}) =>
  store.applyPage(pageFixture({ tickets, total: tickets.length, ...changes }))
const scan = (id: string, changes: Partial<LoggedScan> = {}) =>
  store.append(loggedScanFixture({ id, ...changes }))
const answer = (id: string, changes: Partial<ScanAnswer> = {}): ScanAnswer => ({
  ...{ id, accepted: true, word: null },
  outcome: { result: 'entry', first: null, error: null },
  ...changes,
})
const state = () => store.state.getState()
const exit = { direction: 'out', verdict: 'exit' } as const

describe('a scan', () => {
  test('marks its ticket at once, and after a crash', async () => {
    await pull([wordFixture()])
    expect(await scan('s1')).toEqual({ ok: true })
    const entry = { scanId: 's1', gateName: 'Main', deviceName: 'Door 1' }
    expect(ticket()).toMatchObject({ presence: 'inside', entry })
    await restart()
    expect(ticket()).toMatchObject({ presence: 'inside', entry })
    expect(state()).toMatchObject({ status: 'ready', queued: 1 })
  })

  test('of a ticket that the list does not have yet is known from then on', async () => {
    await pull([wordFixture({ ticketId: 'other' })])
    expect(ticket()).toBeUndefined()
    await scan('s1', { verdict: 'admit_unsynced' })
    await store.settle([
      answer('s1', { outcome: { result: 'unknown_ticket', first: null, error: null } }),
    ])
    await restart()
    expect(ticket()).toMatchObject({ presence: 'inside', typeCode: 'VIP', guestName: null })
  })

  test('that is not kept marks nothing', async () => {
    await pull([wordFixture()])
    db.close({ disableAutoOpen: true })
    Object.assign(db, { open: () => Promise.reject(new DOMException('no', 'OpenFailedError')) })
    expect(await scan('s1')).toMatchObject({ ok: false })
    expect(ticket()).toMatchObject({ presence: 'never', entry: null })
    expect(state().queued).toBe(0)
  })
})

describe('one order for what is known of a ticket', () => {
  test('a page that was on its way does not undo a nudge', async () => {
    await pull([wordFixture()])
    await store.hear('event-1', [usedWordFixture()])
    await pull([wordFixture()])
    expect(ticket()).toMatchObject({ presence: 'inside' })
    await restart()
    expect(ticket()).toMatchObject({ presence: 'inside' })
  })

  test('a nudge that comes late does not undo a page', async () => {
    await pull([usedWordFixture({ revision: 3, presence: 'left', movedAtMs: DOORS_MS + 9 })])
    await store.hear('event-1', [usedWordFixture({ revision: 2 })])
    expect(ticket()).toMatchObject({ presence: 'left' })
  })

  test('an outcome brings its word, and an older page does not undo it', async () => {
    await pull([wordFixture()])
    await scan('s1')
    await store.settle([answer('s1', { word: usedWordFixture() })])
    await pull([wordFixture()])
    expect(ticket()?.entry?.scanId).toBe('s0')
    expect(state()).toMatchObject({ queued: 0 })
  })

  test('an answer without a word leaves the scan standing until a newer word comes', async () => {
    await pull([wordFixture()])
    await scan('s1')
    await store.settle([answer('s1')])
    await restart()
    expect(ticket()).toMatchObject({ presence: 'inside', entry: { scanId: 's1' } })
    await store.hear('event-1', [usedWordFixture()])
    expect(ticket()?.entry?.scanId).toBe('s0')
  })

  test('a word of another night says nothing here', async () => {
    await pull([wordFixture()])
    await store.hear('event-2', [usedWordFixture()])
    await scan('x', { eventId: 'event-2', ticketId: 'T1x' })
    await store.settle([answer('x', { word: usedWordFixture({ revision: 9 }) })])
    expect(ticket()).toMatchObject({ presence: 'never' })
  })
})

describe('the one merge', () => {
  const reentry = { event: { ...pageFixture().event, reentry: true } }

  test('a set-aside exit makes nobody come back who came back already', async () => {
    const cameBack = usedWordFixture({ revision: 4, movedAtMs: DOORS_MS + 600_000 })
    await pull([cameBack], reentry)
    await scan('s1', { ...exit, scannedAtMs: DOORS_MS + 300_000 })
    await store.settle([answer('s1', { accepted: false })])
    expect(state()).toMatchObject({ setAside: 1 })
    await pull([cameBack], reentry)
    expect(ticket()).toMatchObject({ presence: 'inside' })
  })

  test('an exit that is the last movement counts before the server has it', async () => {
    await pull([usedWordFixture()], reentry)
    await scan('s1', { ...exit, scannedAtMs: DOORS_MS + 300_000 })
    expect(ticket()).toMatchObject({ presence: 'left', entry: { scanId: 's0' } })
  })

  test('an earlier scan of this phone displaces the entry; one of an unsure clock does not', async () => {
    await pull([usedWordFixture()])
    await scan('s1', { scannedAtMs: DOORS_MS - 5_000, clockUncertaintyMs: 60_001 })
    expect(ticket()?.entry?.scanId).toBe('s0')
    await scan('s2', { scannedAtMs: DOORS_MS - 4_000 })
    expect(ticket()?.entry?.scanId).toBe('s2')
  })
})

describe('the list', () => {
  test('is whole only while all that the server counts is here, at every pull anew', async () => {
    expect(await pull([wordFixture()], { total: 2 })).toEqual({ complete: false })
    expect(state().event).toMatchObject({ complete: false, horizonMs: null })
    await pull([wordFixture({ ticketId: 'T2' })], { total: 2, horizonMs: DOORS_MS + 1 })
    expect(state().event).toMatchObject({ complete: true, horizonMs: DOORS_MS + 1 })
    await pull([], { total: 3, horizonMs: DOORS_MS + 2 })
    expect(state().event).toMatchObject({ complete: false, horizonMs: DOORS_MS + 1 })
  })

  test('keeps what it was vouched for when an answer vouches for less', async () => {
    await pull([wordFixture()], { horizonMs: DOORS_MS + 1 })
    await pull([], { horizonMs: 0 })
    expect(state().event).toMatchObject({ complete: true, horizonMs: DOORS_MS + 1 })
  })

  test('that nothing vouches for has no age, however whole it is', async () => {
    expect(await pull([wordFixture()], { horizonMs: 0 })).toEqual({ complete: true })
    expect(state().event).toMatchObject({ complete: true, horizonMs: null })
    await pull([], { total: 1, horizonMs: DOORS_MS + 1 })
    expect(state().event).toMatchObject({ complete: true, horizonMs: DOORS_MS + 1 })
  })

  test('words that are only heard of do not make it whole', async () => {
    await pull([wordFixture()], { total: 2 })
    await store.hear('event-1', [usedWordFixture({ ticketId: 'T2' })])
    await pull([], { total: 2 })
    expect(state()).toMatchObject({ listed: 1, event: { complete: false } })
    expect(ticket('T2')).toMatchObject({ presence: 'inside' })
  })

  test('of another epoch replaces the one before only when it is whole, and keeps the queue', async () => {
    await pull([wordFixture(), usedWordFixture({ ticketId: 'gone', revision: 8 })])
    await scan('s1')
    const half = { epoch: 'e2', cursor: '5', more: true, total: 1 }
    await pull([], half)
    expect(ticket('gone')).toMatchObject({ presence: 'inside' })
    await restart()
    expect(ticket('gone')).toMatchObject({ presence: 'inside' })
    expect(state().event).toMatchObject({ complete: false, cursor: '5' })
    await pull([wordFixture()], { epoch: 'e2', cursor: '9' })
    expect(ticket('gone')).toBeUndefined()
    expect(ticket()).toMatchObject({ presence: 'inside' })
    expect(state()).toMatchObject({ queued: 1, event: { complete: true, cursor: '9' } })
    await restart()
    expect(ticket('gone')).toBeUndefined()
  })

  test('is written anew in few segments when it has become many, and says the same', async () => {
    const ids = Array.from({ length: 60 }, (_, nth) => `T${nth}`)
    for (const ticketId of ids) await pull([wordFixture({ ticketId })], { total: 60 })
    await store.hear('event-1', [usedWordFixture({ ticketId: 'T7' })])
    await restart()
    expect(await store.disk.readSegments('event-1')).toHaveLength(1)
    await restart()
    expect(state()).toMatchObject({ listed: 60 })
    expect(ticket('T7')).toMatchObject({ presence: 'inside' })
  })

  test('a page of a night that was left meanwhile is not taken', async () => {
    await store.open('event-2')
    expect(await pull([wordFixture()])).toEqual({ complete: false })
    expect(ticket()).toBeUndefined()
  })
})

test('the queue is taken oldest first and settled scan by scan; what was refused can be sent again', async () => {
  for (const id of ['c', 'a', 'b']) await scan(id)
  expect(store.takeBatch(2).map(({ id }) => id)).toEqual(['a', 'b'])
  await store.settle([answer('a'), answer('b', { accepted: false }), answer('never-heard-of')])
  expect(state()).toMatchObject({ queued: 1, setAside: 1 })
  await store.requeueSetAside()
  expect(store.takeBatch(9).map(({ id }) => id)).toEqual(['b', 'c'])
})

test('people whom this phone let in or out count until the server has them', async () => {
  await pull([wordFixture()])
  await scan('a')
  await scan('b', { ticketId: 'T2' })
  await scan('c', { ticketId: 'T3', ...exit })
  await scan('d', { ticketId: 'T4', verdict: 'already_used' })
  await scan('e', { ticketId: 'T5', eventId: 'event-2' })
  expect(state().unsentPeople).toBe(1)
  await store.settle([answer('a')])
  expect(state().unsentPeople).toBe(0)
})

test('a raised limit counts at once, and the next page says it too', async () => {
  const crowd = { people: 450, capacity: 500 }
  await pull([], { event: { ...pageFixture().event, crowd } })
  store.hearLimit('event-2', 900)
  expect(state().event?.crowd).toEqual(crowd)
  store.hearLimit('event-1', 600)
  expect(state().event?.crowd).toEqual({ people: 450, capacity: 600 })
})

describe('an act', () => {
  const act = (id: string, changes: Partial<LoggedAct> = {}) =>
    store.appendAct(loggedActFixture({ id, ...changes }))
  const answered = (id: string, accepted = true) => ({
    ...{ id, accepted },
    error: accepted ? null : 'invalid_request',
  })

  test('waits with the scans until the server has it, also after a crash', async () => {
    await scan('s1')
    expect(await act('a2')).toEqual({ ok: true })
    await act('a1')
    expect(state()).toMatchObject({ queued: 3, setAside: 0 })
    await restart()
    expect(state()).toMatchObject({ queued: 3, setAside: 0 })
    expect(store.takeActs(1).map(({ id }) => id)).toEqual(['a1'])
    await store.settleActs([answered('a1'), answered('a2', false), answered('never-heard-of')])
    expect(state()).toMatchObject({ queued: 1, setAside: 1 })
    await restart()
    expect(state()).toMatchObject({ queued: 1, setAside: 1 })
    await store.requeueSetAside()
    expect(store.takeActs(9).map(({ id }) => id)).toEqual(['a2'])
  })

  test('that is a count moves people until the server has it', async () => {
    await pull([])
    for (const id of ['a1', 'a2', 'a3']) await act(id)
    await act('a4', { payload: { heads: -1 } })
    await act('a5', { eventId: 'event-2' })
    expect(state().unsentPeople).toBe(2)
    await store.settleActs([answered('a1')])
    expect(state()).toMatchObject({ unsentPeople: 1, handCount: 2 })
    expect(store.actsOf('event-1').map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'a4'])
  })

  test('leaves the phone with its night once it was sent, and survives a wipe until then', async () => {
    await pull([wordFixture()])
    for (const id of ['a1', 'a2']) await act(id)
    await store.settleActs([answered('a1')])
    await store.dropNightsLongOver(eventFixture().admitsUntilMs + 25 * 3_600_000)
    expect(store.actsOf('event-1').map(({ id }) => id)).toEqual(['a2'])
    await act('a3')
    await store.settleActs([answered('a3')])
    await store.wipe(DOORS_MS)
    await restart()
    expect(store.actsOf('event-1').map(({ id }) => id)).toEqual(['a2'])
  })

  test('that can’t be kept is said', async () => {
    const before = store
    await restart()
    expect(await before.appendAct(loggedActFixture())).toMatchObject({ ok: false })
    expect(before.state.getState()).toMatchObject({ status: 'elsewhere', queued: 0 })
  })

  test('that was not sent is kept when the database is deleted', async () => {
    await act('a1')
    db.close()
    await db.delete({ disableAutoOpen: false })
    expect(await act('a2')).toMatchObject({ ok: false })
    await restart()
    expect(store.takeActs(9).map(({ id }) => id)).toEqual(['a1'])
  })
})

describe('the guest search', () => {
  beforeEach(() =>
    pull([
      wordFixture({ ticketId: 'A', guestName: 'Lucía Peña' }),
      wordFixture({ ticketId: 'B', guestName: 'Ana  Peñalver' }),
      wordFixture({ ticketId: 'C', guestName: null }),
    ]),
  )

  test.each([
    ['luc', ['A']],
    ['PENA', ['A', 'B']],
    ['peñal', ['B']],
    ['pen lu', ['A']],
    ['xyz', []],
    ['lu', undefined],
    ['   ', undefined],
  ])('finds by any words of a name, in any order, without accents: %s', (query, ids) => {
    expect(store.findGuests(query)?.map(({ ticketId }) => ticketId)).toEqual(ids)
  })

  test('hears of a guest who comes onto the list meanwhile', async () => {
    expect(store.findGuests('zoe')).toEqual([])
    await pull([wordFixture({ ticketId: 'D', guestName: 'Zoë Ortiz' })])
    expect(store.findGuests('zoe')).toHaveLength(1)
  })
})

describe('what leaves the phone', () => {
  const dayAfterMs = eventFixture().admitsUntilMs + 25 * 3_600_000

  test('guests and sent scans of a night long over go, what is on no server stays', async () => {
    await pull([wordFixture()])
    for (const id of ['a', 'b']) await scan(id)
    await store.settle([answer('a')])
    await store.dropNightsLongOver(eventFixture().admitsUntilMs + 3_600_000)
    expect(ticket()).toBeDefined()
    await store.dropNightsLongOver(dayAfterMs)
    await restart()
    expect(store.recentScans('event-1').map(({ id }) => id)).toEqual(['b'])
    expect(await store.disk.readSegments('event-1')).toEqual([])
    expect(await store.disk.readMeta('choice')).toBeUndefined()
  })

  test('a revoked phone forgets guests, list and sign-in, but not scans that are on no server', async () => {
    await pull([wordFixture()])
    for (const id of ['a', 'b']) await scan(id)
    await store.settle([answer('a'), answer('b', { accepted: false })])
    await store.wipe(DOORS_MS)
    expect(ticket()).toBeUndefined()
    await restart()
    expect(state()).toMatchObject({ queued: 0, setAside: 1, event: undefined })
    expect(await store.disk.readMeta('revoked')).toEqual({ atMs: DOORS_MS, wiped: true })
  })
})

test('a page that has lost the door to another keeps nothing more, and says so', async () => {
  await pull([wordFixture()])
  const before = store
  await restart()
  expect(await before.append(loggedScanFixture())).toMatchObject({ ok: false })
  expect(before.state.getState().status).toBe('elsewhere')
  expect(state().status).toBe('ready')
})

test('a deleted database means pairing again, and scans that were not sent are kept in the new one', async () => {
  await pull([wordFixture()])
  await scan('s1')
  db.close()
  await db.delete({ disableAutoOpen: false })
  expect(await scan('s2')).toMatchObject({ ok: false })
  expect(state().status).toBe('lost')
  await restart()
  expect(store.takeBatch(9).map(({ id }) => id)).toEqual(['s1'])
})

test('what is being kept while the phone is wiped stays, and is sent', async () => {
  await pull([wordFixture()])
  const kept = [scan('s1'), store.appendAct(loggedActFixture({ id: 'a1' }))]
  await Promise.all([...kept, store.wipe(DOORS_MS)])
  await scan('s2')
  const ids = { scans: ['s1', 's2'], acts: ['a1'] }
  expect(store.takeBatch(9).map(({ id }) => id)).toEqual(ids.scans)
  expect(store.takeActs(9).map(({ id }) => id)).toEqual(ids.acts)
  const { scans, acts } = await store.disk.readLog()
  expect([scans, acts].map((rows) => rows.map(({ id }) => id))).toEqual([ids.scans, ids.acts])
})

describe('a disk that is full', () => {
  const { put } = IDBObjectStore.prototype
  afterEach(() => {
    IDBObjectStore.prototype.put = put
  })

  /** Rejects every record until something was deleted. */
  function fill(): void {
    let full = true
    const remove = IDBObjectStore.prototype.delete
    IDBObjectStore.prototype.delete = function freed(...args) {
      full = false
      IDBObjectStore.prototype.delete = remove
      return remove.apply(this, args)
    }
    IDBObjectStore.prototype.put = function refused(...args) {
      if (full) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, args)
    }
  }
  const MINUTE_MS = 60_000
  const kept = async () => (await store.disk.readLog()).scans.map(({ id }) => id)

  test('gives up sent scans that the list knows of, and keeps the next one', async () => {
    await pull([wordFixture(), wordFixture({ ticketId: 'T2' })])
    await scan('s1')
    await scan('s2', { ticketId: 'T2' })
    await store.settle([answer('s1', { word: usedWordFixture() })])
    const late = { scannedAtMs: DOORS_MS + 60 * MINUTE_MS, ticketId: 'T3' }
    // The newest scan tells what time it is.
    await scan('s3', late)
    fill()
    expect(await scan('s4', late)).toEqual({ ok: true })
    expect(await kept()).toEqual(['s2', 's3', 's4'])
    expect(ticket()?.presence).toBe('inside')
    await restart()
    expect(ticket()?.presence).toBe('inside')
  })

  const keepAnOldNight = async () => {
    const closedMs = DOORS_MS - 40 * 3_600_000
    const event = eventFixture({ id: 'event-0', admitsUntilMs: closedMs, horizonMs: closedMs })
    const segment = {
      eventId: 'event-0',
      epoch: 'e1',
      pulled: true,
      words: [packWord(wordFixture())],
    }
    await store.disk.keepPage({ event, segment, dropOtherEpochs: false })
  }

  test('gives up the lists of nights that are long over', async () => {
    await keepAnOldNight()
    await pull([wordFixture()])
    fill()
    expect(await scan('s1')).toEqual({ ok: true })
    expect((await store.disk.readEvents()).map(({ id }) => id)).toEqual(['event-1'])
    expect(await store.disk.readSegments('event-0')).toEqual([])
  })

  test('goes by its scans where the server vouches for nothing yet', async () => {
    await keepAnOldNight()
    await store.applyPage({ ...pageFixture({ tickets: [wordFixture()] }), horizonMs: 0 })
    await scan('s1')
    fill()
    expect(await scan('s2')).toEqual({ ok: true })
    expect((await store.disk.readEvents()).map(({ id }) => id)).toEqual(['event-1'])
  })

  test('gives them up at the start too, so that the door opens', async () => {
    await keepAnOldNight()
    await pull([wordFixture()])
    fill()
    await restart()
    expect(state().status).toBe('ready')
    expect(ticket()).toBeDefined()
    expect((await store.disk.readEvents()).map(({ id }) => id)).toEqual(['event-1'])
  })

  test('gives up scans of tonight that were sent too, so that the door opens', async () => {
    await pull([wordFixture(), wordFixture({ ticketId: 'T2' })])
    await scan('s1')
    await store.settle([answer('s1', { word: usedWordFixture() })])
    await scan('s2', { scannedAtMs: DOORS_MS + 60 * MINUTE_MS, ticketId: 'T2' })
    fill()
    await restart()
    expect(state()).toMatchObject({ status: 'ready', queued: 1 })
    expect(await kept()).toEqual(['s2'])
    expect(ticket()?.presence).toBe('inside')
  })

  test('keeps tonight’s list, however wrong the clock of a scan was', async () => {
    await pull([wordFixture()])
    const byClockInDoubt = { clockUncertaintyMs: 24 * 60 * MINUTE_MS }
    await scan('s1', { scannedAtMs: DOORS_MS + 40 * 24 * 60 * MINUTE_MS, ...byClockInDoubt })
    fill()
    expect(await scan('s2')).toEqual({ ok: false, reason: 'QuotaExceededError' })
    expect((await store.disk.readEvents()).map(({ id }) => id)).toEqual(['event-1'])
    expect(ticket()).toBeDefined()
  })

  test('that holds nothing to give up is said, and nothing is shown as kept', async () => {
    await pull([wordFixture()])
    await scan('s1')
    fill()
    expect(await scan('s2')).toEqual({ ok: false, reason: 'QuotaExceededError' })
    expect(await kept()).toEqual(['s1'])
  })
})
