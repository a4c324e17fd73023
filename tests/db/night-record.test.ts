// The record of a night: every figure is what a second count of the raw facts says; sealed once, and only added to.
import { randomUUID } from 'node:crypto'
import { ed25519Noble } from '@maguey/ticket-core/ed25519-noble'
import {
  checkRecord,
  decoded,
  type SealedContent,
  sealRecord,
} from '@maguey/ticket-core/record-seal'
import type { ScanRecord } from '@maguey/ticket-core/scan-record'
import { parseAnswer } from '@maguey/wire/deadline'
import type { ActContent } from '@maguey/wire/door-act'
import type { StockTicket } from '@maguey/wire/door-stock'
import { sectionsOf } from '@maguey/wire/night-record/parts'
import { nightRecord } from '@maguey/wire/night-records'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { actOf, counted, pushActs } from './support/act.ts'
import { actAs, type Caller, callAs, refusal } from './support/act-as.ts'
import { fillStock, setDoor } from './support/door-sale.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { recountRecord, unordered } from './support/recount-record.ts'
import { push, scanOf, TEN_MS } from './support/scan.ts'
import { buy, newTicketId } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const seed = new Uint8Array(32).fill(9)
let manager: Caller & { userId: string }

beforeAll(async () => {
  manager = await makeManager(db().sql)
  const key = Buffer.from(await ed25519Noble.publicKeyOf(seed)).toString('base64url')
  await callAs(db().sql, { role: 'service_role' }, 'register_signing_key($1, $2)', 'K9', key)
})

const read = async (night: Night, caller: Caller = manager) => {
  const told = await callAs(db().sql, caller, 'night_record($1)', night.eventId)
  const answer = parseAnswer(nightRecord.answer, told, 200)
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  return answer.value
}

/** A night with everything that phones tell: three phones, two gates, offline spells, copies, strangers, exits. */
async function generatedNight(scans: readonly GeneratedScan[]): Promise<Night> {
  const { sql } = db()
  const night = await makeNight(sql, { reentry: true, venueCapacity: 14, endsInHours: 8 })
  const phones = [
    await makePhone(sql, night, { name: 'A', gateId: night.mainGate }),
    await makePhone(sql, night, { name: 'B', gateId: night.vipGate }),
    await makePhone(sql, night, { name: 'C' }),
  ]
  const tickets = await buy(sql, night, { lines: [{ ticket_type: 'GA', quantity: 6 }] })
  const strangers = [newTicketId(night), newTicketId(night)]
  const carried = await fillPhones(night, phones)
  const carriedIds = carried.map(({ ticket_id }) => ticket_id)
  const made: ScanRecord[] = []
  const of = (scan: GeneratedScan) => {
    const own = made.filter(({ device_time }) => device_time % 10 === scan.phone)
    const about = scan.answer === null ? undefined : own[scan.ticket % Math.max(1, own.length)]
    const at = TEN_MS + scan.minute * 60_000
    const record = scanOf(night, String([...tickets, ...strangers, ...carriedIds][scan.ticket]), {
      ...{ gate_id: [night.mainGate, night.vipGate][scan.gate] ?? null, offline: scan.offline },
      ...{ verdict: scan.verdict, direction: scan.verdict === 'exit' ? 'out' : 'in' },
      // Which phone it was shows in the last digit, for the answers.
      ...{ scanned_at: at, device_time: at - (at % 10) + scan.phone },
      clock_uncertainty_ms: scan.uncertaintyMs,
      ...(about && scan.answer !== null && answerTo(about, scan.answer)),
    })
    made.push(record)
    return record
  }
  const names = await makeList(night)
  const sold: string[] = []
  const deliver = async (phone: Phone, its: GeneratedScan[]) => {
    await push(sql, phone, its.map(of))
    const acts = its
      .filter(({ uncertaintyMs }) => uncertaintyMs !== 15)
      .map((scan) => {
        const acted_at = TEN_MS + scan.minute * 60_000 + 7000
        const { offline, uncertaintyMs: clock_uncertainty_ms } = scan
        const content = actBeside(scan, { names, carried, sold })
        const act = actOf(night, content, { acted_at, offline, clock_uncertainty_ms })
        if (act.kind === 'walk_up') sold.push(act.id)
        return act
      })
    await pushActs(sql, phone, acts)
  }
  // Each phone delivers in three turns; what waits meanwhile is what an outage is made of.
  for (const turn of [0, 1, 2]) {
    // What phones still carry is taken back, and the shop sells some of it.
    if (turn === 2) await callAs(sql, manager, 'take_back_stock($1)', night.eventId)
    if (turn === 2 && scans.length % 2 === 0)
      await buy(sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] }).catch(soldOut)
    for (const [index, phone] of phones.entries())
      await deliver(
        phone,
        scans.filter((s) => s.phone === index && s.turn === turn),
      )
  }
  // As if each had been heard in time, half an hour late, or an hour late.
  for (const table of ['scans', 'door_acts'])
    await sql`
      update ${sql(`public.${table}`)} set received_at = merged_at + case ascii(substr(id::text, 36)) % 3
        when 0 then interval '2 seconds' when 1 then interval '31 minutes' else interval '62 minutes' end
      where event_id = ${night.eventId}`
  return night
}

/** Two names on a list of four heads; the third is on no list. */
async function makeList({ eventId }: Night): Promise<string[]> {
  const [list, ...names] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await db().sql`
    insert into public.guest_lists (id, event_id, name, quota, overbook, most_plus) values (${list}, ${eventId}, 'DJ Sol', 4, true, 30)`
  for (const [nth, id] of names.slice(0, 2).entries())
    await db().sql`
      insert into public.list_entries (id, event_id, list_id, name, name_key, plus)
      values (${id}, ${eventId}, ${list}, ${`Guest ${nth}`}, ${`guest ${nth}`}, 2)`
  return names
}

const soldOut = (error: Error) => expect(error.message).toBe('sold_out')

/** Six seats are left beside those of the shop: two on each phone. */
async function fillPhones(night: Night, phones: readonly Phone[]): Promise<StockTicket[]> {
  await setDoor(db().sql, manager, night, [
    { id: night.general, price: '20.00', stock: 1 },
    { id: night.vip, price: '60.50', stock: 1 },
  ])
  const stocks: StockTicket[] = []
  for (const phone of phones) stocks.push(...(await fillStock(db().sql, phone, night)))
  return stocks
}

type Beside = { names: readonly string[]; carried: readonly StockTicket[]; sold: readonly string[] }

/** What the same doorman does besides, a few seconds later. */
function actBeside(
  { minute, ticket, phone }: GeneratedScan,
  { names, carried, sold }: Beside,
): ActContent {
  const heads = ticket % 3 === 0 ? -1 : 1
  const passed = ticket % 2 === 0
  const words = minute % 4 === 0 ? 'Sandals' : ''
  const written = { place: 'Bar', words: 'Glass broken', minutes_ago: 3 }
  const acts: ActContent[] = [
    { kind: 'incident', payload: { what: 'incident', ...written } },
    { kind: 'count', payload: { heads } },
    { kind: 'refusal', payload: { cause: passed ? 'no_id' : 'dress', words } },
    { kind: 'age_check', payload: { how: 'eye', rule: 'age', passed, min_age: 18 } },
    ...names.map((entry_id): ActContent => {
      const payload = { entry_id, heads: heads * ((minute % 3) + 1), paid: '10.00' }
      return { kind: 'list_arrival', payload }
    }),
    {
      kind: 'drawer',
      payload: { step: passed ? 'open' : 'close', amount: `${minute}.50`, by: 'Ana' },
    },
    // Mostly of its own stock, now and then sold before, another phone's, or two at once.
    ...[0, 1, 2].map((more): ActContent => {
      const own = carried.slice(phone * 2, phone * 2 + 2)
      const [one = own[0], two] = [[...own, ...carried][ticket], own[more]]
      const tickets = [...new Set([one, ...(more === 2 ? [two] : [])])].flatMap(
        (t) => t?.ticket_id ?? [],
      )
      const paid = minute % 2 === 0 ? 'cash' : 'terminal'
      return {
        kind: 'walk_up',
        payload: { tickets, type: one?.type ?? 'GA', price: '20.00', paid },
      }
    }),
    ...sold.slice(-2).map((walk_up): ActContent => {
      return { kind: 'walk_up_undo', payload: { walk_up, after_ms: 4000 } }
    }),
  ]
  return acts[minute % acts.length] as ActContent
}

/** What a doorman did about a scan of the same phone, four seconds later. */
const answerTo = (about: ScanRecord, answer: NonNullable<GeneratedScan['answer']>) => ({
  ...{ verdict: answer, refers_to: about.id, after_ms: 4000, ticket_id: about.ticket_id },
  ...{ scanned_at: about.scanned_at + 4000, direction: about.direction },
  ...(answer === 'override' && { override_by: randomUUID(), override_reason: 'Knows the DJ' }),
})

const generatedScan = fc.record({
  answer: fc.option(fc.constantFrom('undo', 'undo', 'let_in', 'turned_away', 'override'), {
    freq: 3,
  }),
  phone: fc.nat(2),
  turn: fc.nat(2),
  ticket: fc.nat(10),
  gate: fc.nat(2),
  minute: fc.nat(90),
  offline: fc.boolean(),
  verdict: fc.constantFrom(
    ...(['admit', 'admit', 'admit', 'readmit', 'exit', 'exit', 'already_used', 'forged'] as const),
  ),
  uncertaintyMs: fc.constantFrom(15, 400, 30_000, 90_000),
})
type GeneratedScan = typeof generatedScan extends fc.Arbitrary<infer T> ? T : never

describe('the record of a night', () => {
  it('before anything happened has every part, all noughts, and each can be read', async () => {
    const night = await makeNight(db().sql)
    const { parts, record, is_over } = await read(night)
    expect({ record, is_over }).toEqual({ record: null, is_over: false })
    const names = await db().sql`select part from internal.record_parts`
    expect(Object.keys(parts).sort()).toEqual(names.map(({ part }) => part).sort())
    for (const section of sectionsOf(parts))
      expect(section.empty[0], section.part).not.toMatch(/can’t show/)
  })

  it('equals a recount from the raw facts in every figure, whatever was scanned, late and twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(generatedScan, { minLength: 25, maxLength: 60 }),
        async (generated) => {
          const night = await generatedNight(generated)
          const { parts } = await read(night)
          const counted = await recountRecord(db().sql, night.eventId)
          expect(Object.keys(parts)).toEqual(expect.arrayContaining(Object.keys(counted)))
          for (const [part, figures] of Object.entries(counted))
            expect(unordered(parts[part]), part).toEqual(unordered(figures))
          const [told] = await db().sql`
            select count(*)::int as scans from public.scans where event_id = ${night.eventId}`
          expect(told?.scans).toBe(generated.length)
        },
      ),
      { numRuns: 8, endOnFailure: true },
    )
  })
})

describe('the shift', () => {
  it('names who paired, who revoked, and which staff acted on the night', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night, { name: 'Lost' })
    await callAs(sql, manager, 'revoke_device($1)', phone.deviceId)
    const { shift } = (await read(night)).parts as { shift: Record<string, object[]> }
    expect(shift.phones).toEqual([
      expect.objectContaining({ phone: 'Lost', paired_by: 'Ana', revoked_by: 'Ana', facts: 0 }),
    ])
    // Whoever paired it; a revocation is of a phone and of no night.
    expect(shift.staff).toEqual([
      expect.objectContaining({ name: 'Ana', role: 'manager', acts: 1 }),
    ])
  })
})

async function overNight(): Promise<{ night: Night; phone: Phone; tickets: string[] }> {
  const { sql } = db()
  const night = await makeNight(sql, { doorsInHours: -12, endsInHours: -2 })
  const phone = await makePhone(sql, night, { gateId: night.mainGate })
  await sql`update public.events set ends_at = now() + interval '1 hour' where id = ${night.eventId}`
  const tickets = await buy(sql, night, { lines: [{ ticket_type: 'GA', quantity: 4 }] })
  await sql`update public.events set ends_at = now() - interval '2 hours' where id = ${night.eventId}`
  await push(sql, phone, [scanOf(night, String(tickets[0]))])
  return { night, phone, tickets: tickets.map(String) }
}

/** As the functions do it. */
async function seal(recordId: string | null) {
  const service = { role: 'service_role' } as const
  const waiting = await callAs(db().sql, service, 'records_to_seal($1, 5)', recordId)
  for (const content of waiting as SealedContent[]) {
    const key = { kid: 'K9', sign: (m: Uint8Array) => ed25519Noble.sign(seed, m) }
    const { text, seal: made } = await sealRecord(content, key)
    const args = [text, made.manifest, made.sha256, made.kid, made.signature]
    await callAs(db().sql, service, 'keep_seal($1, $2, $3, $4, $5)', ...args)
  }
  return (waiting as SealedContent[]).map(({ id }) => id)
}

const sealNight = async (night: Night, caller: Caller = manager): Promise<string> => {
  const { record_id } = await callAs(db().sql, caller, 'seal_night($1)', night.eventId)
  return record_id
}

describe('sealing', () => {
  it('waits until the night is over', async () => {
    const night = await makeNight(db().sql)
    expect(await refusal(sealNight(night))).toMatchObject({ message: 'night_not_over' })
    const draft = await makeNight(db().sql, { status: 'draft', endsInHours: 0 })
    expect(await refusal(sealNight(draft))).toMatchObject({ message: 'event_not_found' })
  })

  it('writes the record down once, whoever asks and however often, and logs it once', async () => {
    const { night } = await overNight()
    const other = await makeManager(db().sql, 'admin')
    const ids = await Promise.all([sealNight(night), sealNight(night, other), sealNight(night)])
    expect(new Set(ids).size).toBe(1)
    const log = await db().sql`
      select action from public.audit_log where event_id = ${night.eventId} and action = 'seal_record'`
    expect(log).toHaveLength(1)
  })

  it('makes a record that whoever has the public key can check', async () => {
    const { night } = await overNight()
    const id = await sealNight(night)
    expect((await read(night)).record).toMatchObject({ seal: null })
    await seal(id)
    const { record, changed, parts } = await read(night)
    if (record?.seal == null) throw new Error('not sealed')
    const publicKey = decoded(record.seal.public_key) as Uint8Array
    const content = record.content as SealedContent
    const by = { publicKey, verifier: ed25519Noble }
    expect(await checkRecord({ content, seal: record.seal }, by)).toEqual({ is: 'unchanged' })
    expect(record.content.parts).toEqual(parts)
    expect(record.content.asked_by).toEqual({ name: 'Ana', role: 'manager' })
    expect(changed).toEqual([])
    expect(await seal(id)).toEqual([])
  })

  it('takes no seal of another text, hash or key', async () => {
    const { night } = await overNight()
    const id = await sealNight(night)
    const service = { role: 'service_role' } as const
    const [content] = await callAs(db().sql, service, 'records_to_seal($1, 5)', id)
    const key = { kid: 'K9', sign: (m: Uint8Array) => ed25519Noble.sign(seed, m) }
    const { text, seal: made } = await sealRecord(content, key)
    const forged = await sealRecord({ ...content, parts: {} }, key)
    const good = { text, ...made }
    for (const bad of [
      { ...good, text: forged.text, sha256: forged.seal.sha256 },
      { ...good, sha256: forged.seal.sha256 },
      { ...good, manifest: forged.seal.manifest },
      { ...good, kid: 'ZZ' },
      { ...good, text: 'no JSON' },
    ]) {
      const args = [bad.text, bad.manifest, bad.sha256, bad.kid, bad.signature]
      const kept = callAs(db().sql, service, 'keep_seal($1, $2, $3, $4, $5)', ...args)
      expect(await refusal(kept)).toMatchObject({ message: 'invalid_request' })
    }
  })

  it('is done by the worker for a night that nobody sealed for three days', async () => {
    const { night } = await overNight()
    const { sql } = db()
    await seal(null)
    expect((await read(night)).record).toBeNull()
    await sql`
      update public.events set event_date = now() - interval '83 hours', doors_open_at = now() - interval '83 hours', admits_from = null,
        ends_at = now() - interval '73 hours' where id = ${night.eventId}`
    expect(await seal(null)).toHaveLength(1)
    expect((await read(night)).record?.content.asked_by).toBeNull()
  })

  it('can be changed by nobody, not even the owner of the database', async () => {
    const { night } = await overNight()
    const id = await sealNight(night)
    await seal(id)
    const { sql } = db()
    for (const statement of [
      `update public.night_records set content = '{}' where id = '${id}'`,
      `delete from public.night_records where id = '${id}'`,
      `update public.night_record_seals set sha256 = repeat('0', 64) where record_id = '${id}'`,
      `delete from public.night_record_seals where record_id = '${id}'`,
    ])
      expect(await refusal(sql.unsafe(statement)), statement).toMatchObject({
        message: 'not_allowed',
      })
  })
})

describe('a correction', () => {
  const correct = (record: string, words: string, id = randomUUID(), caller: Caller = manager) =>
    callAs(db().sql, caller, 'correct_record($1, $2, $3)', id, record, words)

  it('is added to the sealed record with what there is to say and what the facts tell otherwise', async () => {
    const { night, phone, tickets } = await overNight()
    const id = await sealNight(night)
    await seal(id)
    // A phone that was forgotten in a drawer.
    await push(db().sql, phone, [scanOf(night, String(tickets[1]), { offline: true })])
    expect((await read(night)).changed).toEqual(['doors', 'heads', 'outages', 'shift', 'tickets'])
    const { record_id } = await correct(id, 'The phone of the VIP door was found on Monday.')
    await seal(record_id)
    const { record, corrections, changed, parts } = await read(night)
    expect(changed).toEqual([])
    expect(record?.content.parts).not.toEqual(parts)
    expect(corrections).toEqual([
      expect.objectContaining({
        content: expect.objectContaining({
          kind: 'correction',
          words: 'The phone of the VIP door was found on Monday.',
          corrects: { id, sha256: record?.seal?.sha256 },
        }),
        seal: expect.objectContaining({ kid: 'K9' }),
      }),
    ])
    expect({ ...record?.content.parts, ...corrections[0]?.content.parts }).toEqual(parts)
  })

  it('is added once however often it is sent, needs words, and a record that is sealed', async () => {
    const { night } = await overNight()
    const id = await sealNight(night)
    expect(await refusal(correct(id, 'x'))).toMatchObject({ message: 'not_found' })
    await seal(id)
    const correction = randomUUID()
    await correct(id, ' Twelve coats were lost. ', correction)
    await correct(id, 'Twelve coats were lost.', correction)
    expect((await read(night)).corrections).toHaveLength(1)
    expect(await refusal(correct(id, 'Other words', correction))).toMatchObject({
      message: 'client_key_conflict',
    })
    expect(await refusal(correct(id, '  '))).toMatchObject({ message: 'invalid_request' })
    expect(await refusal(correct(correction, 'of a correction'))).toMatchObject({
      message: 'not_found',
    })
    const log = await db().sql`
      select reason from public.audit_log where event_id = ${night.eventId} and action = 'correct_record'`
    expect(log.map(({ reason }) => reason)).toEqual(['Twelve coats were lost.'])
  })

  it('and the record are read by managers only', async () => {
    const { night } = await overNight()
    const frontDesk = await makeManager(db().sql, 'front_desk')
    expect(await refusal(read(night, frontDesk))).toMatchObject({ message: 'not_allowed' })
    const rows = await actAs(db().sql, frontDesk, (tx) => tx`select from public.night_records`)
    expect(rows).toHaveLength(0)
  })
})

describe('incidents', () => {
  it('are told where and when they happened, in the words of whoever wrote them', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night, { name: 'Door 1' })
    const written = { place: 'Bar', words: 'Glass broken, nobody hurt', minutes_ago: 15 }
    const removal = { what: 'removal', place: '', words: 'Fighting', minutes_ago: 0 } as const
    await pushActs(sql, phone, [
      actOf(night, { kind: 'incident', payload: removal }, { gate_id: night.vipGate }),
      actOf(night, { kind: 'incident', payload: { what: 'incident', ...written } }),
    ])
    await callAs(sql, manager, 'revoke_device($1)', phone.deviceId)
    await pushActs(sql, phone, [
      actOf(night, { kind: 'incident', payload: removal }, { acted_at: Date.now() + 30_000 }),
    ])
    const acts = await sql`
      select payload, merged_at, after_revocation from public.door_acts where event_id = ${night.eventId}`
    const { incidents } = (await read(night)).parts.incidents as { incidents: object[] }
    // A second count: every act, in the order of when it says that it happened.
    const told = acts
      .map(({ payload, merged_at, after_revocation }) => ({
        ...{ what: payload.what, place: payload.place, words: payload.words, after_revocation },
        at: merged_at.getTime() - payload.minutes_ago * 60_000,
      }))
      .sort((a, b) => a.at - b.at)
    expect(incidents).toHaveLength(3)
    expect(incidents).toEqual(told.map((one) => expect.objectContaining(one)))
    expect(incidents[0]).toMatchObject({ at: TEN_MS - 15 * 60_000, gate: 'Main', phone: 'Door 1' })
    expect(incidents[1]).toMatchObject({ what: 'removal', gate: 'VIP', after_revocation: false })
  })
})

describe('age checks', () => {
  it('are counted by how, rule and answer, and name nobody', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night)
    const check = (passed: boolean, how: 'eye' | 'licence' = 'eye') =>
      actOf(night, { kind: 'age_check', payload: { how, passed, rule: 'age', min_age: 21 } })
    await pushActs(sql, phone, [check(true), check(false), check(true), check(true, 'licence')])
    const { age_checks } = (await read(night)).parts
    const row = (how: string, passed: boolean, total: number) => ({
      ...{ how, rule: 'age', passed, min_age: 21, total },
    })
    expect(age_checks).toEqual({
      checks: [row('eye', true, 2), row('eye', false, 1), row('licence', true, 1)],
    })
  })
})

describe('refusals by hand', () => {
  it('are counted by cause and gate, with the words that were written', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night, { name: 'Door 1' })
    const refusal = (cause: 'no_id' | 'dress', words: string, minute: number) =>
      actOf(
        night,
        { kind: 'refusal', payload: { cause, words } },
        { acted_at: TEN_MS + minute * 60_000 },
      )
    await pushActs(sql, phone, [
      refusal('no_id', '', 1),
      refusal('dress', 'Sandals', 2),
      refusal('no_id', '', 9),
    ])
    const { hand_refusals, shift } = (await read(night)).parts
    const at = (minute: number) => TEN_MS + minute * 60_000
    expect(hand_refusals).toEqual({
      causes: [
        { cause: 'dress', gate: 'Main', total: 1, first_at: at(2), last_at: at(2) },
        { cause: 'no_id', gate: 'Main', total: 2, first_at: at(1), last_at: at(9) },
      ],
      words: [{ at: at(2), cause: 'dress', words: 'Sandals', gate: 'Main', phone: 'Door 1' }],
    })
    expect(shift).toMatchObject({ phones: [{ facts: 3, refused: 3, admitted: 0 }] })
  })
})

describe('heads counted by hand', () => {
  it('are heads of the house, in the quarter in which they were counted', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night, { name: 'Door 1', gateId: night.mainGate })
    const quarter = Math.floor(TEN_MS / 900_000) * 900_000
    const act = (heads: 1 | -1, minute: number) =>
      actOf(night, counted(heads), { acted_at: quarter + minute * 60_000 })
    await pushActs(sql, phone, [act(1, 1), act(1, 2), act(-1, 20), act(1, 40)])
    const { heads } = (await read(night)).parts as Record<string, Record<string, unknown>>
    expect(heads).toMatchObject({ inside_at_end: 2, fullest: { people: 2 } })
    const quarters = heads?.quarters as { people: number }[]
    expect(quarters.map(({ people }) => people)).toEqual([2, 1, 2])
  })
})

describe('guest lists', () => {
  it('are told by list with what came, and their heads are heads of the house, as a recount of the acts says', async () => {
    const { sql } = db()
    const night = await makeNight(sql)
    const phone = await makePhone(sql, night, { name: 'Door 1', gateId: night.mainGate })
    const [list, ana, beto] = [randomUUID(), randomUUID(), randomUUID()]
    await sql`
      insert into public.guest_lists (id, event_id, name, quota, most_plus) values (${list}, ${night.eventId}, 'DJ Sol', 4, 30)`
    for (const [id, name, plus] of [
      [ana, 'Ana', 1],
      [beto, 'Beto', 3],
    ] as const)
      await sql`
        insert into public.list_entries (id, event_id, list_id, name, name_key, plus)
        values (${id}, ${night.eventId}, ${list}, ${name}, internal.name_key(${name}), ${plus})`
    const came = (entry_id: string, heads: number, minute: number, paid = '0.00') =>
      actOf(
        night,
        { kind: 'list_arrival', payload: { entry_id, heads, paid } },
        { acted_at: TEN_MS + minute * 60_000 },
      )
    await pushActs(sql, phone, [
      came(ana, 3, 1, '10.00'),
      came(ana, -1, 2, '10.00'),
      came(beto, 3, 20),
      came(randomUUID(), 1, 40),
    ])
    const { lists, heads } = (await read(night)).parts as Record<string, Record<string, unknown>>
    expect(lists).toEqual({
      lists: [{ list: 'DJ Sol', promoter: null, quota: 4, allowed: 6, arrived: 5, paid: '20.00' }],
      unknown: 1,
      excess: [expect.objectContaining({ list: 'DJ Sol', what: 'quota', excess: 1, gate: 'Main' })],
    })
    expect(heads).toMatchObject({ inside_at_end: 6, fullest: { people: 6 } })
    const quarters = heads?.quarters as { people: number }[]
    expect(quarters.at(-1)?.people).toBe(6)
  })
})

describe('a raised limit', () => {
  it('is told with who raised it, when, from and to how many, as the audit log says on its own', async () => {
    const { sql } = db()
    const night = await makeNight(sql, { venueCapacity: 500 })
    const owner = await makeManager(sql, 'admin')
    await sql`update public.staff_members set name = 'Olga' where user_id = ${owner.userId}`
    const raise = (who: Caller, people: number) =>
      callAs(sql, who, 'raise_limit($1, $2)', night.eventId, people)
    await raise(manager, 550)
    await raise(owner, 580)
    await raise(manager, 500)
    // Edited on Monday: what was allowed on the night stays what it was.
    await sql`update public.events set venue_capacity = 400 where id = ${night.eventId}`
    const logged = await sql`
      select round(extract(epoch from a.at) * 1000)::float8 as at, m.name, a.detail from public.audit_log a join public.staff_members m on m.user_id = a.actor
      where a.event_id = ${night.eventId} and a.action = 'raise_limit' order by a.id`
    const { limits } = (await read(night)).parts
    const changes = [
      { by: 'Ana', from: 500, to: 550 },
      { by: 'Olga', from: 550, to: 580 },
      { by: 'Ana', from: 580, to: 500 },
    ]
    expect(limits).toEqual({
      raises: logged.map(({ at, name, detail }) => ({
        ...{ at, by: name, from: detail.from, to: detail.to },
      })),
    })
    expect(limits).toMatchObject({ raises: changes })
  })
})
