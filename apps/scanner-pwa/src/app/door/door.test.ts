// The assembled door: how a failed load, a code held in front of the lens and a missing list appear on the screen.
import 'fake-indexeddb/auto'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import { signQrText } from '@maguey/ticket-core/qr-text'
import { generateTicketId } from '@maguey/ticket-core/ticket-id'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pageFixture, wordFixture } from '#db/door-fixtures.ts'
import { writeMeta } from '#db/meta.ts'
import { keepPairing } from '#features/pair/pair-phone.ts'
import type { ShownScan } from '#features/scan/scan-pipeline.ts'
import type { Door } from './door.ts'

const platform = vi.hoisted(() => ({ loads: true, tries: 0 }))

vi.mock('@maguey/ui/config/page-config.ts', () => ({
  readConfig: () => ({ apiUrl: 'http://api.test', publishableKey: 'key', backOfficeUrl: '' }),
}))
vi.mock('#features/scan/verify-text.ts', async (original) => {
  const real = await original<typeof import('#features/scan/verify-text.ts')>()
  return {
    ...real,
    chooseVerifier: async () => {
      platform.tries += 1
      if (!platform.loads) throw new TypeError('Failed to fetch dynamically imported module')
      return ed25519Noble
    },
  }
})

const secret = new Uint8Array(32).fill(7)
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))

let door: Door
let shown: ShownScan[]

beforeEach(async () => {
  platform.loads = true
  platform.tries = 0
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('__APP_VERSION__', 'test')
  vi.resetModules()
  door = (await import('./door.ts')).theDoor()
  shown = []
  door.shown.store.subscribe(({ shown: scan }) => scan && shown.push(scan))
  await vi.waitFor(() => expect(door.snapshot.getState().status).toBe('ready'))
  door.time.hear({ offsetMs: 0, uncertaintyMs: 30, measuredAtMs: Date.now() })
})

afterEach(() => door.db.delete())

async function ticket(): Promise<{ ticketId: string; text: string }> {
  const ticketId = generateTicketId({ eventCode: 'PF', eventDay: '20260115', randomBytes })
  const sign = (bytes: Uint8Array) => ed25519Noble.sign(secret, bytes)
  return { ticketId, text: await signQrText({ ticketId, typeCode: 'VIP', kid: 'K1', sign }) }
}

/** Chooses a night that is on now, and gives this phone its list. */
async function listTickets(...ticketIds: string[]): Promise<void> {
  const publicKey = Buffer.from(await ed25519Noble.publicKeyOf(secret)).toString('base64url')
  const hours = (many: number) => Date.now() + many * 3_600_000
  const event = {
    ...pageFixture().event,
    keys: [{ kid: 'K1', publicKey }],
    admitsFromMs: hours(-1),
    admitsUntilMs: hours(5),
  }
  await door.store.open('event-1')
  const tickets = ticketIds.map((ticketId) => wordFixture({ ticketId }))
  await door.store.applyPage(pageFixture({ event, tickets, horizonMs: Date.now() }))
  await writeMeta(door.db, 'choice', { eventId: 'event-1', gateId: 'gate-1', direction: 'in' })
  await vi.waitFor(() => expect(door.snapshot.getState().gate?.id).toBe('gate-1'))
}

const kinds = () => shown.map((scan) => (scan.kind === 'verdict' ? scan.verdict.code : scan.kind))

describe('a verifier that can’t be loaded', () => {
  test('leaves a signature unchecked, and is asked for again at the next scan', async () => {
    platform.loads = false
    const [first, second] = [await ticket(), await ticket()]
    await listTickets(first.ticketId, second.ticketId)
    await door.submit(first.text)
    const triesBefore = platform.tries
    expect(kinds()).not.toContain('storage_failed')
    expect(door.store.scansOf(first.ticketId)).toHaveLength(1)
    platform.loads = true
    await door.submit(second.text)
    expect(platform.tries).toBe(triesBefore + 1)
    expect(kinds().at(-1)).toBe('admit')
  })

  test('is loaded once when it can be', async () => {
    const [first, second] = [await ticket(), await ticket()]
    await listTickets(first.ticketId, second.ticketId)
    await door.submit(first.text)
    await door.submit(second.text)
    expect(kinds()).toEqual(['admit', 'admit'])
    expect(platform.tries).toBe(1)
  })
})

describe('a code in front of the lens', () => {
  test('is one scan for as long as it is held there', async () => {
    const { ticketId, text } = await ticket()
    await listTickets(ticketId)
    for (let frame = 0; frame < 20; frame += 1) await door.submitSeen([text])
    expect(kinds()).toEqual(['admit'])
    expect(door.store.scansOf(ticketId)).toHaveLength(1)
  })

  test('is said to have no list once, and is scanned where it is held when the list comes', async () => {
    const { ticketId, text } = await ticket()
    for (let frame = 0; frame < 5; frame += 1) await door.submitSeen([text])
    expect(kinds()).toEqual(['no_list'])
    await listTickets(ticketId)
    await door.submitSeen([text])
    expect(kinds()).toEqual(['no_list', 'admit'])
  })
})

describe('a phone that lost its data', () => {
  const credential = { deviceId: 'd1', email: 'd1@phones.test', password: 'x', deviceName: 'Door' }

  test('scans again once it is paired again, and not before', async () => {
    const { ticketId, text } = await ticket()
    await listTickets(ticketId)
    await writeMeta(door.db, 'credential', credential)
    await vi.waitFor(() => expect(door.snapshot.getState().credential).toEqual(credential))
    door.db.close()
    await door.db.delete({ disableAutoOpen: false })
    await door.submit(text)
    await vi.waitFor(() =>
      expect(door.snapshot.getState()).toMatchObject({ status: 'lost', credential: undefined }),
    )
    await keepPairing(door.db, { ok: true, credential, gateId: null })
    expect(door.store.state.getState().status).toBe('lost')
    await door.recover()
    await vi.waitFor(() =>
      expect(door.snapshot.getState()).toMatchObject({ status: 'ready', credential }),
    )
    await listTickets(ticketId)
    await door.submit(text)
    expect(kinds().at(-1)).toBe('admit')
  })

  test('leaves a door that was never lost as it is', async () => {
    const { ticketId, text } = await ticket()
    await listTickets(ticketId)
    await door.submit(text)
    await door.recover()
    expect(door.store.scansOf(ticketId)).toHaveLength(1)
  })
})
