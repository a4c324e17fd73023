// A door phone's nudge topic on the real server: however it is lost, it is back within five seconds.
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { type Stack, startStack } from '@maguey/local-stack/start-stack'
import { type JoinedTopic, joinTopic, type SessionState } from '@maguey/wire/join-topic'
import { openClient } from '@maguey/wire/open-client'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeNight, type Night } from '../db/support/make-night.ts'
import { openUnreliableWire, type UnreliableWire } from './support/unreliable-wire.ts'

/** A token that expires while the phone listens. */
const TOKEN_SECONDS = 8

let stack: Stack
let wire: UnreliableWire
let night: Night
let client: SupabaseClient
let topic: JoinedTopic
let session: SessionState
let heard: string[]
let joins: { joined: boolean }[]

beforeAll(async () => {
  stack = await startStack({ serveApps: false, seed: false, jwtExpirySeconds: TOKEN_SECONDS })
  wire = await openUnreliableWire(stack.info.apiUrl)
  night = await makeNight(stack.sql)
})

afterAll(async () => {
  await wire?.close()
  await stack?.stop()
})

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}

beforeEach(async () => {
  ;[session, heard, joins] = ['ready', [], []]
  client = openClient({
    apiUrl: wire.url,
    publishableKey: stack.info.publishableKey,
    storageKey: 'door-topic',
    transport: nodeSocket,
  })
  await client.auth.signInWithPassword(stack.info.manager)
  topic = joinTopic({
    client: async () => client,
    topic: `event:${night.eventId}`,
    ensureSession: async () => {
      const { data } = await client.auth.getSession()
      return data.session === null ? 'no_answer' : session
    },
    messages: ['scans'],
    onMessage: (_name, payload) => heard.push(JSON.stringify(payload)),
    onJoined: (joined) => joins.push({ joined }),
  })
  await until(() => joins.length === 1)
})

afterEach(() => {
  topic.leave()
})

const broadcast = (word: string) =>
  stack.sql`select realtime.send(${stack.sql.json({ word })}, 'scans', ${`event:${night.eventId}`}, true)`

const hears = async (word: string): Promise<void> => {
  await broadcast(word)
  await until(() => heard.some((payload) => payload.includes(word)))
}

test.each<[string, () => void]>([
  ['its socket is cut', () => wire.cut()],
  [
    'its network goes silent and the page comes back in sight',
    () => {
      wire.silence()
      topic.check()
    },
  ],
])('when %s, it hears again', async (_, lose) => {
  await hears('before')
  lose()
  await until(() => joins.length >= 3)
  const [, lost, again] = joins
  expect([lost?.joined, again?.joined]).toEqual([false, true])
  await hears('after')
})

test('when its token runs out the server closes it, and it joins again with a new one', async () => {
  await until(() => joins.length >= 3)
  const [, lost, again] = joins
  expect([lost?.joined, again?.joined]).toEqual([false, true])
  await hears('after')
})

test('after a revocation it does not try for ever', async () => {
  session = 'refused'
  wire.cut()
  await until(() => joins.some(({ joined }) => !joined))
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(joins).toHaveLength(2)
  expect(client.getChannels()).toEqual([])
})
