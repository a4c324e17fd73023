// Who can see and do what, tested against the database itself, role by role.
import { randomUUID } from 'node:crypto'
import { ACTIONS, type Action, may, ROLES } from '@maguey/wire/actions'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAsAndForget, type Caller, refusal } from './support/act-as.ts'
import { allowedGrants, everyTable, staffFunctions } from './support/allowed-grants.ts'
import { makeManager, makeNight, makePhone, type Night, type Phone } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { buy, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const anon: Caller = { role: 'anon' }
let night: Night
let draft: Night
let phone: Phone
let manager: Caller
let customer: Caller
let stranger: Caller
let frontDesk: Caller
let admin: Caller
let formerManager: Caller

async function signUp(email: string, confirmed = true): Promise<Caller> {
  const [row] = await db()
    .sql`select internal.create_sign_in(${email}, 'long enough password') as id`
  if (!confirmed)
    await db().sql`update auth.users set email_confirmed_at = null where id = ${row?.id}`
  return { role: 'authenticated', userId: String(row?.id) }
}

beforeAll(async () => {
  const { sql } = db()
  night = await makeNight(sql)
  draft = await makeNight(sql, { status: 'draft' })
  phone = await makePhone(sql, night)
  manager = await makeManager(sql)
  frontDesk = await makeManager(sql, 'front_desk')
  admin = await makeManager(sql, 'admin')
  const former = await makeManager(sql)
  await sql`update public.staff_members set active = false where user_id = ${former.userId}`
  formerManager = former
  customer = await signUp('lucia@example.com')
  stranger = await signUp('other@example.com')
  const [ticket] = await buy(sql, night)
  await hold(sql, night, { customer: { email: 'other@example.com', name: 'Other' } })
  await push(sql, phone, [scanOf(night, String(ticket))])
})

const sees = async (caller: Caller, table: string, column = '1') =>
  (
    await actAsAndForget(db().sql, caller, (tx) =>
      tx.unsafe(`select ${column} from public.${table}`),
    )
  ).length

describe('the public', () => {
  it('reads events and types that are published, and no draft', async () => {
    const slugs = await actAsAndForget(db().sql, anon, (tx) => tx`select slug from public.events`)
    expect(slugs.map((row) => row.slug)).toEqual([night.slug])
    expect(await sees(anon, 'ticket_types')).toBe(2)
    const availability = actAsAndForget(
      db().sql,
      anon,
      (tx) => tx`select public.event_availability(${draft.slug})`,
    )
    expect(await refusal(availability)).toMatchObject({ code: 'PT404', message: 'event_not_found' })
  })

  it.each(
    everyTable.filter((table) => !['events', 'ticket_releases', 'ticket_types'].includes(table)),
  )('may not read %s', async (table) => {
    expect(await refusal(sees(anon, table))).toMatchObject({ code: '42501' })
  })
})

describe('nobody but functions writes', () => {
  it.each(everyTable)('%s', async (table) => {
    for (const caller of [anon, customer, phone, manager, { role: 'service_role' } as const]) {
      for (const statement of [
        `insert into public.${table} default values`,
        `delete from public.${table}`,
        `truncate public.${table}`,
      ]) {
        const attempt = actAsAndForget(db().sql, caller, (tx) => tx.unsafe(statement))
        expect(await refusal(attempt), `${caller.role}: ${statement}`).toMatchObject({
          code: '42501',
        })
      }
    }
  })

  it('not even the counters, the status of an order or the presence of a guest', async () => {
    for (const statement of [
      'update public.events set taken = 0',
      "update public.orders set status = 'completed'",
      "update public.tickets set status = 'issued'",
      "update public.staff_members set role = 'admin'",
      'update public.devices set revoked_at = null',
    ]) {
      for (const caller of [anon, customer, phone, manager]) {
        const attempt = actAsAndForget(db().sql, caller, (tx) => tx.unsafe(statement))
        expect(await refusal(attempt), `${caller.role}: ${statement}`).toMatchObject({
          code: '42501',
        })
      }
    }
  })
})

describe('a customer', () => {
  it('sees the orders, lines and tickets of their verified e-mail', async () => {
    expect(await sees(customer, 'orders', 'id')).toBe(1)
    expect(await sees(customer, 'order_lines')).toBe(1)
    expect(await sees(customer, 'tickets')).toBe(2)
  })

  it('sees nobody else’s', async () => {
    expect(await sees(stranger, 'orders', 'id')).toBe(1)
    expect(await sees(stranger, 'tickets')).toBe(0)
  })

  it('whose e-mail is not confirmed sees nothing', async () => {
    await db()
      .sql`update auth.users set email_confirmed_at = null where email = 'other@example.com'`
    expect(await sees(stranger, 'orders', 'id')).toBe(0)
    await db()
      .sql`update auth.users set email_confirmed_at = now() where email = 'other@example.com'`
  })

  it('does not see the link’s hash, the client key or the pay page', async () => {
    for (const column of [
      'token_hash',
      'client_key',
      'request_hash',
      'checkout_url',
      'stripe_checkout_session_id',
    ]) {
      expect(await refusal(sees(customer, 'orders', column)), column).toMatchObject({
        code: '42501',
      })
    }
  })

  it.each(['payments', 'scans', 'gates', 'devices', 'device_events', 'staff_members'])(
    'sees nothing in %s',
    async (table) => {
      expect(await sees(customer, table)).toBe(0)
    },
  )
})

describe('a door phone', () => {
  it('sees its own entry and no other table of the night', async () => {
    expect(await sees(phone, 'devices')).toBe(1)
    for (const table of [
      'orders',
      'tickets',
      'scans',
      'payments',
      'staff_members',
      'gates',
      'device_events',
    ]) {
      expect(await sees(phone, table, table === 'orders' ? 'id' : '1'), table).toBe(0)
    }
  })

  it('may do nothing of a manager’s', async () => {
    await managersWork(phone, 'not_staff')
  })
})

describe('staff', () => {
  it('a manager sees the night', async () => {
    for (const [table, rows] of [
      ['events', 2],
      ['tickets', 2],
      ['scans', 1],
      ['gates', 4],
      ['devices', 1],
      ['payments', 1],
    ] as const) {
      expect(await sees(manager, table), table).toBe(rows)
    }
    expect(await sees(manager, 'orders', 'id')).toBe(2)
    await managersWork(manager, null)
  })

  it('the front desk reads no table of guests or money, and does nothing of a manager’s', async () => {
    for (const table of ['tickets', 'scans', 'payments', 'audit_log', 'needs_person', 'settings'])
      expect(await sees(frontDesk, table), table).toBe(0)
    expect(await sees(frontDesk, 'orders', 'id')).toBe(0)
    await managersWork(frontDesk, 'not_allowed')
  })

  it('who left see nothing from that moment', async () => {
    expect(await sees(formerManager, 'tickets')).toBe(0)
    await managersWork(formerManager, 'not_staff')
  })
})

async function managersWork(caller: Caller, message: string | null) {
  const calls = [
    `select public.event_live('${night.eventId}')`,
    `select public.event_phones('${night.eventId}')`,
    `select public.create_pairing_code('{${night.eventId}}', null, 'Door')`,
    `select public.rename_device('${phone.deviceId}', 'New name')`,
    `select public.revoke_device('${phone.deviceId}')`,
  ]
  for (const call of calls) {
    const answer = await refusal(actAsAndForget(db().sql, caller, (tx) => tx.unsafe(call)))
    expect(answer?.message ?? null, call).toBe(message)
  }
}

describe('the service’s functions', () => {
  it.each([
    `select public.hold_tickets('x', '[]', '{}', 'k', 'h', 60)`,
    `select public.fulfil_order(gen_random_uuid(), '{}', '[]', null)`,
    `select public.order_view(gen_random_uuid(), '')`,
    `select public.claim_mails(1, 1)`,
    `select public.pair_device('AAAAAAAA', 'x')`,
    `select public.record_stripe_event('{}', '{}')`,
    `select public.register_signing_key('K1', 'x')`,
    `select public.take_rate_token('a', 'b', 1, 1)`,
    `select internal.create_sign_in('a@b.de', 'x')`,
    `select internal.ensure_staff_member('a@b.de', 'x', 'x', 'admin')`,
    `select internal.merge_tickets('{}')`,
  ])('are closed to everybody else: %s', async (call) => {
    for (const caller of [anon, customer, phone, manager]) {
      const attempt = actAsAndForget(db().sql, caller, (tx) => tx.unsafe(call))
      expect(await refusal(attempt)).toMatchObject({ code: '42501' })
    }
  })
})

describe('each role tries each function of the API', () => {
  type Reach = 'closed' | 'not_a_device' | 'not_staff' | 'not_allowed' | 'reached'
  const granted = (role: string) =>
    allowedGrants.flatMap(
      (grant) =>
        new RegExp(`^${role}: execute function public\\.(\\w+)$`).exec(grant)?.slice(1) ?? [],
    )
  const isScanner = (name: string) => name.startsWith('scanner_')
  const forAll = granted('anon')
  const signedIn = granted('authenticated')

  const actionOf = (name: string) =>
    (Object.keys(ACTIONS) as Action[]).find((action) => staffFunctions[action]?.includes(name))

  /** From the lists of grants and of actions: what anyone, a phone, and each staff role may do. */
  function expected(name: string, who: string): Reach {
    if (forAll.includes(name)) return 'reached'
    if (who === 'anon' || !signedIn.includes(name)) return 'closed'
    if (isScanner(name)) return who.endsWith('phone') ? 'reached' : 'not_a_device'
    return expectedOfStaff(name, who)
  }

  function expectedOfStaff(name: string, who: string): Reach {
    const role = ROLES.find((one) => one === who)
    if (role === undefined) return 'not_staff'
    const action = actionOf(name)
    return action === undefined || may(role, action) ? 'reached' : 'not_allowed'
  }

  async function reach(caller: Caller, call: string): Promise<Reach> {
    const answer = await refusal(actAsAndForget(db().sql, caller, (tx) => tx.unsafe(call)))
    if (answer?.code === '42501') return 'closed'
    return ['not_staff', 'not_allowed', 'not_a_device'].includes(answer?.message ?? '')
      ? (answer?.message as Reach)
      : 'reached'
  }

  it('and gets as far as the list of grants and the function itself let it', async () => {
    const revoked = await makePhone(db().sql, night)
    await db().sql`update public.devices set revoked_at = now() where id = ${revoked.deviceId}`
    const callers = {
      ...{ anon, customer, stranger, phone, 'revoked phone': revoked },
      ...{ front_desk: frontDesk, manager, admin, 'former manager': formerManager },
      // Somebody who signed up and says so of themselves, which Auth lets anybody write.
      'manager by claim': { ...stranger, metadata: { role: 'manager' } },
    }
    const functions = await db().sql`
      select p.proname as name, (select string_agg('null::' || format_type(u.type, null), ', ' order by u.n)
        from unnest(p.proargtypes::oid[]) with ordinality u (type, n)) as args
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
      order by 1`
    expect(functions.length).toBeGreaterThan(25)
    const wrong: string[] = []
    for (const { name, args } of functions) {
      for (const [who, caller] of Object.entries(callers)) {
        const found = await reach(caller, `select public.${name}(${args ?? ''})`)
        const wanted = expected(name, who)
        if (found !== wanted) wrong.push(`${who} calls ${name}: ${found}, not ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('by the same list of actions as the screens', async () => {
    const rows = await db().sql`select action, least_role from internal.actions`
    expect(Object.fromEntries(rows.map((row) => [row.action, row.least_role]))).toEqual(ACTIONS)
  })

  it('and what staff change stands in the audit log', async () => {
    // They change nothing that staff decide: one asks for a reading, one numbers receipts that are due, one rolls back.
    const silent = ['ask_for_balance', 'desk_receipts', 'preview_night_change']
    const rows = await db().sql<{ name: string; source: string; writes: boolean }[]>`
      select p.proname as name, p.prosrc as source, p.provolatile = 'v' and n.nspname = 'public' as writes
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'internal')`
    const sourceOf = new Map(rows.map(({ name, source }) => [name, source]))
    const logs = (name: string, seen = new Set<string>()): boolean => {
      if (seen.has(name)) return false
      seen.add(name)
      const source = sourceOf.get(name) ?? ''
      const called = [...source.matchAll(/\b(?:public|internal)\.(\w+)\(/g)].map(([, one]) => one)
      return called.includes('log_action') || called.some((one) => logs(String(one), seen))
    }
    const byStaff = rows.filter(
      ({ name, writes }) => writes && signedIn.includes(name) && !isScanner(name),
    )
    expect(byStaff.length).toBeGreaterThan(20)
    const unheard = byStaff.map(({ name }) => name).filter((name) => !logs(name))
    expect(unheard.sort()).toEqual(silent)
  })

  it('each under one action', () => {
    const listed = Object.values(staffFunctions).flat()
    expect(listed.length).toBe(new Set(listed).size)
  })
})

describe('the Realtime topic of an event', () => {
  /** As the Realtime server checks it: a row of the topic, read back by the listener. */
  const hears = async (caller: Caller, topic: string) => {
    const id = randomUUID()
    await db().sql`
      insert into realtime.messages (id, topic, extension, private) values (${id}, ${topic}, 'broadcast', true)`
    const rows = await actAsAndForget(db().sql, caller, async (tx) => {
      await tx`select set_config('realtime.topic', ${topic}, true)`
      return tx`select id from realtime.messages where id = ${id}`
    })
    return rows.length === 1
  }

  it('is heard by managers and by the phones of that event, and by nobody else', async () => {
    const topic = `event:${night.eventId}`
    const elsewhere = `event:${draft.eventId}`
    expect(await hears(manager, topic)).toBe(true)
    expect(await hears(phone, topic)).toBe(true)
    expect(await hears(phone, elsewhere)).toBe(false)
    expect(await hears(phone, 'event:')).toBe(false)
    expect(await hears(manager, 'secrets')).toBe(false)
    for (const caller of [anon, customer, frontDesk, formerManager])
      expect(await hears(caller, topic)).toBe(false)
  })

  it('is no longer heard by a revoked phone', async () => {
    const lost = await makePhone(db().sql, night)
    expect(await hears(lost, `event:${night.eventId}`)).toBe(true)
    await db().sql`update public.devices set revoked_at = now() where id = ${lost.deviceId}`
    expect(await hears(lost, `event:${night.eventId}`)).toBe(false)
  })

  it('is spoken on by nobody but the database', async () => {
    for (const caller of [anon, customer, phone, manager]) {
      const attempt = actAsAndForget(db().sql, caller, async (tx) => {
        await tx`select set_config('realtime.topic', ${`event:${night.eventId}`}, true)`
        await tx`insert into realtime.messages (topic, extension, private) values (${`event:${night.eventId}`}, 'broadcast', true)`
      })
      expect(await refusal(attempt)).toMatchObject({ code: '42501' })
    }
  })
})
