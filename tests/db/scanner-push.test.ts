// Push: every scan is stored once and answered, whatever else is in the batch, in whatever order phones report.
import { randomUUID } from 'node:crypto'
import { readTicketWords } from '@maguey/wire/event-topic'
import { readTicketWord } from '@maguey/wire/ticket-word'
import { describe, expect, it } from 'vitest'
import { actAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone } from './support/make-night.ts'
import { push, pushIn, scanOf, TEN_MS, ticketRow } from './support/scan.ts'
import { buy, fulfil, hold, insertTicket, newTicketId, ticketsFor } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()

async function doors(options: Parameters<typeof makeNight>[1] = {}) {
  const night = await makeNight(db().sql, options)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  const [ticket, other] = await buy(db().sql, night)
  return { night, main, vip, ticket: String(ticket), other: String(other) }
}

const storedScan = async (id: string) => {
  const [row] = await db().sql`select * from public.scans where id = ${id}`
  return row
}

async function wordOf(ticketId: string) {
  const [row] = await db()
    .sql`select word::json from internal.ticket_words where ticket_id = ${ticketId}`
  return readTicketWord(row?.word)
}

describe('a pushed scan', () => {
  it('is stored as the phone saw it and marks the ticket', async () => {
    const { night, main, ticket } = await doors()
    const scan = scanOf(night, ticket, { offline: true })
    expect(await push(db().sql, main, [scan])).toEqual([
      {
        ...{ id: scan.id, status: 'stored', result: 'entry', first: null, error: null },
        ...{ certain: true, word: expect.any(Array) },
      },
    ])
    expect(await storedScan(scan.id)).toMatchObject({
      ticket_id: ticket,
      device_id: main.deviceId,
      gate_id: night.mainGate,
      scanned_at: new Date(TEN_MS),
      device_time: new Date(TEN_MS - 40),
      clock_offset_ms: 40,
      clock_uncertainty_ms: 15,
      cache_age_ms: '60000',
      offline: true,
      merged_at: new Date(TEN_MS),
      merged_uncertainty_ms: 15,
      from_revoked: false,
      after_revocation: false,
    })
    expect(await ticketRow(db().sql, ticket)).toEqual({
      presence: 'inside',
      is_used: true,
      entry_scan_id: scan.id,
      entered_at: new Date(TEN_MS),
      status: 'issued',
    })
  })

  it('is not refused for the age of its list, which is only information', async () => {
    const { night, main, ticket } = await doors()
    const scan = scanOf(night, ticket, { cache_age_ms: 1.79e12 })
    expect(await push(db().sql, main, [scan])).toMatchObject([{ status: 'stored', error: null }])
    expect(await storedScan(scan.id)).toMatchObject({ cache_age_ms: '1000000000000' })
  })

  it('touches no index of its ticket', async () => {
    const touched = await db().sql`
      select i.indexrelid::regclass::text as index, a.attname as column
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid
      where i.indrelid = 'public.tickets'::regclass
        and a.attname in ('entry_scan_id', 'entered_at', 'presence', 'is_used', 'moved_at', 'revision', 'changed_xid')
        and (a.attnum = any (i.indkey) or pg_get_expr(i.indpred, i.indrelid) ~ a.attname
          or pg_get_expr(i.indexprs, i.indrelid) ~ a.attname)`
    expect([...touched]).toEqual([])
  })

  it('sent again, in the same batch or a later one, counts once', async () => {
    const { night, main, ticket } = await doors()
    const scan = scanOf(night, ticket)
    const answers = await push(db().sql, main, [scan, scan])
    expect(answers.map((answer) => [answer.status, answer.result])).toEqual([
      ['stored', 'entry'],
      ['duplicate', 'entry'],
    ])
    expect(await push(db().sql, main, [{ ...scan, verdict: 'forged' }])).toMatchObject([
      { status: 'duplicate', result: 'entry' },
    ])
    expect(await storedScan(scan.id)).toMatchObject({ verdict: 'admit' })
  })

  it('from two tabs at once counts once', async () => {
    const { night, main, ticket } = await doors()
    const scans = Array.from({ length: 20 }, (_, i) =>
      scanOf(night, ticket, { scanned_at: TEN_MS + i }),
    )
    const answers = await withPool(db().url, 4, (pool) =>
      Promise.all(Array.from({ length: 4 }, () => push(pool, main, scans))),
    )
    expect(answers.flat().filter((answer) => answer.status === 'stored')).toHaveLength(20)
    expect(answers.flat().filter((answer) => answer.status === 'duplicate')).toHaveLength(60)
  })

  it('that repeats an entry names it with time, gate and phone', async () => {
    const { night, main, vip, ticket } = await doors()
    const first = scanOf(night, ticket)
    const second = scanOf(night, ticket, { scanned_at: TEN_MS + 90_000, gate_id: night.vipGate })
    await push(db().sql, main, [first])
    expect(await push(db().sql, vip, [second])).toEqual([
      {
        id: second.id,
        status: 'stored',
        result: 'double_entry',
        first: { scan_id: first.id, scanned_at: TEN_MS, gate: 'Main', device: 'Main phone' },
        error: null,
        certain: true,
        word: expect.any(Array),
      },
    ])
  })

  it('that was earlier but arrives late displaces the entry, and the other becomes the double', async () => {
    const { night, main, vip, ticket } = await doors()
    const late = scanOf(night, ticket, { scanned_at: TEN_MS - 5000, gate_id: night.vipGate })
    const first = scanOf(night, ticket)
    await push(db().sql, main, [first])
    expect(await push(db().sql, vip, [late])).toMatchObject([{ result: 'entry' }])
    expect(await storedScan(first.id)).toMatchObject({
      result: 'double_entry',
      first_scan_id: late.id,
    })
    expect(await ticketRow(db().sql, ticket)).toMatchObject({
      entry_scan_id: late.id,
      entered_at: new Date(TEN_MS - 5000),
    })
    expect(await push(db().sql, main, [first])).toMatchObject([
      {
        status: 'duplicate',
        result: 'double_entry',
        first: { scan_id: late.id, gate: 'VIP', device: 'VIP phone' },
      },
    ])
  })

  it('of a refusal is kept and lets nobody in', async () => {
    const { night, main, ticket } = await doors()
    const scan = scanOf(night, ticket, { verdict: 'wrong_gate' })
    expect(await push(db().sql, main, [scan])).toMatchObject([{ result: 'refusal' }])
    expect(await ticketRow(db().sql, ticket)).toMatchObject({ presence: 'never', is_used: false })
  })

  it('of an exit and a return, where that is allowed, follows the guest', async () => {
    const { night, main, ticket } = await doors({ reentry: true })
    const at = (minutes: number) => TEN_MS + minutes * 60_000
    await push(db().sql, main, [
      scanOf(night, ticket),
      scanOf(night, ticket, { scanned_at: at(10), direction: 'out', verdict: 'exit' }),
    ])
    expect(await ticketRow(db().sql, ticket)).toMatchObject({ presence: 'left', is_used: true })
    expect(
      await push(db().sql, main, [
        scanOf(night, ticket, { scanned_at: at(20), verdict: 'readmit' }),
      ]),
    ).toMatchObject([{ result: 'readmission', first: null }])
    expect(await ticketRow(db().sql, ticket)).toMatchObject({ presence: 'inside' })
  })
})

const OVERRIDE = {
  verdict: 'override',
  override_reason: 'Knows the DJ',
  override_by: randomUUID(),
  refers_to: randomUUID(),
}
const UNDO = { verdict: 'undo', refers_to: randomUUID(), after_ms: 10_000 }

describe('a bad scan', () => {
  const bad: [string, Record<string, unknown> | string | number | null, string][] = [
    ['no object', 'scan', 'invalid_request'],
    ['null', null, 'invalid_request'],
    ['no id', { id: null }, 'invalid_request'],
    ['an id that is no uuid', { id: 'x' }, 'invalid_request'],
    ['an unknown verdict', { verdict: 'welcome' }, 'invalid_request'],
    ['an unknown direction', { direction: 'up' }, 'invalid_request'],
    ['a time as text', { scanned_at: '2026' }, 'invalid_request'],
    ['a time beyond all clocks', { scanned_at: 1e300 }, 'invalid_request'],
    ['a time without end', { scanned_at: 'Infinity' }, 'invalid_request'],
    ['a clock without end', { device_time: '-Infinity' }, 'invalid_request'],
    ['an offset without end', { clock_offset_ms: 'Infinity' }, 'invalid_request'],
    ['an uncertainty without end', { clock_uncertainty_ms: 'Infinity' }, 'invalid_request'],
    ['an age without end', { cache_age_ms: 'Infinity' }, 'invalid_request'],
    ['an age that is no number', { cache_age_ms: 'NaN' }, 'invalid_request'],
    ['an age below nothing', { cache_age_ms: -1 }, 'invalid_request'],
    ['a time that is no number', { scanned_at: 'NaN' }, 'invalid_request'],
    ['a number too long', { device_time: '1e999' }, 'invalid_request'],
    ['a time before all phones', { scanned_at: 0 }, 'invalid_request'],
    ['no ticket', { ticket_id: null }, 'invalid_request'],
    ['a ticket id of a kilometre', { ticket_id: 'x'.repeat(65) }, 'invalid_request'],
    ['an offset out of range', { clock_offset_ms: 1e12 }, 'invalid_request'],
    ['offline as text', { offline: 'yes' }, 'invalid_request'],
    ['an essay for a reason', { override_reason: 'x'.repeat(501) }, 'invalid_request'],
    ['an override by nobody', { ...OVERRIDE, override_by: null }, 'invalid_request'],
    ['an override without a reason', { ...OVERRIDE, override_reason: ' ' }, 'invalid_request'],
    ['an override of nothing', { ...OVERRIDE, refers_to: null }, 'invalid_request'],
    ['an answer to nothing', { verdict: 'let_in' }, 'invalid_request'],
    ['an undo of nothing', { verdict: 'undo', after_ms: 1 }, 'invalid_request'],
    ['an undo after ten seconds', { ...UNDO, after_ms: 10_001 }, 'invalid_request'],
    ['an undo that says not when', { ...UNDO, after_ms: null }, 'invalid_request'],
    ['an event that does not exist', { event_id: randomUUID() }, 'event_not_allowed'],
  ]
  it.each(bad)('does not block the others: %s', async (_name, change, error) => {
    const { night, main, ticket, other } = await doors()
    const broken =
      typeof change === 'object' && change !== null
        ? { ...scanOf(night, other), ...change }
        : change
    const answers = await push(db().sql, main, [
      scanOf(night, ticket),
      broken,
      scanOf(night, other),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(['stored', 'rejected', 'stored'])
    expect(answers[1]).toMatchObject({ result: null, first: null, error })
  })

  it('under an id that another phone used is refused and learns nothing of that one', async () => {
    const { night, main, vip, ticket, other } = await doors()
    const scan = scanOf(night, ticket)
    await push(db().sql, main, [scan])
    const answers = await push(db().sql, vip, [{ ...scan, ticket_id: other }, scanOf(night, other)])
    expect(answers).toMatchObject([
      { status: 'rejected', result: null, error: 'invalid_request' },
      { status: 'stored', result: 'entry' },
    ])
  })

  it('of an event that this phone may not scan is refused', async () => {
    const { main } = await doors()
    const elsewhere = await doors()
    const scan = scanOf(elsewhere.night, elsewhere.ticket)
    expect(await push(db().sql, main, [scan])).toMatchObject([
      { status: 'rejected', error: 'event_not_allowed' },
    ])
  })

  it('with a gate of another event keeps the scan and drops the gate', async () => {
    const { night, main, ticket } = await doors()
    const elsewhere = await doors()
    const scan = scanOf(night, ticket, { gate_id: elsewhere.night.mainGate })
    expect(await push(db().sql, main, [scan])).toMatchObject([{ status: 'stored' }])
    expect((await storedScan(scan.id))?.gate_id).toBeNull()
  })

  it('an empty batch is answered with nothing, one of 1001 not at all', async () => {
    const { night, main, ticket } = await doors()
    expect(await push(db().sql, main, [])).toEqual([])
    const many = Array.from({ length: 1001 }, () => scanOf(night, ticket))
    expect(await refusal(push(db().sql, main, many))).toMatchObject({
      code: 'PT413',
      message: 'payload_too_large',
    })
  })
})

describe('a scan whose time can’t be true', () => {
  it('from the future is kept, merged at its receipt, and never takes the entry from a sure one', async () => {
    const { night, main, vip, ticket } = await doors()
    const before = Date.now()
    const early = scanOf(night, ticket, { scanned_at: TEN_MS - 30 * 24 * 3_600_000 })
    const future = scanOf(night, ticket, { scanned_at: before + 3_600_000, verdict: 'exit' })
    const sure = scanOf(night, ticket)
    await push(db().sql, main, [early, { ...future, direction: 'out' }])
    expect(await push(db().sql, vip, [sure])).toMatchObject([{ result: 'entry' }])
    const stored = await storedScan(future.id)
    expect(stored?.scanned_at).toEqual(new Date(before + 3_600_000))
    expect(stored?.merged_at.getTime()).toBe(stored?.received_at.getTime() + 15)
    expect(await storedScan(early.id)).toMatchObject({
      result: 'double_entry',
      first_scan_id: sure.id,
      scanned_at: new Date(early.scanned_at),
    })
    const word = await wordOf(ticket)
    expect(word).toMatchObject({ entry_scan: sure.id, entry_uncertainty: 15, presence: 'left' })
  })

  it('is the entry where there is no better, and says that it is unsure', async () => {
    const { night, main, vip, ticket } = await doors()
    await push(db().sql, main, [
      scanOf(night, ticket, { scanned_at: TEN_MS - 30 * 24 * 3_600_000 }),
    ])
    expect((await wordOf(ticket))?.entry_uncertainty).toBeGreaterThan(60_000)
    const [double] = await push(db().sql, vip, [scanOf(night, ticket)])
    expect(double).toMatchObject({ result: 'entry', certain: true })
  })
})

describe('two admissions within each other’s uncertainty', () => {
  it('are a double entry whose order is not certain', async () => {
    const { night, main, vip, ticket } = await doors()
    await push(db().sql, main, [scanOf(night, ticket, { clock_uncertainty_ms: 400 })])
    const near = scanOf(night, ticket, { scanned_at: TEN_MS + 700, clock_uncertainty_ms: 300 })
    const far = scanOf(night, ticket, { scanned_at: TEN_MS + 701, clock_uncertainty_ms: 300 })
    expect(await push(db().sql, vip, [near, far])).toMatchObject([
      { result: 'double_entry', certain: false },
      { result: 'double_entry', certain: true },
    ])
  })
})

describe('a ticket of another event', () => {
  it('is not spent, whatever the phone showed, and the answer says nothing of it', async () => {
    const { night, main, ticket } = await doors()
    const elsewhere = await doors()
    await push(db().sql, main, [scanOf(night, ticket)])
    const [word] = [await wordOf(ticket)]
    const scan = scanOf(elsewhere.night, ticket, { scanned_at: TEN_MS - 60_000 })
    const refused = scanOf(elsewhere.night, ticket, { verdict: 'wrong_event' })
    expect(await push(db().sql, elsewhere.main, [scan, refused])).toMatchObject([
      { status: 'stored', result: 'other_event', first: null, word: null },
      { status: 'stored', result: 'refusal', first: null, word: null },
    ])
    expect(await wordOf(ticket)).toEqual(word)
  })

  it('or an invented one waits for no sale, and no sale waits for it', async () => {
    const { night } = await doors()
    const elsewhere = await doors()
    const foreign = newTicketId(night)
    await withPool(db().url, 3, async (pool) => {
      await pool.begin(async (slow) => {
        await insertTicket(slow, night, foreign)
        // Each of these would wait for the slow sale if it were able to.
        const scans = [foreign, newTicketId(night), 'nonsense'].map((id) =>
          scanOf(elsewhere.night, id),
        )
        const answers = await push(pool, elsewhere.main, scans)
        expect(answers.map((answer) => answer.status)).toEqual(['stored', 'stored', 'stored'])
      })
    })
  })
})

describe('a ticket of another event that somebody is changing', () => {
  it('is not waited for by a scan that may not spend it', async () => {
    const { ticket } = await doors()
    const elsewhere = await doors()
    await withPool(db().url, 1, async (phones) => {
      // A call that waits for the ticket fails here, not at the test's timeout.
      await phones`set lock_timeout = '10s'`
      await db().sql.begin(async (slow) => {
        await slow`select from public.tickets where ticket_id = ${ticket} for update`
        const scan = scanOf(elsewhere.night, ticket)
        expect(await push(phones, elsewhere.main, [scan])).toMatchObject([
          { status: 'stored', result: 'other_event' },
        ])
      })
    })
  })
})

describe('a scan of an unknown ticket', () => {
  it('is stored, and merged when the ticket appears', async () => {
    const { night, main } = await doors()
    const order = await hold(db().sql, night)
    const tickets = ticketsFor(night, order)
    const ticketId = String(tickets[0]?.ticket_id)
    const first = scanOf(night, ticketId, { verdict: 'admit_unsynced' })
    const second = scanOf(night, ticketId, { verdict: 'admit_unsynced', scanned_at: TEN_MS + 1 })
    const refused = scanOf(night, ticketId, { verdict: 'forged' })
    expect(await push(db().sql, main, [second, first, refused])).toMatchObject([
      { status: 'stored', result: 'unknown_ticket' },
      { status: 'stored', result: 'unknown_ticket' },
      { status: 'stored', result: 'refusal' },
    ])
    await fulfil(db().sql, night, order, { tickets })
    expect(await storedScan(first.id)).toMatchObject({ result: 'entry' })
    expect(await storedScan(second.id)).toMatchObject({
      result: 'double_entry',
      first_scan_id: first.id,
    })
    expect(await ticketRow(db().sql, ticketId)).toMatchObject({
      presence: 'inside',
      entry_scan_id: first.id,
    })
  })

  it('that is being sold at this very moment is merged, whoever commits first', async () => {
    const { night, main } = await doors()
    const ticketId = newTicketId(night)
    const scan = scanOf(night, ticketId, { verdict: 'admit_unsynced' })
    await withPool(db().url, 2, async (pool) => {
      let pushed: Promise<unknown> = Promise.resolve()
      await pool.begin(async (sale) => {
        await insertTicket(sale, night, ticketId)
        pushed = push(pool, main, [scan])
        await untilWaiting(db().sql, 1)
      })
      expect(await pushed).toMatchObject([{ result: 'entry' }])
    })
    expect(await ticketRow(db().sql, ticketId)).toMatchObject({ entry_scan_id: scan.id })
  })
})

describe('a push that waits for the sale of its ticket', () => {
  it('holds up no sale of another event', async () => {
    const { night, main } = await doors()
    const elsewhere = await doors()
    const ticketId = newTicketId(night)
    await withPool(db().url, 3, async (pool) => {
      let pushed: Promise<unknown> = Promise.resolve()
      await pool.begin(async (slow) => {
        await insertTicket(slow, night, ticketId)
        pushed = push(pool, main, [scanOf(night, ticketId)])
        await untilWaiting(db().sql, 1)
        expect(await buy(pool, elsewhere.night)).toHaveLength(2)
      })
      expect(await pushed).toMatchObject([{ result: 'entry' }])
    })
  })
})

describe('a phone that was paired again', () => {
  it('hears that what it stored before is there, also when it may no longer scan that event', async () => {
    const { night, main, vip, ticket, other } = await doors()
    const elsewhere = await doors()
    const scan = scanOf(night, ticket)
    await push(db().sql, main, [scan])
    expect(await push(db().sql, vip, [scan, scanOf(night, other)])).toMatchObject([
      { status: 'duplicate', result: 'entry', error: null, word: expect.any(Array) },
      { status: 'stored' },
    ])
    expect(await push(db().sql, elsewhere.main, [scan])).toMatchObject([
      { status: 'duplicate', result: 'entry', error: null, word: null },
    ])
    expect(await storedScan(scan.id)).toMatchObject({ device_id: main.deviceId })
  })
})

describe('who may push', () => {
  it('a revoked phone still may, and its scans are flagged', async () => {
    const { night, main, ticket } = await doors()
    const manager = await makeManager(db().sql)
    await actAs(db().sql, manager, (tx) => tx`select public.revoke_device(${main.deviceId})`)
    const scan = scanOf(night, ticket)
    expect(await push(db().sql, main, [scan])).toMatchObject([
      { status: 'stored', result: 'entry', word: null },
    ])
    expect(await storedScan(scan.id)).toMatchObject({ from_revoked: true, after_revocation: false })
  })

  it('what a phone made after it was revoked is kept and spends nothing; what it made before counts', async () => {
    const { night, main, vip, ticket, other } = await doors()
    await db()
      .sql`update public.devices set revoked_at = ${new Date(TEN_MS + 1000)} where id = ${main.deviceId}`
    const late = scanOf(night, other, { scanned_at: TEN_MS + 1001 })
    const refused = scanOf(night, other, { scanned_at: TEN_MS + 1001, verdict: 'wrong_gate' })
    const intime = scanOf(night, ticket, { scanned_at: TEN_MS + 1000 })
    expect(await push(db().sql, main, [late, refused, intime])).toMatchObject([
      { status: 'stored', result: 'after_revocation' },
      { status: 'stored', result: 'refusal' },
      { status: 'stored', result: 'entry' },
    ])
    expect(await storedScan(late.id)).toMatchObject({ from_revoked: true, after_revocation: true })
    expect(await ticketRow(db().sql, other)).toMatchObject({ presence: 'never', is_used: false })
    expect(
      await push(db().sql, vip, [scanOf(night, other, { scanned_at: TEN_MS + 5000 })]),
    ).toMatchObject([{ result: 'entry' }])
  })

  it('nobody else: not a manager, not a stranger', async () => {
    const { night, ticket } = await doors()
    const manager = await makeManager(db().sql)
    for (const userId of [manager.userId, randomUUID()]) {
      const attempt = actAs(db().sql, { role: 'authenticated', userId }, (tx) =>
        pushIn(tx, [scanOf(night, ticket)]),
      )
      expect(await refusal(attempt)).toMatchObject({ code: 'PT403', message: 'not_a_device' })
    }
  })
})

describe('many phones at once', () => {
  it('with overlapping batches in any order lose nothing, deadlock never, and agree on one entry per ticket', async () => {
    const night = await makeNight(db().sql)
    const phones = await Promise.all(
      Array.from({ length: 6 }, (_, i) => makePhone(db().sql, night, { name: `P${i}` })),
    )
    const tickets: string[] = []
    for (let i = 0; i < 5; i += 1) {
      tickets.push(
        ...(await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 10 }] })),
      )
    }
    const batches = phones.map((_phone, p) =>
      tickets.map((ticket, t) =>
        scanOf(night, ticket, { scanned_at: TEN_MS + ((p * 7 + t * 3) % 11) }),
      ),
    )
    await withPool(db().url, 6, (pool) =>
      Promise.all(
        phones.map(async (phone, p) => {
          const scans = batches[p] ?? []
          const order = p % 2 === 0 ? scans : [...scans].reverse()
          await push(pool, phone, order.slice(0, 30))
          await push(pool, phone, order.slice(20))
        }),
      ),
    )
    const rows = await db().sql`
      select t.ticket_id, t.entry_scan_id, count(s.id)::int as scans,
        count(*) filter (where s.result = 'entry')::int as entries, count(*) filter (where s.result = 'double_entry')::int as doubles
      from public.tickets t join public.scans s on s.ticket_id = t.ticket_id
      where t.event_id = ${night.eventId} group by t.id`
    expect(rows).toHaveLength(50)
    for (const row of rows) {
      const all = batches.flat().filter((scan) => scan.ticket_id === row.ticket_id)
      const [first] = all.sort((a, b) => a.scanned_at - b.scanned_at || (a.id < b.id ? -1 : 1))
      expect(row).toMatchObject({ scans: 6, entries: 1, doubles: 5, entry_scan_id: first?.id })
    }
  })
})

/** What is broadcast meanwhile, on any topic. */
async function heardDuring(work: () => Promise<unknown>) {
  const heard: {
    topic: string
    event: string
    private: boolean
    payload: Record<string, unknown>
  }[] = []
  const { unlisten } = await db().sql.listen('realtime_broadcast', (text) =>
    heard.push(JSON.parse(text)),
  )
  await work()
  // Notifications of later transactions arrive after those of earlier ones.
  await db().sql`select pg_notify('realtime_broadcast', '{"topic":"end"}')`
  while (!heard.some((message) => message.topic === 'end'))
    await new Promise((resolve) => setTimeout(resolve, 5))
  await unlisten()
  return heard
}

describe('the nudge', () => {
  it('carries no ticket of another night that the same push has spent', async () => {
    const { night, main, ticket } = await doors()
    const elsewhere = await doors()
    await db()
      .sql`insert into public.device_events (device_id, event_id) values (${main.deviceId}, ${elsewhere.night.eventId})`
    const heard = await heardDuring(() =>
      push(db().sql, main, [scanOf(night, ticket), scanOf(elsewhere.night, ticket)]),
    )
    const told = ({ eventId }: { eventId: string }) =>
      heard
        .filter((message) => message.topic === `event:${eventId}`)
        .map((message) => readTicketWords(message.payload).map((word) => word.ticket_id))
    expect(told(night)).toEqual([[ticket]])
    expect(told(elsewhere.night)).toEqual([[]])
  })

  it('tells the event’s private topic of new scans and the tickets that they changed, once per push, and nothing of repeated ones', async () => {
    const { night, main, ticket, other } = await doors()
    const scan = scanOf(night, ticket)
    const heard = await heardDuring(async () => {
      await push(db().sql, main, [scan, scanOf(night, other)])
      await push(db().sql, main, [scan])
      await push(db().sql, main, [scanOf(night, ticket, { scanned_at: TEN_MS + 5 })])
      await push(db().sql, main, [scanOf(night, ticket, { verdict: 'wrong_gate' })])
    })
    const ours = heard.filter((message) => message.topic === `event:${night.eventId}`)
    expect(ours).toHaveLength(3)
    expect(ours[0]).toMatchObject({ event: 'scans', private: true })
    const words = ours.map((message) => readTicketWords(message.payload))
    expect(words[0]?.map((word) => word.ticket_id).sort()).toEqual([ticket, other].sort())
    expect(words[0]?.find((word) => word.ticket_id === ticket)).toEqual({
      ...{ ticket_id: ticket, type: 'VIP', guest: 'Lucía Ñáñez', status: 'issued' },
      ...{ presence: 'inside', entry_scan: scan.id, entered_at: TEN_MS },
      ...{ entry_gate: 'Main', entry_device: 'Main phone' },
      ...{ revision: 2, moved_at: TEN_MS, entry_uncertainty: 15 },
      ...{ order_position: expect.any(Number), order_size: 2 },
    })
    expect(words[1], 'a double entry is a movement').toMatchObject([
      { ticket_id: ticket, revision: 3, moved_at: TEN_MS + 5, entry_scan: scan.id },
    ])
    expect(words[2], 'a refusal changes no ticket, and is news all the same').toEqual([])
  })
})
