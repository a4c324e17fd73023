// Pairing: reading a code in every form, and what each answer of the server means.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { openDoorDb } from '#db/door-db.ts'
import { loggedScanFixture } from '#db/door-fixtures.ts'
import { readMeta, writeMeta } from '#db/meta.ts'
import { byNearness, obviousChoice } from './event-offers.ts'
import { askForPairing, keepPairing } from './pair-phone.ts'
import { pairingCodeFrom, tidyPairingCode } from './pairing-code.ts'

test.each([
  ['https://scan.example/pair#ABCD2345', 'ABCD2345'],
  ['#abcd2345', 'ABCD2345'],
  ['abcd 2345', 'ABCD2345'],
  ['ab-cd-23-45', 'ABCD2345'],
  ['OIL0ABCD', '0110ABCD'],
  ['ABCD234', null],
  ['ABCD23456', null],
  ['ABCDU345', null],
  ['https://example.com/menu', null],
  ['', null],
])('%j holds the code %j', (text, code) => {
  expect(pairingCodeFrom(text)).toBe(code)
})

test('typing shows what will be sent', () => {
  expect(tidyPairingCode('abcd-il o9999')).toBe('ABCD1109')
})

const answering = (status: number, body: unknown) =>
  (async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
    })) as typeof fetch

const paired = {
  device_id: 'd',
  email: 'phone@devices.invalid',
  password: 'secret',
  device_name: 'Door 1',
  event_ids: ['e'],
  gate_id: 'g',
}

test.each([
  [404, { error: { code: 'pairing_code_invalid', message: '' } }, 'pairing_code_invalid'],
  [409, { error: { code: 'pairing_code_used', message: '' } }, 'pairing_code_used'],
  [410, { error: { code: 'pairing_code_expired', message: '' } }, 'pairing_code_expired'],
  [429, { error: { code: 'too_many_requests', message: '' } }, 'too_many_requests'],
  [500, { error: { code: 'internal', message: '' } }, 'unexpected'],
  [200, { surprise: true }, 'unexpected'],
  [502, '<html>', 'unexpected'],
])('status %i %j is %s', async (status, body, problem) => {
  const answer = await askForPairing('http://api', 'ABCD2345', answering(status, body))
  expect(answer).toEqual({ ok: false, problem })
})

test('no answer at all leaves the code good', async () => {
  const down = (() => Promise.reject(new TypeError('network'))) as typeof fetch
  expect(await askForPairing('http://api', 'ABCD2345', down)).toEqual({
    ok: false,
    problem: 'unreachable',
  })
})

test('a phone that is paired anew keeps its unsent scans and forgets that it was revoked', async () => {
  const db = openDoorDb('pairing-test')
  await db.scans.add(loggedScanFixture())
  await writeMeta(db, 'revoked', { atMs: 1, wiped: true })
  const answer = await askForPairing('http://api', 'ABCD2345', answering(200, paired))
  if (!answer.ok) throw new Error(answer.problem)
  await keepPairing(db, answer)
  expect(await readMeta(db, 'credential')).toMatchObject({ deviceName: 'Door 1' })
  expect(await readMeta(db, 'gateHint')).toBe('g')
  expect(await readMeta(db, 'revoked')).toBeUndefined()
  expect(await db.scans.count()).toBe(1)
  await db.delete()
})

test('tonight comes before next week, and both before last week', () => {
  const hour = 3_600_000
  const offer = (id: string, eventDateMs: number) => ({
    id,
    name: id,
    eventDateMs,
    timeZone: 'UTC',
    gates: [],
  })
  const offers = [
    offer('past', -168 * hour),
    offer('next', 168 * hour),
    offer('tonight', -2 * hour),
  ]
  expect(byNearness(offers, 0).map(({ id }) => id)).toEqual(['tonight', 'next', 'past'])
})

test('a phone asks for its gate only when nobody has said it', () => {
  const gate = (id: string, admits: string[] | null) => ({ id, name: id, admits })
  const night = (id: string, gates = [gate(`${id}-vip`, ['VIP']), gate(`${id}-all`, null)]) => ({
    id,
    name: id,
    eventDateMs: 0,
    timeZone: 'UTC',
    gates,
  })
  expect(obviousChoice([night('a'), night('b')], 'b-vip')).toEqual({
    eventId: 'b',
    gateId: 'b-vip',
  })
  expect(obviousChoice([night('a', [gate('a-all', null)])], null)).toEqual({
    eventId: 'a',
    gateId: 'a-all',
  })
  expect(obviousChoice([night('a')], null)).toBeUndefined()
  expect(obviousChoice([night('a'), night('b')], null)).toBeUndefined()
  expect(obviousChoice([night('a', [])], null)).toBeUndefined()
})
