// The pipeline from text to verdict on real keys and a real (fake) IndexedDB.
import 'fake-indexeddb/auto'
import { banHasher } from '@maguey/ticket-core/ban-hash'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { pairsOf, pairTexts } from '@maguey/ticket-core/name-keys'
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDexieDisk } from '#db/dexie-disk.ts'
import { type DoorDb, openDoorDb } from '#db/door-db.ts'
import {
  DOORS_MS,
  eventFixture,
  pageFixture,
  usedWordFixture,
  wordFixture,
} from '#db/door-fixtures.ts'
import { createDoorStore, type DoorStore } from '#db/door-store.ts'
import type { EventRow, TicketWord } from '#db/rows.ts'
import { createServerTime, type ServerTime } from '#shared/server-time.ts'
import { createScanPipeline, type DoorFacts, type ScanPipeline } from './scan-pipeline.ts'
import { chooseVerifier } from './verify-text.ts'

const secret = new Uint8Array(32).fill(7)
const otherSecret = new Uint8Array(32).fill(8)
let nth = 0
const randomBytes = (length: number) => {
  nth += 1
  return new Uint8Array(length).fill(nth)
}
const ticketId = generateTicketId({ eventCode: 'PF', eventDay: '20260115', randomBytes })
const signedBy = (key: Uint8Array) =>
  signQrText({
    ticketId,
    typeCode: 'VIP',
    kid: 'K1',
    sign: (bytes) => ed25519Noble.sign(key, bytes),
  })

let db: DoorDb
let store: DoorStore
let time: ServerTime
let pipeline: ScanPipeline
let facts: DoorFacts
let nowMs: number

beforeEach(async () => {
  nowMs = DOORS_MS + 60_000
  db = openDoorDb(`pipeline-test-${nth}`)
  store = createDoorStore(createDexieDisk(db, 'page'))
  await store.start()
  await store.open('event-1')
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs }
  time = createServerTime(clock)
  time.hear({ offsetMs: -5_000, uncertaintyMs: 30, measuredAtMs: nowMs })
  pipeline = createScanPipeline({ store, time, clock, randomBytes, verifier: chooseVerifier })
  const publicKey = Buffer.from(await ed25519Noble.publicKeyOf(secret)).toString('base64url')
  const keys = [{ kid: 'K1', publicKey }]
  await pull([wordFixture({ ticketId: 'other' })], keys)
  facts = {
    event: eventFixture({ keys }),
    gate: { id: 'gate-1', name: 'Main', admits: null },
    direction: 'in',
    deviceName: 'Door 1',
    revoked: false,
    offline: true,
  }
})
afterEach(() => db.delete())

const pull = (tickets: TicketWord[], keys: EventRow['keys'] = facts.event.keys) => {
  const event = { ...pageFixture().event, keys }
  return store.applyPage(pageFixture({ tickets, event }))
}
const listed = () => pull([wordFixture({ ticketId })])

const code = async (text: string, changes: Partial<DoorFacts> = {}) => {
  const shown = await pipeline.scan(text, { ...facts, ...changes })
  return shown.kind === 'verdict' ? shown.verdict.code : shown.kind
}

describe('a signed ticket', () => {
  test('is let in once, with the time corrected by the measured offset', async () => {
    await listed()
    const text = await signedBy(secret)
    expect(await code(text)).toBe('admit')
    nowMs += 21_000
    expect(await code(text)).toBe('already_used')
    const first = store.scansOf(ticketId).find(({ verdict }) => verdict === 'admit')
    expect(first).toMatchObject({
      ticketId,
      verdict: 'admit',
      deviceTimeMs: nowMs - 21_000,
      scannedAtMs: nowMs - 26_000,
      clockOffsetMs: -5_000,
      clockUncertaintyMs: 30,
      cacheAgeMs: 55_000,
      offline: true,
      state: 'queued',
    })
  })

  test('two readings in the same moment make one green', async () => {
    await listed()
    const text = await signedBy(secret)
    expect(await Promise.all([code(text), code(text)])).toEqual(['admit', 'just_admitted'])
  })

  test('by a foreign key is forged, cut off is forged, of an unknown key is asked about', async () => {
    const text = await signedBy(secret)
    expect(await code(await signedBy(otherSecret))).toBe('forged')
    expect(await code(text.slice(0, -9))).toBe('forged')
    expect(await code(text, { event: { ...facts.event, keys: [] } })).toBe('unverified')
  })

  test('that is newer than the list is let in when the night allows it', async () => {
    const text = await signedBy(secret)
    const ask = { event: { ...facts.event, unsynced: 'ask' as const } }
    expect(await code(text, ask)).toBe('unverified')
    expect(await code(text)).toBe('admit_unsynced')
    nowMs += 21_000
    expect(await code(text)).toBe('already_used')
  })

  test('is refused by a phone that was revoked', async () => {
    expect(await code(await signedBy(secret), { revoked: true })).toBe('revoked_device')
  })
})

describe('other texts', () => {
  test('a typed id in small letters without dashes is found in the list', async () => {
    await listed()
    expect(await code(ticketId.toLowerCase().replaceAll('-', ' '))).toBe('admit')
  })

  test('a slip of the finger is told from a ticket of nobody', async () => {
    const slipped = ticketId.slice(0, -1) + (ticketId.endsWith('7') ? '8' : '7')
    expect(await code(slipped)).toBe('mistyped')
    expect(await code('https://example.com/menu')).toBe('not_a_ticket')
    expect(store.recentScans('event-1')).toEqual([])
  })
})

test('a verifier that could not be loaded leaves a ticket unchecked, and the next scan checks it', async () => {
  let isHere = false
  const late = createScanPipeline({
    store,
    time,
    clock: { monotonicMs: () => nowMs },
    randomBytes,
    verifier: async () => {
      if (!isHere) throw new TypeError('Failed to fetch dynamically imported module')
      return await chooseVerifier()
    },
  })
  const text = await signedBy(secret)
  expect(await late.scan(text, facts)).toMatchObject({
    verdict: { code: 'unverified', because: 'unchecked' },
  })
  isHere = true
  expect(await late.scan(text, facts)).toMatchObject({ verdict: { code: 'admit_unsynced' } })
})

test('a storage that fails shows no verdict at all', async () => {
  await listed()
  const text = await signedBy(secret)
  db.close({ disableAutoOpen: true })
  Object.assign(db, { open: () => Promise.reject(new DOMException('no', 'OpenFailedError')) })
  expect(await code(text)).toBe('storage_failed')
})

describe('a code that is seen again just after its own admission', () => {
  test('is no second scan and no accusation, for ten seconds', async () => {
    await listed()
    const text = await signedBy(secret)
    await code(text)
    nowMs += 4_000
    const again = await pipeline.scan(text, facts)
    expect(again).toMatchObject({ kind: 'just_admitted', admitted: { ticketId } })
    expect(store.scansOf(ticketId)).toHaveLength(1)
    nowMs += 17_000
    expect(await code(text)).toBe('already_used')
  })

  test('is a used ticket when another door was first', async () => {
    await listed()
    const text = await signedBy(secret)
    await code(text)
    await store.hear('event-1', [usedWordFixture({ ticketId })])
    expect(await code(text)).toBe('already_used')
  })

  test('leaves by the way out', async () => {
    await listed()
    const text = await signedBy(secret)
    await code(text)
    expect(await code(text, { direction: 'out' })).toBe('exit')
  })
})

test('a list that is not whole makes a genuine ticket ask; a doubtful clock makes the hour ask', async () => {
  const text = await signedBy(secret)
  const half = { event: { ...facts.event, complete: false } }
  expect(await pipeline.scan(text, { ...facts, ...half })).toMatchObject({
    verdict: { code: 'unverified', because: 'list_incomplete' },
  })
  await listed()
  time.setAway(true)
  nowMs += 24 * 3_600_000
  const slept = createServerTime({ nowMs: () => nowMs, monotonicMs: () => nowMs })
  const late = createScanPipeline({
    ...{ store, time: slept, randomBytes, verifier: chooseVerifier },
    clock: { monotonicMs: () => nowMs },
  })
  expect(await late.scan(text, facts)).toMatchObject({
    verdict: { code: 'unverified', because: 'clock_doubtful' },
  })
})

test('what the server has just said of a ticket counts', async () => {
  const text = await signedBy(secret)
  expect(await pipeline.scan(text, facts, 'no_such_ticket')).toMatchObject({
    verdict: { code: 'unknown_ticket' },
  })
})

describe('a name like one on the house list', () => {
  const KEY = 'A'.repeat(43)
  const ban = (given: string, family: string) => {
    const hash = banHasher(KEY)
    const pairs = pairsOf(given, family).map((pair) => {
      const { same, near } = pairTexts(pair)
      return { same: hash(same), near: near.map(hash), born: null }
    })
    return { number: 7, words: { given: 1, family: 1 }, born: false, pairs }
  }
  const keep = (...bans: ReturnType<typeof ban>[]) =>
    store.keepBans({ eventId: 'event-1', mark: 'm', key: KEY, bans })
  const named = (guestName: string) => pull([wordFixture({ ticketId, guestName })])

  test('is asked about instead of let in, and says with which entries', async () => {
    await named('Jhuan Peres')
    await keep(ban('Juan', 'Pérez'))
    const shown = await pipeline.scan(await signedBy(secret), facts)
    expect(shown).toMatchObject({
      verdict: { code: 'unverified', because: 'house_list' },
      bans: [{ number: 7, likeness: 'same', born: 'unknown' }],
    })
    // Nobody was counted in.
    expect(store.scansOf(ticketId).map(({ verdict }) => verdict)).toEqual(['unverified'])
  })

  test('of somebody else is let in', async () => {
    await named('Juana Gómez')
    await keep(ban('Juan', 'Pérez'))
    expect(await code(await signedBy(secret))).toBe('admit')
  })

  test('that came back and was let in by hand is not accused when the code is seen again', async () => {
    const event = { ...facts.event, reentry: true }
    await store.applyPage(
      pageFixture({ event, tickets: [wordFixture({ ticketId, guestName: 'Juan Pérez' })] }),
    )
    const text = await signedBy(secret)
    expect(await code(text, { event })).toBe('admit')
    nowMs += 600_000
    expect(await code(text, { event, direction: 'out' })).toBe('exit')
    nowMs += 600_000
    await keep(ban('Juan', 'Pérez'))
    const amber = await pipeline.scan(text, { ...facts, event })
    if (amber.kind !== 'verdict') throw new Error(amber.kind)
    expect(amber.verdict.code).toBe('unverified')
    await pipeline.answer({ what: 'let_in', about: amber }, { ...facts, event })
    nowMs += 3_000
    expect(await code(text, { event })).toBe('just_admitted')
    nowMs += 10_000
    expect(await code(text, { event })).toBe('already_used')
  })

  test('doesn’t hide a refund', async () => {
    await pull([wordFixture({ ticketId, guestName: 'Juan Pérez', status: 'refunded' })])
    await keep(ban('Juan', 'Pérez'))
    expect(await code(await signedBy(secret))).toBe('refunded')
  })

  test('may always leave', async () => {
    await named('Juan Pérez')
    await keep(ban('Juan', 'Pérez'))
    expect(await code(await signedBy(secret), { direction: 'out' })).toBe('exit')
  })
})

describe('what was done about a verdict', () => {
  const shownBy = async (text: string) => {
    const shown = await pipeline.scan(text, facts)
    if (shown.kind !== 'verdict') throw new Error(shown.kind)
    return shown
  }
  const scans = () =>
    store
      .scansOf(ticketId)
      .map(({ verdict, refersTo, afterMs }) => ({ verdict, refersTo, afterMs }))

  test('an amber that was answered with yes lets one in, once', async () => {
    const amber = await shownBy(ticketId)
    expect(amber.verdict.code).toBe('unverified')
    nowMs += 4_000
    const shown = await pipeline.answer({ what: 'let_in', about: amber }, facts)
    expect(shown).toMatchObject({ kind: 'let_in', verdict: { ticketId } })
    expect(scans()).toEqual([
      { verdict: 'unverified', refersTo: null, afterMs: null },
      { verdict: 'let_in', refersTo: amber.scanId, afterMs: 4_000 },
    ])
    expect(store.state.getState().unsentPeople).toBe(1)
    nowMs += 11_000
    expect(await code(await signedBy(secret))).toBe('already_used')
  })

  test('an amber that was answered with no lets nobody in', async () => {
    const amber = await shownBy(ticketId)
    const shown = await pipeline.answer({ what: 'turned_away', about: amber }, facts)
    expect(shown.kind).toBe('turned_away')
    expect(store.state.getState().unsentPeople).toBe(0)
    expect(await code(await signedBy(secret))).toBe('admit_unsynced')
  })

  test('a green that was taken back is nobody, and its ticket is good again', async () => {
    await listed()
    const green = await shownBy(await signedBy(secret))
    nowMs += 10_000
    expect(await pipeline.answer({ what: 'undo', about: green }, facts)).toMatchObject({
      kind: 'undone',
      scanId: green.scanId,
    })
    expect(store.state.getState().unsentPeople).toBe(0)
    expect(await code(await signedBy(secret))).toBe('admit')
  })

  test('after ten seconds by the monotonic clock nothing is taken back', async () => {
    await listed()
    const green = await shownBy(await signedBy(secret))
    nowMs += 10_001
    const shown = await pipeline.answer({ what: 'undo', about: green }, facts)
    expect(shown).toMatchObject({ kind: 'storage_failed', reason: 'NothingToAnswer' })
    expect(scans()).toHaveLength(1)
  })

  test('a green that the server already has is taken back all the same, until its word says so too', async () => {
    await listed()
    const green = await shownBy(await signedBy(secret))
    const entry = { scanId: green.scanId, atMs: green.atMs, gateName: 'Main', deviceName: 'Door 1' }
    const word = usedWordFixture({
      ...{ ticketId, revision: 2, movedAtMs: green.atMs },
      entry: { ...entry, uncertaintyMs: 30 },
    })
    const outcome = { result: 'entry', first: null, error: null }
    await store.settle([{ id: green.scanId, accepted: true, outcome, word }])
    expect(await code(await signedBy(secret))).toBe('just_admitted')
    await pipeline.answer({ what: 'undo', about: green }, facts)
    expect(store.state.getState().unsentPeople).toBe(-1)
    expect(await code(await signedBy(secret))).toBe('admit')
  })

  test('a red that a manager overruled says who and why', async () => {
    await listed()
    const text = await signedBy(secret)
    await shownBy(text)
    nowMs += 20_000
    const red = await shownBy(text)
    const decision = { by: 'manager-1', reason: 'Guest of the house' }
    const shown = await pipeline.answer({ what: 'override', about: red, ...decision }, facts)
    expect(shown).toMatchObject({ kind: 'verdict', verdict: { code: 'override' } })
    expect(store.scansOf(ticketId).at(-1)).toMatchObject({
      ...{ verdict: 'override', refersTo: red.scanId },
      ...{ overrideBy: 'manager-1', overrideReason: 'Guest of the house' },
    })
  })

  test('a forgery is overruled by nobody', async () => {
    const forged = await shownBy(await signedBy(otherSecret))
    const decision = { by: 'manager-1', reason: 'Guest of the house' }
    const shown = await pipeline.answer({ what: 'override', about: forged, ...decision }, facts)
    expect(shown.kind).toBe('storage_failed')
    expect(scans().map(({ verdict }) => verdict)).toEqual(['forged'])
  })

  test('is shown only once it is stored', async () => {
    const amber = await shownBy(ticketId)
    db.close({ disableAutoOpen: true })
    Object.assign(db, { open: () => Promise.reject(new DOMException('no', 'OpenFailedError')) })
    const shown = await pipeline.answer({ what: 'let_in', about: amber }, facts)
    expect(shown.kind).toBe('storage_failed')
  })
})
