// The pipeline from text to verdict on real keys and a real (fake) IndexedDB.
import 'fake-indexeddb/auto'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DoorDb, openDoorDb } from '#db/door-db.ts'
import { DOORS_MS, eventFixture, ticketFixture } from '#db/door-fixtures.ts'
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
let pipeline: ScanPipeline
let facts: DoorFacts
let nowMs: number

beforeEach(async () => {
  nowMs = DOORS_MS + 60_000
  db = openDoorDb(`pipeline-test-${nth}`)
  pipeline = createScanPipeline({
    db,
    clock: { nowMs: () => nowMs },
    randomBytes,
    verifier: chooseVerifier,
  })
  const publicKey = Buffer.from(await ed25519Noble.publicKeyOf(secret)).toString('base64url')
  const event = eventFixture({ keys: [{ kid: 'K1', publicKey }] })
  facts = {
    event,
    gate: { id: 'gate-1', name: 'Main', admits: null },
    direction: 'in',
    deviceName: 'Door 1',
    revoked: false,
    offline: true,
    clock: { offsetMs: -5_000, uncertaintyMs: 30, measuredAtMs: DOORS_MS },
  }
})
afterEach(() => db.delete())

const code = async (text: string, changes: Partial<DoorFacts> = {}) => {
  const shown = await pipeline.scan(text, { ...facts, ...changes })
  return shown.kind === 'verdict' ? shown.verdict.code : shown.kind
}

describe('a signed ticket', () => {
  test('is let in once, with the time corrected by the measured offset', async () => {
    await db.tickets.add(ticketFixture({ ticketId }))
    const text = await signedBy(secret)
    expect(await code(text)).toBe('admit')
    expect(await code(text)).toBe('already_used')
    const [first] = await db.scans.orderBy('id').toArray()
    expect(first).toMatchObject({
      ticketId,
      verdict: 'admit',
      deviceTimeMs: nowMs,
      scannedAtMs: nowMs - 5_000,
      clockOffsetMs: -5_000,
      clockUncertaintyMs: 30,
      cacheAgeMs: 60_000,
      offline: true,
      state: 'queued',
    })
  })

  test('two readings in the same moment make one green', async () => {
    await db.tickets.add(ticketFixture({ ticketId }))
    const text = await signedBy(secret)
    expect(await Promise.all([code(text), code(text)])).toEqual(['admit', 'already_used'])
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
    expect(await code(text)).toBe('already_used')
  })

  test('is refused by a phone that was revoked', async () => {
    expect(await code(await signedBy(secret), { revoked: true })).toBe('revoked_device')
  })
})

describe('other texts', () => {
  test('a typed id in small letters without dashes is found in the list', async () => {
    await db.tickets.add(ticketFixture({ ticketId }))
    expect(await code(ticketId.toLowerCase().replaceAll('-', ' '))).toBe('admit')
  })

  test('a slip of the finger is told from a ticket of nobody', async () => {
    const slipped = ticketId.slice(0, -1) + (ticketId.endsWith('7') ? '8' : '7')
    expect(await code(slipped)).toBe('mistyped')
    expect(await code('https://example.com/menu')).toBe('not_a_ticket')
    expect(await db.scans.count()).toBe(0)
  })
})

test('a verifier that could not be loaded leaves a ticket unchecked, and the next scan checks it', async () => {
  let isHere = false
  const late = createScanPipeline({
    db,
    clock: { nowMs: () => nowMs },
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
  await db.tickets.add(ticketFixture({ ticketId }))
  const text = await signedBy(secret)
  db.close({ disableAutoOpen: true })
  expect(await code(text)).toBe('storage_failed')
})
