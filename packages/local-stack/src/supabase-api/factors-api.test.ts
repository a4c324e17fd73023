// The second factor through the real client: set up, asked for at the next sign-in, removed.
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { decodeJwt } from 'jose'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../database/open-database.ts'
import { nodeSocket } from '../realtime/node-socket.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())

const password = 'agave-4711'

async function signIn(email: string): Promise<SupabaseClient> {
  const client = createClient('http://stack.test', database.secrets.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: (input, init) => database.api.fetch(new Request(input, init)) },
    realtime: { transport: nodeSocket },
  })
  expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull()
  return client
}

async function staff(email: string): Promise<SupabaseClient> {
  await database.sql`select internal.ensure_staff_member(${email}, ${password}, 'Ana', 'manager')`
  return signIn(email)
}

/** The code of the next half minute, which is accepted early; this one's is used up by the set-up. */
const NEXT = -1

/** The code of this moment, or of `stepsAgo` half minutes ago. */
const codeOf = (secret: string, stepsAgo = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() - stepsAgo * 30_000,
  })

async function enroll(client: SupabaseClient) {
  const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', issuer: 'La Perla' })
  expect(error).toBeNull()
  if (data?.type !== 'totp') throw new Error('no factor')
  return data
}

async function setUp(client: SupabaseClient) {
  const { id, totp } = await enroll(client)
  const verified = await client.auth.mfa.challengeAndVerify({
    factorId: id,
    code: codeOf(totp.secret),
  })
  expect(verified.error).toBeNull()
  return { id, secret: totp.secret }
}

const levels = async (client: SupabaseClient) => {
  const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel()
  return [data?.currentLevel, data?.nextLevel]
}

test('is set up by its first code; the session, and what it is renewed to, has shown it', async () => {
  const client = await staff('a@maguey.test')
  expect(await levels(client)).toEqual(['aal1', 'aal1'])
  const { id, totp } = await enroll(client)
  expect(totp.uri).toMatch(/^otpauth:\/\/totp\/La%20Perla:a(@|%40)maguey\.test\?/)
  expect(totp.uri).toContain(`secret=${totp.secret}`)
  expect(totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,.*<svg/s)
  // Until then it holds for nothing.
  expect((await client.auth.mfa.listFactors()).data).toMatchObject({ totp: [], all: [{ id }] })
  const code = codeOf(totp.secret)
  const { data } = await client.auth.mfa.challengeAndVerify({ factorId: id, code })
  expect(decodeJwt(data?.access_token ?? '')).toMatchObject({ aal: 'aal2' })
  expect(await levels(client)).toEqual(['aal2', 'aal2'])
  await client.auth.refreshSession()
  expect(await levels(client)).toEqual(['aal2', 'aal2'])
  expect((await client.auth.mfa.listFactors()).data?.totp).toMatchObject([
    { id, status: 'verified' },
  ])
})

test('is asked for at the next sign-in, and only its code of now will do, once', async () => {
  const first = await staff('b@maguey.test')
  const { id, secret } = await setUp(first)
  const next = await signIn('b@maguey.test')
  expect(await levels(next)).toEqual(['aal1', 'aal2'])
  for (const code of ['000000', codeOf(secret, 10), '']) {
    const { error } = await next.auth.mfa.challengeAndVerify({ factorId: id, code })
    expect([error?.status, error?.code]).toEqual([422, 'mfa_verification_failed'])
  }
  expect(await levels(next)).toEqual(['aal1', 'aal2'])
  const again = await next.auth.mfa.challengeAndVerify({ factorId: id, code: codeOf(secret) })
  expect(again.error?.code).toBe('mfa_verification_failed')
  const code = codeOf(secret, NEXT)
  const right = await next.auth.mfa.challengeAndVerify({ factorId: id, code })
  expect(right.error).toBeNull()
  expect(await levels(next)).toEqual(['aal2', 'aal2'])
})

test('ends the sessions that never showed it', async () => {
  const elsewhere = await staff('c@maguey.test')
  await setUp(await signIn('c@maguey.test'))
  expect((await elsewhere.auth.refreshSession()).error).not.toBeNull()
})

test('an old challenge, and one that was answered, are expired', async () => {
  const client = await staff('d@maguey.test')
  const { id, secret } = await setUp(client)
  const challenge = async () => (await client.auth.mfa.challenge({ factorId: id })).data?.id ?? ''
  const verify = async (challengeId: string) =>
    (await client.auth.mfa.verify({ factorId: id, challengeId, code: codeOf(secret, NEXT) })).error
      ?.code
  const once = await challenge()
  expect([await verify(once), await verify(once)]).toEqual([undefined, 'mfa_challenge_expired'])
  const old = await challenge()
  await database.sql`update auth.mfa_challenges set created_at = now() - interval '6 minutes' where id = ${old}`
  expect(await verify(old)).toBe('mfa_challenge_expired')
})

test('is removed, and another added, only by who has shown it', async () => {
  const client = await staff('e@maguey.test')
  const { id } = await setUp(client)
  const thief = await signIn('e@maguey.test')
  expect((await thief.auth.mfa.unenroll({ factorId: id })).error?.code).toBe('insufficient_aal')
  const more = await thief.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'mine' })
  expect([more.error?.status, more.error?.code]).toEqual([403, 'insufficient_aal'])
  expect((await client.auth.mfa.unenroll({ factorId: id })).error).toBeNull()
  await client.auth.refreshSession()
  expect(await levels(client)).toEqual(['aal1', 'aal1'])
  expect(await levels(await signIn('e@maguey.test'))).toEqual(['aal1', 'aal1'])
})

test('of somebody else is not there, and nobody signed in has none', async () => {
  const { id } = await setUp(await staff('f@maguey.test'))
  const other = await staff('g@maguey.test')
  expect((await other.auth.mfa.challenge({ factorId: id })).error?.code).toBe(
    'mfa_factor_not_found',
  )
  const bare = await database.api.fetch(
    new Request('http://stack.test/auth/v1/factors', { method: 'POST', body: '{}' }),
  )
  expect([bare.status, await bare.json()]).toEqual([
    401,
    expect.objectContaining({ code: 'no_authorization' }),
  ])
})

test('can’t be guessed: after ten wrong codes the right one isn’t looked at either', async () => {
  const { id, secret } = await setUp(await staff('h@maguey.test'))
  const thief = await signIn('h@maguey.test')
  const guess = async (code: string) =>
    (await thief.auth.mfa.challengeAndVerify({ factorId: id, code })).error
  // The set-up took one of the ten.
  for (let nth = 0; nth < 9; nth += 1) expect((await guess(''))?.code).toContain('verification')
  const refused = await guess(codeOf(secret, NEXT))
  expect([refused?.status, refused?.code]).toEqual([429, 'over_request_rate_limit'])
})

test('a token whose session has ended neither sets one up nor shows it', async () => {
  const client = await staff('i@maguey.test')
  const { id } = await setUp(client)
  const { data } = await client.auth.getSession()
  await database.sql`
    delete from auth.sessions where user_id = (select id from auth.users where email = 'i@maguey.test')`
  for (const path of ['', `/${id}/challenge`, `/${id}/verify`]) {
    const answer = await database.api.fetch(
      new Request(`http://stack.test/auth/v1/factors${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${data.session?.access_token}` },
        body: '{}',
      }),
    )
    expect([answer.status, (await answer.json()).code], path).toEqual([403, 'session_not_found'])
  }
})

test('password and e-mail are changed only by who has shown it', async () => {
  const client = await staff('j@maguey.test')
  await setUp(client)
  const thief = await signIn('j@maguey.test')
  for (const change of [{ password: 'mezcal-0815' }, { email: 'thief@maguey.test' }]) {
    const { error } = await thief.auth.updateUser(change)
    expect([error?.status, error?.code]).toEqual([401, 'insufficient_aal'])
  }
  expect((await thief.auth.updateUser({ data: { note: 'x' } })).error).toBeNull()
  expect((await client.auth.updateUser({ password: 'mezcal-0815' })).error).toBeNull()
})
