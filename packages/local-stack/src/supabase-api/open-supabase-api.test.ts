// Auth and REST through the real supabase-js: grants, errors, claims.

import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../database/open-database.ts'
import { nodeSocket } from '../realtime/node-socket.ts'
import { statusOf } from './database-errors.ts'

const setUp = `
  create table public.secrets (id int primary key, word text check (word <> 'bad'));
  alter table public.secrets enable row level security;
  create policy "Everybody may read" on public.secrets for select using (true);
  revoke all on public.secrets from anon, authenticated;
  insert into public.secrets values (1, 'good');

  create function public.refuse(p_state text) returns void language plpgsql as $$
  begin raise exception using errcode = p_state, message = 'sold_out', detail = '{"available":3}'; end $$;
  create function public.break_check() returns void language sql security definer as
    $$ insert into public.secrets values (2, 'bad') $$;
  create function public.claims_of_caller() returns jsonb language sql stable as
    $$ select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'user', current_user, 'jwt', auth.jwt()) $$;
  create function public.echo(p_one jsonb, p_many jsonb[] default null, p_old json default null) returns jsonb
    language sql stable as $$ select jsonb_build_object('one', p_one, 'many', p_many, 'old', p_old) $$;
  grant execute on function public.echo, public.refuse, public.break_check, public.claims_of_caller to anon, authenticated, service_role;
`

let database: Database

function connect(key?: string): SupabaseClient {
  return createClient('http://stack.test', key ?? database.secrets.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: (input, init) => database.api.fetch(new Request(input, init)) },
    realtime: { transport: nodeSocket },
  })
}

beforeAll(async () => {
  database = await openDatabase({ jwtExpirySeconds: 2 })
  await database.sql.unsafe(setUp).simple()
  await database.sql`select internal.ensure_staff_member('ana@maguey.test', 'agave-4711', 'Ana', 'manager')`
  await database.api.forgetSchema()
})
afterAll(() => database.close())

describe('grants', () => {
  it('a revoked table stays revoked, also after the first requests', async () => {
    const anon = connect()
    await anon.from('events').select()
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { error, status } = await anon.from('secrets').select()
      expect([status, error?.code]).toEqual([401, '42501'])
    }
    const [grants] = await database.sql`
      select has_table_privilege('anon', 'public.secrets', 'select') as anon,
        has_table_privilege('authenticated', 'public.secrets', 'select') as authenticated`
    expect(grants).toEqual({ anon: false, authenticated: false })
  })

  it('a request without a key, or with a wrong one, is refused', async () => {
    const wrong = connect('sb_publishable_wrong')
    expect((await wrong.rpc('claims_of_caller')).status).toBeGreaterThanOrEqual(401)
    const bare = await database.api.fetch(new Request('http://stack.test/rest/v1/secrets'))
    expect(bare.status).toBeGreaterThanOrEqual(401)
  })
})

describe('arguments of a function', () => {
  it.each([
    ['an object', { email: 'ana@example.com', tags: ['a', { b: null }] }],
    ['a list', [{ quantity: 2 }]],
    ['a number', 5],
    ['a text', 'Ana "la Reina"'],
  ])('%s arrives as the JSON that was sent', async (_, value) => {
    const args = { p_one: value, p_many: [value, value], p_old: value }
    const { data, error } = await connect().rpc('echo', args)
    expect(error).toBeNull()
    expect(data).toEqual({ one: value, many: [value, value], old: value })
  })
})

describe('errors of the database', () => {
  it.each([
    ['PT409', 409],
    ['PT422', 422],
    ['PT429', 429],
    ['P0001', 400],
    ['40001', 500],
  ])('SQLSTATE %s arrives as HTTP %i with message and details', async (state, status) => {
    const answer = await connect().rpc('refuse', { p_state: state })
    expect(answer.status).toBe(status)
    expect(answer.error).toMatchObject({
      code: state,
      message: 'sold_out',
      details: '{"available":3}',
    })
  })

  it('a broken check is the caller’s fault: 400', async () => {
    const { status, error } = await connect().rpc('break_check')
    expect([status, error?.code]).toEqual([400, '23514'])
  })

  it('are answered and not printed: details may hold an address', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await connect().rpc('refuse', { p_state: 'PT409' })
    await connect().rpc('break_check')
    const printed = write.mock.calls.map(([text]) => String(text)).join('')
    write.mockRestore()
    expect(printed).not.toMatch(/sold_out|secrets/)
  })

  it('codes that lite maps well are left to it', () => {
    expect(statusOf('PT409')).toBeNull()
    expect(statusOf('42501')).toBeNull()
    expect(statusOf('23505')).toBeNull()
    expect(statusOf('23514')).toBe(400)
    expect(statusOf('XX000')).toBe(500)
  })
})

describe('a signed-in user', () => {
  it('is known to the database by role, id and claims', async () => {
    const client = connect()
    const { data, error } = await client.auth.signInWithPassword({
      email: 'ana@maguey.test',
      password: 'agave-4711',
    })
    expect(error).toBeNull()
    const me = (await client.rpc('claims_of_caller')).data
    expect(me).toMatchObject({
      uid: data.user?.id,
      role: 'authenticated',
      user: 'authenticated',
      jwt: { sub: data.user?.id, app_metadata: { provider: 'email' }, user_metadata: {} },
    })
    expect(decodeJwt(data.session?.access_token ?? '')).toMatchObject({ aal: 'aal1' })
  })

  it('with an expired token is refused, and is let in again after a refresh', async () => {
    const client = connect()
    const { data } = await client.auth.signInWithPassword({
      email: 'ana@maguey.test',
      password: 'agave-4711',
    })
    const call = (token = '') =>
      database.api.fetch(
        new Request('http://stack.test/rest/v1/rpc/claims_of_caller', {
          method: 'POST',
          headers: { apikey: database.secrets.publishableKey, authorization: `Bearer ${token}` },
        }),
      )
    expect((await call(data.session?.access_token)).status).toBe(200)
    await vi.waitUntil(async () => (await call(data.session?.access_token)).status === 401, 20_000)
    const fresh = await client.auth.refreshSession()
    expect((await call(fresh.data.session?.access_token)).status).toBe(200)
  })

  it('cannot come in with a wrong password, nor by signing up', async () => {
    const client = connect()
    const credentials = { email: 'eve@maguey.test', password: 'agave-4711' }
    expect((await client.auth.signInWithPassword(credentials)).error).not.toBeNull()
    expect((await client.auth.signUp(credentials)).error).not.toBeNull()
  })

  it('the service key is the service role', async () => {
    const me = (await connect(database.secrets.secretKey).rpc('claims_of_caller')).data
    expect(me).toMatchObject({ role: 'service_role', user: 'service_role' })
  })
})
