// Arrivals per minute: everybody who comes in, by ticket type and gate, as people inside and the record count them.
import { randomUUID } from 'node:crypto'
import type { ActContent } from '@maguey/wire/door-act'
import type { Live } from '@maguey/wire/event-live'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { actOf, counted, pushActs } from './support/act.ts'
import { type Caller, callAs } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { buy, newTicketId } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const nowMs = Math.floor(Date.now() / MINUTE) * MINUTE
let manager: Caller

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

async function doors(options: Parameters<typeof makeNight>[1] = {}) {
  const night = await makeNight(db().sql, options)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  return { night, main, vip }
}

const live = (night: Night): Promise<Live> =>
  callAs(db().sql, manager, 'event_live($1)', night.eventId)
const onList = (entryId: string, heads: number): ActContent => ({
  kind: 'list_arrival',
  payload: { entry_id: entryId, heads, paid: '0.00' },
})
const ago = (minutes: number) => ({ acted_at: nowMs - minutes * MINUTE })
const scanAgo = (minutes: number) => ({ scanned_at: nowMs - minutes * MINUTE })

describe('arrivals per minute', () => {
  it('count heads by hand in the minute and at the gate where they came, and nobody who left', async () => {
    const { night, main, vip } = await doors()
    const [ticket] = await buy(db().sql, night)
    await push(db().sql, main, [scanOf(night, String(ticket), scanAgo(3))])
    await pushActs(db().sql, main, [
      actOf(night, counted(1), ago(3)),
      actOf(night, counted(-1), ago(2)),
      actOf(night, counted(1), { ...ago(2), gate_id: null }),
      actOf(night, counted(1), ago(130)),
    ])
    await pushActs(db().sql, vip, [actOf(night, counted(1), { ...ago(3), gate_id: night.vipGate })])
    expect((await live(night)).per_minute).toEqual([
      {
        ...{ minute: nowMs - 3 * MINUTE, admitted: 3, types: { VIP: 1 }, others: { hand: 2 } },
        gates: { [night.mainGate]: 2, [night.vipGate]: 1 },
      },
      {
        ...{ minute: nowMs - 2 * MINUTE, admitted: 1, types: {}, others: { hand: 1 } },
        gates: { '': 1 },
      },
    ])
  })

  it('count double entries, strangers and guest lists too', async () => {
    const { night, main, vip } = await doors()
    const elsewhere = await doors()
    const [ticket] = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
    const [other] = await buy(db().sql, elsewhere.night)
    const at = { ...scanAgo(4), gate_id: night.vipGate }
    const green = scanOf(night, newTicketId(night), { verdict: 'admit_unsynced', ...at })
    await push(db().sql, main, [scanOf(night, String(ticket), scanAgo(6))])
    await push(db().sql, vip, [
      scanOf(night, String(ticket), at),
      scanOf(night, String(other), { verdict: 'override', ...at }),
      scanOf(night, newTicketId(night), { verdict: 'unknown_ticket', ...at }),
      green,
      scanOf(night, green.ticket_id, { verdict: 'undo', refers_to: green.id, ...at, after_ms: 9 }),
    ])
    const name = randomUUID()
    await pushActs(db().sql, main, [
      actOf(night, onList(name, 3), ago(4)),
      actOf(night, onList(name, -1), ago(3)),
    ])
    const told = await live(night)
    expect(told.per_minute).toEqual([
      {
        ...{ minute: nowMs - 6 * MINUTE, admitted: 1, types: { VIP: 1 }, others: {} },
        gates: { [night.mainGate]: 1 },
      },
      {
        ...{ minute: nowMs - 4 * MINUTE, admitted: 5, types: { VIP: 1 } },
        others: { list: 3, other: 1 },
        gates: { [night.mainGate]: 3, [night.vipGate]: 2 },
      },
    ])
    expect(told).toMatchObject({
      ...{ inside: 1, by_hand: { came: 0, left: 0 }, by_lists: 2, beyond_tickets: 2 },
      people_inside: 5,
    })
  })

  it('are those that the record counts in each quarter of an hour, whatever was done at the doors', async () => {
    const { night, main, vip } = await doors({ generalCapacity: 100, doorsInHours: -3 })
    const tickets = await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 5 }] })
    const strangers = [newTicketId(night), newTicketId(night)]
    const names = [randomUUID(), randomUUID()]
    const place = {
      minutesAgo: fc.integer({ min: 1, max: 100 }),
      gate: fc.constantFrom(night.mainGate, night.vipGate, null),
    }
    // Not on the minute: a quarter of an hour of the record ends with its last moment.
    const atMs = (minutesAgo: number) => nowMs - minutesAgo * MINUTE + 7_000
    const scan = fc
      .record({ ...place, ticket: fc.constantFrom(...tickets.map(String), ...strangers) })
      .map(({ ticket, minutesAgo, gate }) =>
        scanOf(night, ticket, {
          ...{ gate_id: gate, scanned_at: atMs(minutesAgo) },
          verdict: strangers.includes(ticket) ? 'admit_unsynced' : 'admit',
        }),
      )
    const arrival = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(1, 2, -1))
      .map(([name, heads]) => onList(name, heads))
    const act = fc
      .record({
        ...place,
        content: fc.oneof(fc.constantFrom(counted(1), counted(1), counted(-1)), arrival),
      })
      .map(({ content, minutesAgo, gate }) =>
        actOf(night, content, { gate_id: gate, acted_at: atMs(minutesAgo) }),
      )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(main, vip),
        fc.array(scan, { maxLength: 4 }),
        fc.array(act, { maxLength: 4 }),
        async (phone, scans, acts) => {
          await push(db().sql, phone, scans)
          await pushActs(db().sql, phone, acts)
          const { per_minute } = await live(night)
          const quarters = new Map<number, number>()
          for (const { minute, admitted, types, others, gates } of per_minute) {
            const end = Math.floor(minute / QUARTER) * QUARTER + QUARTER
            quarters.set(end, (quarters.get(end) ?? 0) + admitted)
            for (const parts of [{ ...types, ...others }, gates]) {
              expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(admitted)
            }
          }
          const [row] = await db().sql`
          select internal.heads_by_quarter(e) as heads from public.events e where e.id = ${night.eventId}`
          const heads: { at: number; came: number }[] = row?.heads
          const came = heads.filter((of) => of.came > 0)
          expect([...quarters]).toEqual(came.map((of) => [of.at, of.came]))
        },
      ),
      { numRuns: 40 },
    )
  })
})
