// What people at the door decide: ambers answered, greens taken back, verdicts overruled by a manager's PIN.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { pull, push, scanOf, ticketRow } from './support/scan.ts'
import { buy, newTicketId } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

type Scan = ReturnType<typeof scanOf>

const db = testDatabase()
const nowMs = Math.floor(Date.now() / 60_000) * 60_000
let manager: Caller & { userId: string }

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

const live = async ({ eventId }: Night) => {
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`select public.event_live(${eventId}) as answer`,
  )
  return row?.answer
}

const staffId = async ({ userId }: { userId: string }) => {
  const [row] = await db().sql`select id from public.staff_members where user_id = ${userId}`
  return String(row?.id)
}

type Door = { night: Night; phone: Phone; ticket: string }

async function door(): Promise<Door> {
  const night = await makeNight(db().sql)
  const phone = await makePhone(db().sql, night)
  const [ticket] = await buy(db().sql, night)
  return { night, phone, ticket: String(ticket) }
}

const ago = (seconds: number) => ({ scanned_at: nowMs - seconds * 1000 })
const wordOf = async ({ night, phone }: Door, ticketId: string) =>
  (await pull(db().sql, phone, night)).rows.find((row: unknown[]) => row[0] === ticketId)

describe('a green that was taken back', () => {
  it('frees the ticket for every phone and every figure, in whichever order the two arrive', async () => {
    for (const undoFirst of [false, true]) {
      const { night, phone, ticket } = await door()
      const green = scanOf(night, ticket, ago(60))
      const undo = { ...scanOf(night, ticket, ago(55)), verdict: 'undo' as const }
      const back = { ...undo, refers_to: green.id, after_ms: 5000 }
      const batches = undoFirst ? [[back], [green]] : [[green], [back]]
      for (const batch of batches) await push(db().sql, phone, batch)
      expect(await ticketRow(db().sql, ticket)).toMatchObject({ presence: 'never', is_used: false })
      expect(await live(night)).toMatchObject({ inside: 0, people_inside: 0, admitted: 0 })
      expect((await wordOf({ night, phone, ticket }, ticket))?.slice(3, 7)).toEqual([
        ...['issued', 'never', null, null],
      ])
      const again = await push(db().sql, phone, [green, back, scanOf(night, ticket, ago(50))])
      expect(again.map(({ result }) => result)).toEqual(['undone', 'undo', 'entry'])
      expect(await live(night)).toMatchObject({ inside: 1, people_inside: 1, admitted: 1 })
      const counts = await db().sql`
        select (select count(*) from (select * from internal.event_recount where event_id = ${night.eventId}
          except select event_id, key, entered, inside from public.event_counts) d)::int as differ`
      expect(counts[0]?.differ).toBe(0)
    }
  })

  it('leaves nobody inside on a ticket that the server does not know', async () => {
    const { night, phone } = await door()
    const green = scanOf(night, newTicketId(night), { verdict: 'admit_unsynced', ...ago(60) })
    await push(db().sql, phone, [green])
    expect(await live(night)).toMatchObject({ people_inside: 1 })
    const undo = scanOf(night, green.ticket_id, {
      verdict: 'undo',
      refers_to: green.id,
      after_ms: 9,
    })
    await push(db().sql, phone, [undo])
    expect(await live(night)).toMatchObject({ people_inside: 0 })
  })

  it('stays let in when another phone says so', async () => {
    const { night, phone, ticket } = await door()
    const other = await makePhone(db().sql, night)
    const green = scanOf(night, ticket, ago(60))
    await push(db().sql, phone, [green])
    const undo = scanOf(night, ticket, { verdict: 'undo', refers_to: green.id, after_ms: 9 })
    await push(db().sql, other, [undo])
    expect(await ticketRow(db().sql, ticket)).toMatchObject({ entry_scan_id: green.id })
  })
})

describe('an amber', () => {
  it('that was answered is told by its answer, and one that nobody answered stays a refusal', async () => {
    const { night, phone, ticket } = await door()
    const tickets = [ticket, ...(await buy(db().sql, night))]
    const ambers = tickets.map((id, nth) =>
      scanOf(night, String(id), { verdict: 'unverified', ...ago(90 - nth) }),
    )
    const answer = (nth: number, verdict: 'let_in' | 'turned_away') =>
      scanOf(night, String(tickets[nth]), {
        ...{ verdict, refers_to: ambers[nth]?.id ?? null, after_ms: 4000 },
        ...ago(80 - nth),
      })
    await push(db().sql, phone, [...ambers, answer(0, 'let_in'), answer(1, 'turned_away')])
    const told = await live(night)
    expect(told).toMatchObject({ inside: 1, people_inside: 1 })
    expect(told.refusals.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'turned_away',
      'unverified',
    ])
    expect(told.refusal_causes).toMatchObject([{ total: 1 }, { total: 1 }])
    expect(told.decisions).toMatchObject([
      { kind: 'let_in', about: 'unverified', ticket_id: tickets[0], by: null, undone: false },
    ])
  })
})

describe('an override', () => {
  const overrule = (night: Night, ticket: string, by: string): [Scan, Scan] => {
    const red = scanOf(night, ticket, { verdict: 'wrong_gate', ...ago(30) })
    const override = scanOf(night, ticket, {
      ...{ verdict: 'override', refers_to: red.id, override_by: by, after_ms: 12_000 },
      ...{ override_reason: 'VIP line is closed', ...ago(18) },
    })
    return [red, override]
  }

  it('that was taken back leaves its red a refusal, of a ticket that nobody knows too', async () => {
    const { night, phone } = await door()
    const stranger = newTicketId(night)
    const [red, override] = overrule(night, stranger, await staffId(manager))
    await push(db().sql, phone, [{ ...red, verdict: 'unknown_ticket' }, override])
    expect((await live(night)).refusal_causes).toEqual([])
    const undo = scanOf(night, stranger, {
      ...{ verdict: 'undo', refers_to: override.id, after_ms: 3000 },
      ...ago(15),
    })
    await push(db().sql, phone, [undo])
    const told = await live(night)
    expect(told).toMatchObject({
      people_inside: 0,
      decisions: [{ kind: 'undo' }, { undone: true }],
    })
    expect(told.refusal_causes).toMatchObject([{ verdict: 'unknown_ticket', total: 1 }])
  })

  it('says who and why, once, and its red is no refusal any more', async () => {
    const { night, phone, ticket } = await door()
    const scans = overrule(night, ticket, await staffId(manager))
    await push(db().sql, phone, scans)
    await push(db().sql, phone, scans)
    const told = await live(night)
    expect(told).toMatchObject({ inside: 1, people_inside: 1, refusals: [] })
    expect(told.decisions).toHaveLength(1)
    expect(told.decisions[0]).toMatchObject({
      ...{ kind: 'override', about: 'wrong_gate', reason: 'VIP line is closed' },
      ...{ by: 'Ana', allowed: true },
    })
  })

  it.each([
    ['a stranger', async () => randomUUID()],
    ['the front desk', async () => staffId(await makeManager(db().sql, 'front_desk'))],
    [
      'a manager who left',
      async () => {
        const id = await staffId(await makeManager(db().sql))
        await db().sql`update public.staff_members set active = false where id = ${id}`
        return id
      },
    ],
  ])('by %s counts, since the guest is inside, and is marked', async (_who, by) => {
    const { night, phone, ticket } = await door()
    await push(db().sql, phone, overrule(night, ticket, await by()))
    const told = await live(night)
    expect(told).toMatchObject({ inside: 1, decisions: [{ kind: 'override', allowed: false }] })
  })
})

describe('the PIN of a manager', () => {
  const SALT = Buffer.alloc(16, 7).toString('base64url')
  const HASH = Buffer.alloc(32, 9).toString('base64url')
  const setPin = (caller: Caller, salt = SALT, hash = HASH, iterations = 600_000) =>
    actAs(
      db().sql,
      caller,
      (tx) => tx`select public.set_door_pin(${salt}, ${hash}, ${iterations}) as answer`,
    )

  it('comes to phones with the list as its hash, and goes when it is removed or its manager leaves', async () => {
    const { night, phone } = await door()
    const boss = await makeManager(db().sql)
    const id = await staffId(boss)
    const told = async () =>
      (await pull(db().sql, phone, night)).managers.filter((one: { id: string }) => one.id === id)
    await setPin(boss)
    const pin = { id, name: 'Ana', salt: SALT, hash: HASH, iterations: 600_000 }
    expect(await told()).toEqual([pin])
    await db().sql`update public.staff_members set active = false where id = ${id}`
    expect(await told()).toEqual([])
    await db().sql`update public.staff_members set active = true where id = ${id}`
    await actAs(db().sql, boss, (tx) => tx`select public.remove_door_pin()`)
    expect(await told()).toEqual([])
    const log = await db().sql`
      select action, detail from public.audit_log where detail ->> 'staff_id' = ${id} order by 1 desc`
    expect(log.map(({ action }) => action)).toEqual(['set_door_pin', 'remove_door_pin'])
    expect(JSON.stringify(log)).not.toContain(HASH)
  })

  it.each([
    ['a short salt', SALT.slice(1), HASH, 600_000],
    ['no base64url', `${SALT.slice(1)}!`, HASH, 600_000],
    ['a short hash', SALT, HASH.slice(1), 600_000],
    ['few iterations', SALT, HASH, 599_999],
  ])('is not kept with %s', async (_name, salt, hash, iterations) => {
    const refused = refusal(setPin(manager, salt, hash, iterations))
    expect(await refused).toMatchObject({ message: 'invalid_request' })
  })
})

it('a ticket knows which of its order it is, and its replacement keeps that place', async () => {
  const { night, phone } = await door()
  const four = await buy(db().sql, night, {
    lines: [
      { ticket_type: 'VIP', quantity: 1 },
      { ticket_type: 'GA', quantity: 3 },
    ],
  })
  const rows = (await pull(db().sql, phone, night)).rows
  const places = four.map((id) => rows.find((row: unknown[]) => row[0] === id)?.slice(12))
  expect(places.sort()).toEqual([
    [1, 4],
    [2, 4],
    [3, 4],
    [4, 4],
  ])
  const [alone] = await buy(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
  const row = (await pull(db().sql, phone, night)).rows.find((one: unknown[]) => one[0] === alone)
  expect(row.slice(12)).toEqual([null, null])
  const next = newTicketId(night)
  await db().sql`
    select internal.replace_ticket(t, jsonb_build_object('ticket_id', ${next}::text, 'qr_code_data', ${next}::text || '.VIP.K1'), 'Lost')
    from public.tickets t where t.ticket_id = ${String(rows.find((one: unknown[]) => one[12] === 1 && one[13] === 4)?.[0])}`
  const [kept] = await db().sql`
    select order_position, order_size from public.tickets where ticket_id = ${next}`
  expect(kept).toEqual({ order_position: 1, order_size: 4 })
})
