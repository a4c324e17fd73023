// Realtime as supabase-js uses it: private topics, broadcasts from the database, presence, expiring tokens.

import {
  createClient,
  REALTIME_SUBSCRIBE_STATES,
  type RealtimeChannel,
  type SupabaseClient,
} from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { type Database, openDatabase } from '../database/open-database.ts'
import { openSite, type Site } from '../gateway/site.ts'
import { nodeSocket } from './node-socket.ts'
import { createRealtimeServer, type RealtimeServer } from './realtime-server.ts'

const ana = '00000000-0000-4000-8000-000000000001'
const eve = '00000000-0000-4000-8000-000000000002'

const policies = `
  create policy "Ana reads and writes room topics" on realtime.messages to authenticated
    using (realtime.topic() like 'room:%' and auth.uid() = '${ana}')
    with check (realtime.topic() like 'room:%' and auth.uid() = '${ana}');
`

let database: Database
let server: RealtimeServer
let site: Site
const clients: SupabaseClient[] = []

beforeAll(async () => {
  database = await openDatabase()
  await database.sql.unsafe(policies).simple()
  server = await createRealtimeServer({ sql: database.sql, keys: database.secrets })
  site = await openSite({ what: 'test', variable: 'NONE' })
  site.serve((request) => server.app.fetch(request), server.upgrade)
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.realtime.disconnect()
})
afterAll(async () => {
  await server.close()
  await site.close()
  await database.close()
})

function tokenFor(sub: string, seconds = 600): Promise<string> {
  return new SignJWT({ role: 'authenticated', sub })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(database.secrets.jwtSecret))
}

function connect(token: () => Promise<string>): SupabaseClient {
  const client = createClient(site.url, database.secrets.publishableKey, {
    accessToken: token,
    realtime: { transport: nodeSocket },
  })
  clients.push(client)
  return client
}

/** Joins and resolves with the first state that supabase-js reports. A private join needs the token first. */
async function join(channel: RealtimeChannel): Promise<{ state: string; reason: string }> {
  await channel.socket.setAuth()
  return new Promise((resolve) => {
    channel.subscribe((state, error) => resolve({ state, reason: error?.message ?? '' }))
  })
}

function room(client: SupabaseClient, topic = 'room:1', config: object = {}): RealtimeChannel {
  return client.channel(topic, { config: { private: true, ...config } })
}

function collect(channel: RealtimeChannel, event: string): Record<string, unknown>[] {
  const seen: Record<string, unknown>[] = []
  channel.on('broadcast', { event }, (message) => seen.push(message))
  return seen
}

const joined = { state: REALTIME_SUBSCRIBE_STATES.SUBSCRIBED, reason: '' }

describe('a private topic', () => {
  it('lets in whom the policies let in', async () => {
    expect(await join(room(connect(() => tokenFor(ana))))).toEqual(joined)
  })

  it.each([
    ['another user', () => tokenFor(eve), 'room:1', 'Unauthorized'],
    ['another topic', () => tokenFor(ana), 'cellar:1', 'Unauthorized'],
    ['nobody in particular', async () => database.secrets.publishableKey, 'room:1', 'Unauthorized'],
    ['an expired token', () => tokenFor(ana, -10), 'room:1', 'Token has expired'],
    [
      'a forged token',
      async () => `${(await tokenFor(ana)).slice(0, -6)}AAAAAA`,
      'room:1',
      'signature',
    ],
  ])('refuses %s', async (_, token, topic, reason) => {
    const { state, reason: said } = await join(room(connect(token), topic))
    expect(state).toBe(REALTIME_SUBSCRIBE_STATES.CHANNEL_ERROR)
    expect(said).toContain(reason)
  })

  it('leaves nothing behind of the question that it asked', async () => {
    await join(room(connect(() => tokenFor(ana))))
    expect(await database.sql`select * from realtime.messages`).toHaveLength(0)
  })

  it('never reaches a public join of the same name', async () => {
    const open = connect(() => tokenFor(eve)).channel('room:1')
    const closed = room(connect(() => tokenFor(ana)))
    const overheard = collect(open, 'scans')
    const heard = collect(closed, 'scans')
    expect(await join(open)).toEqual(joined)
    await join(closed)
    await database.sql`select realtime.send('{"n":1}', 'scans', 'room:1', true)`
    await vi.waitUntil(() => heard.length === 1, 10_000)
    expect(overheard).toEqual([])
  })
})

describe('a broadcast from the database', () => {
  it('arrives when its transaction commits, and only then', async () => {
    const channel = room(connect(() => tokenFor(ana)))
    const heard = collect(channel, 'scans')
    await join(channel)
    await database.sql
      .begin(async (sql) => {
        await sql`select realtime.send('{"n":1}', 'scans', 'room:1', true)`
        throw new Error('undone')
      })
      .catch(() => {})
    await database.sql`select realtime.send('{"n":2}', 'scans', 'room:1', true)`
    await vi.waitUntil(() => heard.length > 0, 10_000)
    expect(heard).toMatchObject([{ event: 'scans', payload: { n: 2 } }])
  })

  it('may be longer than NOTIFY allows, and keeps its place', async () => {
    const channel = room(connect(() => tokenFor(ana)))
    const heard = collect(channel, 'scans')
    await join(channel)
    await database.sql`
      select realtime.send(jsonb_build_object('n', 1, 'text', repeat('é', 20000)), 'scans', 'room:1', true)`
    await database.sql`select realtime.send('{"n":2}', 'scans', 'room:1', true)`
    await vi.waitUntil(() => heard.length === 2, 10_000)
    expect(heard.map((message) => (message.payload as { n: number }).n)).toEqual([1, 2])
    expect(heard[0]).toMatchObject({ payload: { text: 'é'.repeat(20_000) } })
  })
})

describe('between clients', () => {
  it('a broadcast reaches the others, and its sender only when asked for', async () => {
    const sender = room(
      connect(() => tokenFor(ana)),
      'room:2',
      { broadcast: { self: false, ack: true } },
    )
    const listener = room(
      connect(() => tokenFor(ana)),
      'room:2',
    )
    const [own, heard] = [collect(sender, 'wave'), collect(listener, 'wave')]
    await join(sender)
    await join(listener)
    const answer = await sender.send({
      type: 'broadcast',
      event: 'wave',
      payload: { hand: 'left' },
    })
    expect(answer).toBe('ok')
    await vi.waitUntil(() => heard.length === 1, 10_000)
    expect(heard).toMatchObject([{ payload: { hand: 'left' } }])
    expect(own).toEqual([])
  })

  it('who may not write is not heard, over HTTP neither', async () => {
    const listener = room(
      connect(() => tokenFor(ana)),
      'room:3',
    )
    const heard = collect(listener, 'wave')
    await join(listener)
    const post = async (token: string, n: number) =>
      fetch(`${site.url}/realtime/v1/api/broadcast`, {
        method: 'POST',
        headers: {
          apikey: database.secrets.publishableKey,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          messages: [{ topic: 'room:3', event: 'wave', payload: { n }, private: true }],
        }),
      })
    expect((await post(await tokenFor(eve), 1)).status).toBe(202)
    expect((await post('forged', 2)).status).toBe(401)
    expect((await post(await tokenFor(ana), 3)).status).toBe(202)
    await vi.waitUntil(() => heard.length > 0, 10_000)
    expect(heard).toMatchObject([{ payload: { n: 3 } }])
  })

  it('presence tells who is there, and who left without a goodbye', async () => {
    const watcher = room(
      connect(() => tokenFor(ana)),
      'room:4',
      { presence: { key: 'watcher' } },
    )
    watcher.on('presence', { event: 'sync' }, () => {})
    await join(watcher)
    const guest = connect(() => tokenFor(ana))
    const present = room(guest, 'room:4', { presence: { key: 'guest' } })
    await join(present)
    await present.track({ gate: 'Main' })
    await vi.waitUntil(() => 'guest' in watcher.presenceState(), 10_000)
    expect(watcher.presenceState()).toMatchObject({ guest: [{ gate: 'Main' }] })
    await guest.realtime.disconnect()
    await vi.waitUntil(() => !('guest' in watcher.presenceState()), 10_000)
  })
})

describe('a token', () => {
  it('that runs out ends the join, and says why', async () => {
    const channel = room(connect(() => tokenFor(ana, 2)))
    const said: string[] = []
    channel.on('system', {}, (message: { message: string }) => said.push(message.message))
    await join(channel)
    await database.sql`select 1`
    await vi.waitUntil(() => said.length > 0, 20_000)
    expect(said[0]).toContain('Token has expired')
    const heard = collect(channel, 'scans')
    await database.sql`select realtime.send('{"n":1}', 'scans', 'room:1', true)`
    await database.sql`select pg_sleep(0.1)`
    expect(heard).toEqual([])
  })

  it('that is renewed in time keeps the join', async () => {
    let token = await tokenFor(ana, 2)
    const client = connect(async () => token)
    const channel = room(client)
    const heard = collect(channel, 'scans')
    const said: unknown[] = []
    channel.on('system', {}, (message) => said.push(message))
    await join(channel)
    token = await tokenFor(ana, 600)
    await client.realtime.setAuth()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    await database.sql`select realtime.send('{"n":1}', 'scans', 'room:1', true)`
    await vi.waitUntil(() => heard.length === 1, 10_000)
    expect(said.filter((message) => (message as { status: string }).status === 'error')).toEqual([])
  })
})

describe('rights that were taken away', () => {
  it('end the join with the next token', async () => {
    let token = await tokenFor(ana)
    const client = connect(async () => token)
    const channel = room(client)
    const heard = collect(channel, 'scans')
    const said: string[] = []
    channel.on('system', {}, (message: { message: string }) => said.push(message.message))
    await join(channel)
    token = await tokenFor(eve)
    await client.realtime.setAuth()
    await vi.waitUntil(() => said.length > 0, 10_000)
    expect(said[0]).toContain('Unauthorized')
    await database.sql`select realtime.send('{"n":1}', 'scans', 'room:1', true)`
    await database.sql`select pg_sleep(0.1)`
    expect(heard).toEqual([])
  })
})

describe('a phone that is revoked', () => {
  it('hears nothing more, from that moment on its open join, and cannot join again', async () => {
    const { sql } = database
    const [event] = await sql`
      insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at, venue_name, venue_capacity)
      values ('Night', 'night', 'NN', current_date, now(), now(), now() + interval '1 hour', 'Maguey', 1) returning id`
    const topic = `event:${event?.id}`
    const pair = async (name: string) => {
      const [device] = await sql`
        with u as (select internal.create_sign_in(${`${name}@devices.test`}, 'long enough password') as id),
          d as (insert into public.devices (user_id, name) select id, ${name} from u returning id, user_id),
          v as (insert into public.device_events select d.id, ${event?.id} from d)
        select id, user_id from d`
      const channel = room(
        connect(() => tokenFor(device?.user_id)),
        topic,
      )
      const heard = collect(channel, 'scans')
      const said: string[] = []
      channel.on('system', {}, (message: { message: string }) => said.push(message.message))
      expect(await join(channel)).toEqual(joined)
      return { id: device?.id, userId: device?.user_id, heard, said }
    }
    const lost = await pair('Lost')
    const kept = await pair('Kept')
    await sql`update public.devices set revoked_at = now() where id = ${lost.id}`
    await sql`select realtime.send('{"n":1}', 'scans', ${topic}, true)`
    await vi.waitUntil(() => kept.heard.length === 1 && lost.said.length > 0, 10_000)
    expect(lost.heard).toEqual([])
    expect(lost.said.at(-1)).toContain('Unauthorized')
    const again = await join(
      room(
        connect(() => tokenFor(lost.userId)),
        topic,
      ),
    )
    expect(again.state).toBe(REALTIME_SUBSCRIBE_STATES.CHANNEL_ERROR)
  })
})

describe('the wire', () => {
  const dial = (query: string) =>
    new WebSocket(`${site.url.replace('http', 'ws')}/realtime/v1/websocket?${query}`)

  it('speaks the older version too', async () => {
    const socket = dial(`apikey=${database.secrets.publishableKey}&vsn=1.0.0`)
    const frames: { event: string; payload: { status: string } }[] = []
    socket.on('message', (data) => frames.push(JSON.parse(String(data))))
    await new Promise((resolve) => socket.once('open', resolve))
    const frame = {
      topic: 'realtime:lobby',
      event: 'phx_join',
      payload: {},
      ref: '1',
      join_ref: '1',
    }
    socket.send(JSON.stringify(frame))
    await vi.waitUntil(() => frames.length > 0, 10_000)
    expect(frames[0]).toMatchObject({ event: 'phx_reply', ref: '1', payload: { status: 'ok' } })
    socket.close()
  })

  it('refuses a wrong key, and hangs up on nonsense', async () => {
    const refused = dial('apikey=wrong')
    const error = await new Promise<Error>((resolve) => refused.once('error', resolve))
    expect(error.message).toContain('403')
    const socket = dial(`apikey=${database.secrets.publishableKey}&vsn=2.0.0`)
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send('nonsense')
    const code = await new Promise((resolve) => socket.once('close', resolve))
    expect(code).toBe(1003)
  })
})
