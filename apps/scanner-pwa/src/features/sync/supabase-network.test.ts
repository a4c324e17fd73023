// The network adapter: what the server's answers mean for the loop, without a server.

import { guardFetch } from '@maguey/wire/open-client'
import type { SupabaseClient } from '@supabase/supabase-js'
import { describe, expect, test } from 'vitest'
import { scanFixture } from '#db/door-fixtures.ts'
import { createDeviceSession } from './device-session.ts'
import { createSupabaseNetwork } from './supabase-network.ts'

type RpcAnswer = { status: number; data?: unknown; error?: { message: string } | null }
type Options = { signedIn?: boolean; signIn?: 'works' | 'refused' | 'silent'; offline?: boolean }

const SIGN_IN_ERRORS = { works: null, refused: { code: 'invalid_credentials' }, silent: {} }

function networkWith(answers: RpcAnswer[], options: Options = {}) {
  const { signedIn = true, signIn = 'works', offline = false } = options
  const calls: string[] = []
  const credential = { deviceId: 'd', email: 'phone', password: 'p', deviceName: 'n' }
  const session = { user: { email: 'phone' } }
  const client = {
    rpc: (name: string) => {
      calls.push(name)
      const answer = answers.shift() ?? { status: 0, error: { message: 'no answer left' } }
      return { abortSignal: async () => answer }
    },
    auth: {
      getSession: async () => ({ data: { session: signedIn ? session : null } }),
      signInWithPassword: async () => {
        calls.push('sign in')
        const error = SIGN_IN_ERRORS[signIn]
        return { data: { session: error ? null : session }, error }
      },
    },
  } as unknown as SupabaseClient
  const network = createSupabaseNetwork({
    client: async () => client,
    session: async () =>
      createDeviceSession(client, async () => credential, { removeItem: () => {} }),
    isOffline: () => offline,
    platform: async () => ({ battery: null, appVersion: 'test' }),
  })
  return { network, calls }
}

const stored = (id: string) => ({
  ...{ id, status: 'stored', result: 'entry', first: null, error: null },
  ...{ word: null, certain: true },
})
const trouble = (kind: string) => ({ ok: false, refused: false, trouble: kind })

test('an expired session is renewed in silence and the call made again', async () => {
  const { network, calls } = networkWith([
    { status: 401, error: { message: 'JWT expired' } },
    { status: 200, data: [stored('a')], error: null },
  ])
  expect(await network.push([scanFixture({ id: 'a' })])).toMatchObject({ ok: true })
  expect(calls).toEqual(['scanner_push', 'sign in', 'scanner_push'])
})

test.each([
  ['refused', 'signed_out'],
  ['silent', 'no_answer'],
] as const)(
  'a phone whose sign-in is %s is %s, and its scans stay queued',
  async (signIn, kind) => {
    const { network, calls } = networkWith([], { signedIn: false, signIn })
    expect(await network.push([scanFixture()])).toEqual(trouble(kind))
    expect(calls).toEqual(['sign in'])
  },
)

test('a sign-in that is forgotten is out of local storage, without asking anybody', async () => {
  const kept = new Map([
    ['maguey.door.session', 'a token'],
    ['maguey.door.session-user', 'who'],
  ])
  const client = { auth: { stopAutoRefresh: async () => {} } } as unknown as SupabaseClient
  const removeItem = (key: string) => void kept.delete(key)
  await createDeviceSession(client, async () => undefined, { removeItem }).forget()
  expect([...kept]).toEqual([])
})

test('in flight mode no call is tried at all', async () => {
  const { network, calls } = networkWith([], { offline: true })
  expect(await network.push([scanFixture()])).toEqual(trouble('no_answer'))
  expect(calls).toEqual([])
})

test('a duplicate is accepted, a rejected scan is not', async () => {
  const data = [
    { ...stored('a'), status: 'duplicate' },
    { ...stored('b'), status: 'rejected', result: null, error: 'invalid_request' },
  ]
  const { network } = networkWith([{ status: 200, data, error: null }])
  const answer = await network.push([scanFixture({ id: 'a' }), scanFixture({ id: 'b' })])
  expect(answer).toMatchObject({
    answers: [
      { id: 'a', accepted: true },
      { id: 'b', accepted: false, outcome: { error: 'invalid_request' } },
    ],
  })
})

describe('a failure', () => {
  test.each([
    ['nobody answers', 0, 'TypeError: Failed to fetch', 'no_answer'],
    ['a token that is not believed twice', 401, 'JWT expired', 'signed_out'],
    ['this phone is none', 403, 'not_a_device', 'signed_out'],
    ['not this night', 403, 'event_not_allowed', 'not_allowed'],
    ['too many, in our words', 429, 'too_many_requests', 'busy'],
    ['too many, in the host’s', 429, 'rate limited', 'busy'],
    ['a database in trouble', 500, 'deadlock detected', 'server_error'],
    ['a gateway without a server', 503, 'upstream', 'server_error'],
    ['a portal', 511, 'a stranger answers', 'stranger'],
  ])('because of %s leaves the scans queued (%i %s)', async (_, status, message, kind) => {
    const answer = { status, error: { message } }
    const { network } = networkWith([answer, answer])
    expect(await network.push([scanFixture()])).toEqual(trouble(kind))
  })

  test('of any status in a stranger’s words refuses no scan', async () => {
    for (let status = 400; status < 600; status += 1) {
      const answer = { status, error: { message: '<html>Welcome to Hotel Wifi</html>' } }
      const { network } = networkWith([answer, answer])
      expect(await network.push([scanFixture()])).toMatchObject({ ok: false, refused: false })
    }
  })

  test.each(['invalid_request', 'payload_too_large'])(
    '%s in our own words refuses the batch',
    async (message) => {
      const { network } = networkWith([{ status: 400, error: { message } }])
      expect(await network.push([scanFixture()])).toEqual({ ok: false, refused: true })
    },
  )
})

test('a pull answer of an unknown shape is a failed pull, not a crash', async () => {
  const { network } = networkWith([{ status: 200, data: { surprise: true }, error: null }])
  const report = { queueLength: 0, listAgeMs: null, gateId: 'g', clockOffsetMs: null }
  expect(await network.pull({ eventId: 'e', cursor: null, limit: 10, report })).toEqual({
    ok: false,
    trouble: 'not_understood',
  })
})

describe('what answers in our server’s place', () => {
  const page = (status: number, headers = { 'content-type': 'text/html' }) =>
    guardFetch(async () => new Response('<html>', { status, headers }))('http://api.test')

  test.each([200, 302, 400, 403, 404, 451])('with a page and %i is a stranger', async (status) => {
    expect((await page(status)).status).toBe(511)
  })

  test('with a page and 502 may be our own host in trouble', async () => {
    expect((await page(502)).status).toBe(502)
  })

  test('in JSON is listened to', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' }
    expect((await page(200, json)).status).toBe(200)
    const refusal = { 'content-type': 'application/problem+json' }
    expect((await page(400, refusal)).status).toBe(400)
  })
})
