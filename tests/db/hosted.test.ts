// The migrations on a project like a hosted one: applied by a non-superuser role, with Auth and Realtime not our own.
import { readdirSync, readFileSync } from 'node:fs'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { pull, push, scanOf } from './support/scan.ts'
import { buy } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const supabase = new URL('../../supabase/', import.meta.url)
let hosted: Sql
let night: Night

beforeAll(async () => {
  await db().sql.unsafe(`
    create role hosted login createrole bypassrls password 'hosted';
    create role supabase_realtime_admin`)
  await db().sql.unsafe('create database project owner hosted')
  const url = new URL(db().url)
  url.pathname = '/project'
  const platform = postgres(url.href, { max: 1, onnotice() {} })
  await platform
    .unsafe(readFileSync(new URL('support/hosted-project.sql', import.meta.url), 'utf8'))
    .simple()
  await platform.end()
  Object.assign(url, { username: 'hosted', password: 'hosted' })
  hosted = postgres(url.href, { max: 2, onnotice() {} })
  for (const file of readdirSync(new URL('migrations/', supabase)).sort()) {
    const text = readFileSync(new URL(`migrations/${file}`, supabase), 'utf8')
    await hosted.begin((tx) => tx.unsafe(text).simple())
  }
  await hosted.unsafe(readFileSync(new URL('seed.sql', supabase), 'utf8')).simple()
  night = await makeNight(hosted)
})

afterAll(async () => {
  await hosted.end({ timeout: 5 })
})

describe('on a hosted project', () => {
  it('a phone is paired, pulls and pushes, and the nudge reaches Realtime’s table', async () => {
    const phone = await makePhone(hosted, night)
    const [ticket] = await buy(hosted, night)
    expect((await pull(hosted, phone, night)).rows).toHaveLength(2)
    expect(await push(hosted, phone, [scanOf(night, String(ticket))])).toMatchObject([
      { result: 'entry' },
    ])
    const topic = `event:${night.eventId}`
    const events = await hosted.begin(async (tx) => {
      await tx`set local role supabase_realtime_admin`
      return tx`select event, private from realtime.messages where topic = ${topic} order by inserted_at`
    })
    expect([...events]).toEqual([
      { event: 'sales', private: true },
      { event: 'scans', private: true },
    ])
  })

  it('users are found by Auth, which looks for their instance', async () => {
    const { userId } = await makeManager(hosted)
    const [user] = await hosted`
      select u.instance_id, u.confirmation_token, i.provider, i.email = u.email as same
      from auth.users u join auth.identities i on i.user_id = u.id where u.id = ${userId}`
    expect(user).toEqual({
      instance_id: '00000000-0000-0000-0000-000000000000',
      confirmation_token: '',
      provider: 'email',
      same: true,
    })
  })

  it('the wide default grants are taken back', async () => {
    const rows = await hosted`
      select table_name as name from information_schema.role_table_grants
      where grantee = 'anon' and table_schema = 'public' order by 1`
    expect(rows.map((row) => row.name)).toEqual(['events', 'ticket_releases', 'ticket_types'])
    const [fn] = await hosted`
      select has_function_privilege('anon', 'public.claim_mails(int, int)', 'execute') as open`
    expect(fn?.open).toBe(false)
  })

  it('the public reads the list of nights', async () => {
    const [row] = await actAs(
      hosted,
      { role: 'anon' },
      (tx) => tx`select public.event_list() as events`,
    )
    expect(row?.events.length).toBeGreaterThan(2)
  })
})
