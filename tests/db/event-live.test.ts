// The manager's live view: the figures of the night, double entries, silent phones.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { pull, push, scanOf } from './support/scan.ts'
import { buy, insertTicket, newTicketId } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const nowMs = Math.floor(Date.now() / 60_000) * 60_000
let manager: Caller

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

const live = async (eventId: string) => {
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`select public.event_live(${eventId}) as answer`,
  )
  return row?.answer
}

async function busyNight(): Promise<{ night: Night; main: Phone; vip: Phone; tickets: string[] }> {
  const night = await makeNight(db().sql, { reentry: true })
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  const tickets = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 4 }] })
  await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
  return { night, main, vip, tickets }
}

describe('the live view', () => {
  it('of a night before doors is all noughts, with its phones', async () => {
    const { night, main } = await busyNight()
    expect(await live(night.eventId)).toMatchObject({
      inside: 0,
      admitted: 0,
      exited: 0,
      sold: 5,
      capacity: 500,
      unheard_phones: 0,
      unheard_since_ms: null,
      by_type: [
        { code: 'VIP', name: 'VIP', sold: 4, admitted: 0 },
        { code: 'GA', name: 'General', sold: 1, admitted: 0 },
      ],
      by_gate: [
        { name: 'Main', admitted: 0 },
        { name: 'VIP', admitted: 0 },
      ],
      per_minute: [],
      refusals: [],
      double_entries: [],
      phones: [
        { id: main.deviceId, name: 'Main phone', gate: 'Main', revoked: false },
        { name: 'VIP phone', gate: 'VIP' },
      ],
    })
  })

  it('counts who is in, who left, by type, gate and minute', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const [a, b, c] = tickets.map(String)
    await push(db().sql, main, [
      scanOf(night, String(a), { scanned_at: nowMs - 120_000 }),
      scanOf(night, String(b), { scanned_at: nowMs - 60_000 }),
      scanOf(night, String(b), { scanned_at: nowMs - 50_000, direction: 'out', verdict: 'exit' }),
    ])
    await push(db().sql, vip, [
      scanOf(night, String(c), { scanned_at: nowMs - 60_000, gate_id: night.vipGate }),
    ])
    expect(await live(night.eventId)).toMatchObject({
      inside: 2,
      admitted: 3,
      exited: 1,
      by_type: [
        { code: 'VIP', sold: 4, admitted: 3 },
        { code: 'GA', sold: 1, admitted: 0 },
      ],
      by_gate: [
        { name: 'Main', admitted: 2 },
        { name: 'VIP', admitted: 1 },
      ],
      per_minute: [
        { minute: nowMs - 120_000, admitted: 1, types: { VIP: 1 }, gates: { [night.mainGate]: 1 } },
        {
          minute: nowMs - 60_000,
          admitted: 2,
          types: { VIP: 2 },
          gates: { [night.mainGate]: 1, [night.vipGate]: 1 },
        },
      ],
    })
  })

  it('splits a minute by type and by gate, entries without a gate included', async () => {
    const night = await makeNight(db().sql)
    const phone = await makePhone(db().sql, night)
    const [vip] = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
    const [a, b] = await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 2 }] })
    const at = { scanned_at: nowMs - 60_000 }
    await push(db().sql, phone, [
      scanOf(night, String(vip), { ...at, gate_id: night.vipGate }),
      scanOf(night, String(a), { ...at, gate_id: night.vipGate }),
      scanOf(night, String(b), { ...at, gate_id: null }),
    ])
    expect((await live(night.eventId)).per_minute).toEqual([
      {
        minute: nowMs - 60_000,
        admitted: 3,
        types: { VIP: 1, GA: 2 },
        others: {},
        gates: { [night.vipGate]: 2, '': 1 },
      },
    ])
  })

  it('shows a double entry with both doors, times and phones', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const ticket = String(tickets[0])
    const first = scanOf(night, ticket, { scanned_at: nowMs - 5000 })
    const second = scanOf(night, ticket, { scanned_at: nowMs - 1000, gate_id: night.vipGate })
    await push(db().sql, vip, [second])
    await push(db().sql, main, [first])
    expect((await live(night.eventId)).double_entries).toEqual([
      {
        ticket_id: ticket,
        type: 'VIP',
        guest: 'Lucía Ñáñez',
        first: { scan_id: first.id, at: nowMs - 5000, gate: 'Main', device: 'Main phone' },
        second: { scan_id: second.id, at: nowMs - 1000, gate: 'VIP', device: 'VIP phone' },
        certain: true,
        noted: null,
      },
    ])
  })

  it('counts the people, also those whom a used ticket let in, and no longer those who left', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const [twice, once] = tickets.map(String)
    const out = { direction: 'out', verdict: 'exit' } as const
    await push(db().sql, main, [
      scanOf(night, String(twice), { scanned_at: nowMs - 9000 }),
      scanOf(night, String(once), { scanned_at: nowMs - 8000 }),
    ])
    await push(db().sql, vip, [scanOf(night, String(twice), { scanned_at: nowMs - 7000 })])
    expect(await live(night.eventId)).toMatchObject({ inside: 2, admitted: 2, people_inside: 3 })
    // The phones warn at the limit by the same figure.
    expect((await pull(db().sql, vip, night)).event.crowd).toEqual({
      people: 3,
      capacity: (await live(night.eventId)).capacity,
    })
    await push(db().sql, main, [scanOf(night, String(twice), { ...out, scanned_at: nowMs - 6000 })])
    expect(await live(night.eventId)).toMatchObject({ inside: 1, people_inside: 2 })
    await push(db().sql, main, [scanOf(night, String(twice), { ...out, scanned_at: nowMs - 5000 })])
    expect(await live(night.eventId)).toMatchObject({ inside: 1, people_inside: 1 })
  })

  it('counts whom a phone let in on a ticket that the server does not know, or not for this night, once', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const elsewhere = await busyNight()
    const out = { direction: 'out', verdict: 'exit' } as const
    const [unsold, other] = [newTicketId(night), String(elsewhere.tickets[0])]
    await push(db().sql, main, [
      scanOf(night, String(tickets[0]), { scanned_at: nowMs - 9000 }),
      scanOf(night, unsold, { verdict: 'admit_unsynced', scanned_at: nowMs - 8000 }),
      scanOf(night, other, { verdict: 'override', scanned_at: nowMs - 7000 }),
      scanOf(night, newTicketId(night), { verdict: 'unknown_ticket', scanned_at: nowMs - 6000 }),
    ])
    expect(await live(night.eventId)).toMatchObject({ inside: 1, admitted: 1, people_inside: 3 })
    expect(await live(elsewhere.night.eventId)).toMatchObject({ people_inside: 0 })
    await push(db().sql, vip, [scanOf(night, other, { ...out, scanned_at: nowMs - 5000 })])
    expect(await live(night.eventId)).toMatchObject({ people_inside: 2 })
    // Its sale arrives: the guest is counted by the ticket now.
    await insertTicket(db().sql, night, unsold)
    expect(await live(night.eventId)).toMatchObject({ inside: 2, people_inside: 2 })
  })

  it('keeps what a manager noted about a double entry, and logs every note', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const second = scanOf(night, String(tickets[0]), { scanned_at: nowMs - 1000 })
    const first = scanOf(night, String(tickets[0]), { scanned_at: nowMs - 5000 })
    await push(db().sql, main, [first])
    await push(db().sql, vip, [second])
    const note = (scanId: string, text: string, caller = manager) =>
      actAs(
        db().sql,
        caller,
        (tx) => tx`select public.acknowledge_double_entry(${scanId}, ${text})`,
      )
    await note(second.id, 'A copy; asked to leave')
    await note(second.id, '  Both are hers  ')
    expect((await live(night.eventId)).double_entries[0].noted).toEqual({
      at: expect.any(Number),
      by: expect.any(String),
      note: 'Both are hers',
    })
    const log = await db().sql`
      select reason from public.audit_log where event_id = ${night.eventId} and action = 'acknowledge_double_entry' order by id`
    expect(log.map(({ reason }) => reason)).toEqual(['A copy; asked to leave', 'Both are hers'])
    expect(await refusal(note(first.id, 'not a double entry'))).toMatchObject({
      message: 'not_found',
    })
    expect(await refusal(note(second.id, 'x', main))).toMatchObject({ message: 'not_staff' })
  })

  it('tells refusals by cause, with the last ten minutes beside the ten before', async () => {
    const { night, main, tickets } = await busyNight()
    const refused = (verdict: 'wrong_gate' | 'forged', minutesAgo: number) =>
      scanOf(night, String(tickets[0]), { verdict, scanned_at: nowMs - minutesAgo * 60_000 })
    await push(db().sql, main, [
      ...[2, 3, 15, 40].map((minutes) => refused('wrong_gate', minutes)),
      refused('forged', 16),
    ])
    expect((await live(night.eventId)).refusal_causes).toEqual([
      { verdict: 'wrong_gate', total: 4, recent: 2, before: 1 },
      { verdict: 'forged', total: 1, recent: 0, before: 1 },
    ])
  })

  it('tells a refusal again whose answer was taken back, and that of a revoked phone is none', async () => {
    const { night, main, vip, tickets } = await busyNight()
    const at = (minute: number) => ({ scanned_at: nowMs - minute * 60_000 })
    const ticket = String(tickets[0])
    const refusalOf = scanOf(night, ticket, { verdict: 'wrong_gate', ...at(9) })
    const override = scanOf(night, ticket, {
      ...{ verdict: 'override', refers_to: refusalOf.id },
      ...at(8),
    })
    const causes = async () => (await live(night.eventId)).refusal_causes
    await push(db().sql, main, [refusalOf, override])
    expect(await causes()).toEqual([])
    const undo = scanOf(night, ticket, { verdict: 'undo', refers_to: override.id, ...at(8) })
    await push(db().sql, main, [{ ...undo, after_ms: 3000 }])
    expect(await causes()).toMatchObject([{ verdict: 'wrong_gate', total: 1 }])
    await db()
      .sql`update public.devices set revoked_at = ${new Date(nowMs - 7 * 60_000)} where id = ${vip.deviceId}`
    await push(db().sql, vip, [
      scanOf(night, ticket, { ...{ verdict: 'override', refers_to: refusalOf.id }, ...at(5) }),
    ])
    expect(await causes()).toMatchObject([{ verdict: 'wrong_gate', total: 1 }])
  })

  it('shows the last ten refusals, newest first', async () => {
    const { night, main, tickets } = await busyNight()
    await push(
      db().sql,
      main,
      Array.from({ length: 12 }, (_, i) =>
        scanOf(night, String(tickets[0]), {
          verdict: 'wrong_gate',
          scanned_at: nowMs - 60_000 + i * 1000,
        }),
      ),
    )
    const { refusals } = await live(night.eventId)
    expect(refusals).toHaveLength(10)
    expect(refusals[0]).toEqual({
      at: nowMs - 49_000,
      verdict: 'wrong_gate',
      words: '',
      gate: 'Main',
      device: 'Main phone',
      ticket_id: tickets[0],
    })
  })

  it('says how many phones are unheard and since when, revoked ones aside', async () => {
    const { night, main, vip } = await busyNight()
    const lost = await makePhone(db().sql, night)
    await db()
      .sql`update public.devices set last_seen_at = now() - interval '4 minutes' where id in ${db().sql([main.deviceId, lost.deviceId])}`
    await db().sql`update public.devices set revoked_at = now() where id = ${lost.deviceId}`
    const silent = await live(night.eventId)
    expect(silent.unheard_phones).toBe(1)
    expect(silent.server_now - silent.unheard_since_ms).toBeGreaterThanOrEqual(239_000)
    await pull(db().sql, main, night)
    await pull(db().sql, vip, night, {
      report: { queue_length: 7, battery: 0.5, list_age_ms: 1000 },
    })
    const heard = await live(night.eventId)
    expect(heard).toMatchObject({ unheard_phones: 0, unheard_since_ms: null })
    expect(heard.phones.find((phone: { id: string }) => phone.id === vip.deviceId)).toMatchObject({
      queue_length: 7,
      battery: 0.5,
      list_age_ms: 1000,
    })
    expect(heard.phones.at(-1)).toMatchObject({ id: lost.deviceId, revoked: true })
  })

  it('keeps counts that a recount finds right, whatever was scanned, displaced, undone and in what order', async () => {
    const night = await makeNight(db().sql, { reentry: true })
    const phones = [
      await makePhone(db().sql, night, { name: 'A' }),
      await makePhone(db().sql, night, { name: 'B' }),
    ]
    const tickets = await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 6 }] })
    const scan = fc.record({
      ticket: fc.nat(5),
      minute: fc.nat(8),
      gate: fc.constantFrom(night.mainGate, night.vipGate, null),
      verdict: fc.constantFrom('admit', 'admit', 'exit', 'forged', 'readmit'),
      uncertaintyMs: fc.constantFrom(15, 90_000),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.array(scan, { minLength: 1, maxLength: 6 }),
        async (p, scans) => {
          await push(
            db().sql,
            phones[p] as Phone,
            scans.map(({ ticket, minute, gate, verdict, uncertaintyMs }) =>
              scanOf(night, String(tickets[ticket]), {
                ...{ gate_id: gate, clock_uncertainty_ms: uncertaintyMs },
                ...{ verdict: verdict as 'admit', direction: verdict === 'exit' ? 'out' : 'in' },
                scanned_at: nowMs - 600_000 + minute * 60_000,
              }),
            ),
          )
          const different = await db().sql`
          select coalesce(c.event_id, r.event_id) as event_id, coalesce(c.key, r.key) as key, c.entered, r.entered as recounted
          from (select * from public.event_counts where (entered, inside) <> (0, 0)) c
          full join internal.event_recount r on (r.event_id, r.key) = (c.event_id, c.key)
          where (c.entered, c.inside) is distinct from (r.entered, r.inside)`
          expect([...different]).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('of an event that is not there is told so', async () => {
    expect(await refusal(live(randomUUID()))).toMatchObject({ message: 'event_not_found' })
  })

  it('comes with lists of phones and of events for the manager’s app', async () => {
    const { night, main } = await busyNight()
    const [phones] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.event_phones(${night.eventId}) as answer`,
    )
    expect(phones?.answer).toMatchObject({
      server_now: expect.any(Number),
      phones: [{ id: main.deviceId, gate_id: night.mainGate, paired_at: expect.any(Number) }, {}],
    })
    const [events] = await actAs(
      db().sql,
      manager,
      (tx) => tx`select public.manager_events() as answer`,
    )
    expect(events?.answer).toContainEqual(
      expect.objectContaining({
        id: night.eventId,
        slug: night.slug,
        status: 'published',
        venue_name: 'Maguey',
        gates: [
          expect.objectContaining({ name: 'Main' }),
          expect.objectContaining({ name: 'VIP' }),
        ],
      }),
    )
  })
})
