// Somebody who set up an authenticator does nothing with the password alone: the database itself asks for the second factor.
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { actAsAndForget, type Caller, callAs, refusal } from './support/act-as.ts'
import { allowedGrants, staffFunctions } from './support/allowed-grants.ts'
import { makeManager, makeNight } from './support/make-night.ts'
import { buy } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
beforeAll(async () => {
  await buy(db().sql, await makeNight(db().sql))
})

type Person = Extract<Caller, { role: 'authenticated' }>

async function adminWith(status: 'verified' | 'unverified'): Promise<Person> {
  const admin = (await makeManager(db().sql, 'admin')) as Person
  await db().sql`
    insert into auth.mfa_factors (user_id, factor_type, status, secret) values (${admin.userId}, 'totp', ${status}, 'x')`
  return admin
}

const tries = async (caller: Caller, call: string) =>
  (await refusal(actAsAndForget(db().sql, caller, (tx) => tx.unsafe(call))))?.message ?? null

const everyCall = async () => {
  const names = [
    ...Object.values(staffFunctions).flat(),
    ...['who_am_i', 'leave_staff', 'change_own_password'],
  ]
  const rows = await db().sql<{ call: string }[]>`
    select 'select public.' || p.proname || '(' || coalesce((select string_agg('null::' || format_type(u.type, null), ', ' order by u.n)
      from unnest(p.proargtypes::oid[]) with ordinality u (type, n)), '') || ')' as call
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname in ${db().sql(names)}`
  expect(rows.length).toBe(names.length)
  return rows.map(({ call }) => call)
}

it('one that was never finished asks for nothing', async () => {
  const admin = await adminWith('unverified')
  expect(await tries(admin, 'select public.who_am_i()')).toBeNull()
})

it('without it every function of staff refuses, and every table shows what a stranger sees', async () => {
  const admin = await adminWith('verified')
  for (const call of await everyCall()) {
    expect(await tries(admin, call), call).toBe('second_factor_needed')
    expect(await tries({ ...admin, aal: 'aal2' }, call), call).not.toBe('second_factor_needed')
  }
  const tables = allowedGrants.flatMap(
    (grant) => /^authenticated: select table public\.(\w+)$/.exec(grant)?.slice(1) ?? [],
  )
  const seen = async (caller: Caller, table: string) =>
    (await actAsAndForget(db().sql, caller, (tx) => tx.unsafe(`select from public.${table}`)))
      .length
  const stranger = { role: 'authenticated', userId: randomUUID() } as const
  for (const table of tables) {
    // Who is staff sees that much of themselves.
    const own = table === 'staff_members' ? 1 : 0
    expect(await seen(admin, table), table).toBe((await seen(stranger, table)) + own)
  }
  for (const table of ['tickets', 'payments', 'gates', 'settings']) {
    expect(tables).toContain(table)
    expect(await seen(admin, table), table).toBe(0)
    expect(await seen({ ...admin, aal: 'aal2' }, table), table).toBeGreaterThan(0)
  }
})

it('what somebody claims of themselves is no second factor', async () => {
  const claimed = { ...(await adminWith('verified')), metadata: { aal: 'aal2' } }
  expect(await tries(claimed, 'select public.who_am_i()')).toBe('second_factor_needed')
})

it('is taken away by an admin when the phone is lost, and the audit log says by whom', async () => {
  const admin = await adminWith('verified')
  const other = await makeManager(db().sql, 'admin')
  const [member] = await db().sql`
    select id from public.staff_members where user_id = ${admin.userId}`
  const { members } = await callAs(db().sql, other, 'staff_list()')
  const lost = members.find(({ id }: { id: string }) => id === member?.id)
  expect(lost.second_factor).toBe(true)
  await callAs(db().sql, other, 'reset_second_factor($1)', lost.id)
  expect(await tries(admin, 'select public.who_am_i()')).toBeNull()
  const log = await db().sql`
    select actor, detail from public.audit_log where action = 'reset_second_factor'`
  expect([...log]).toEqual([
    { actor: 'userId' in other ? other.userId : '', detail: { staff_id: lost.id } },
  ])
  const again = callAs(db().sql, other, 'reset_second_factor($1)', lost.id)
  expect(await refusal(again)).toMatchObject({ message: 'not_found' })
})
