// The network adapter: what the server's answers mean for the loop, without a server.
import type { SupabaseClient } from '@supabase/supabase-js'
import { expect, test } from 'vitest'
import { scanFixture } from '#db/door-fixtures.ts'
import { createDeviceSession } from './device-session.ts'
import { createSupabaseNetwork, nudgedTickets } from './supabase-network.ts'
import { failureReason } from './sync-rpc.ts'

type RpcAnswer = { status: number; data?: unknown; error?: { message: string } | null }

function networkWith(
  answers: RpcAnswer[],
  options: { signedIn?: boolean; canSignIn?: boolean; offline?: boolean } = {},
) {
  const calls: string[] = []
  const credential = { deviceId: 'd', email: 'phone', password: 'p', deviceName: 'n' }
  const session = { user: { email: 'phone' } }
  const client = {
    rpc: async (name: string) => {
      calls.push(name)
      return answers.shift() ?? { status: 0, error: { message: 'no answer left' } }
    },
    auth: {
      getSession: async () => ({ data: { session: options.signedIn === false ? null : session } }),
      signInWithPassword: async () => {
        calls.push('sign in')
        return { data: { session: options.canSignIn === false ? null : session } }
      },
    },
  } as unknown as SupabaseClient
  const network = createSupabaseNetwork({
    client: async () => client,
    session: async () => createDeviceSession(client, async () => credential),
    isOffline: () => options.offline ?? false,
    platform: async () => ({ battery: null, appVersion: 'test' }),
  })
  return { network, calls }
}

const stored = (id: string) => ({ id, status: 'stored', result: 'entry', first: null, error: null })

test('an expired session is renewed in silence and the call made again', async () => {
  const { network, calls } = networkWith([
    { status: 401, error: { message: 'JWT expired' } },
    { status: 200, data: [stored('a')], error: null },
  ])
  expect(await network.push([scanFixture({ id: 'a' })])).toMatchObject({ ok: true })
  expect(calls).toEqual(['scanner_push', 'sign in', 'scanner_push'])
})

test('a phone that the server does not let in is trouble, and its scans stay queued', async () => {
  const { network, calls } = networkWith([], { signedIn: false, canSignIn: false })
  expect(await network.push([scanFixture()])).toEqual({ ok: false, reason: 'trouble' })
  expect(calls).toEqual(['sign in'])
})

test('in flight mode no call is tried at all', async () => {
  const { network, calls } = networkWith([], { offline: true })
  expect(await network.push([scanFixture()])).toEqual({ ok: false, reason: 'trouble' })
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

test.each([
  [0, 'trouble'],
  [401, 'trouble'],
  [403, 'trouble'],
  [429, 'trouble'],
  [500, 'trouble'],
  [503, 'trouble'],
  [400, 'refused'],
  [409, 'refused'],
  [413, 'refused'],
])('status %i is %s', (status, reason) => {
  expect(failureReason(status)).toBe(reason)
})

test('a pull answer of an unknown shape is a failed pull, not a crash', async () => {
  const { network } = networkWith([{ status: 200, data: { surprise: true }, error: null }])
  const report = { queueLength: 0, listAgeMs: null, gateId: 'g', clockOffsetMs: null }
  expect(await network.pull({ eventId: 'e', cursor: null, report })).toEqual({ ok: false })
})

test('a nudge that is not understood marks nothing', () => {
  expect(nudgedTickets({ tickets: 'all' })).toEqual([])
})
