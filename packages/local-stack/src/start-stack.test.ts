// The whole stack: starts, is reachable on every address, stops without a trace; and real services for stand-ins.

import { existsSync } from 'node:fs'
import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPairing } from './cli/create-pairing.ts'
import { describeStack } from './cli/describe-stack.ts'
import { removeData } from './database/open-database.ts'
import { openSite } from './gateway/site.ts'
import { nodeSocket } from './realtime/node-socket.ts'
import { forwardTo, tunnelTo } from './stack/hosted-backend.ts'
import { type Stack, startStack } from './start-stack.ts'

let dataDir: string
let stack: Stack

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'maguey-test-'))
  stack = await startStack({ dataDir })
})
afterAll(async () => {
  await stack.stop()
  await removeData(dataDir)
})

const call = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

function connect(url = stack.info.apiUrl) {
  return createClient(url, stack.info.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: nodeSocket },
  })
}

describe('stack.json', () => {
  it('tells tools where everything is, and only its owner reads it', async () => {
    const file = join(dataDir, 'stack.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject(stack.info)
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600')
  })
})

describe('the API', () => {
  it('answers under both of its paths', async () => {
    const short = await call(`${stack.info.apiUrl}/api/events`)
    const long = await call(`${stack.info.apiUrl}/functions/v1/api/events`)
    expect(short.status).toBe(200)
    expect(short.body.events.length).toBeGreaterThan(0)
    expect(long.body).toEqual(short.body)
  })

  it('answers every unknown address as an API does', async () => {
    const { status, body } = await call(`${stack.info.apiUrl}/nowhere`)
    expect([status, body.error.code]).toEqual([404, 'not_found'])
  })

  it('lets any page ask Auth, REST and Realtime', async () => {
    for (const path of [
      '/auth/v1/token',
      '/rest/v1/rpc/event_list',
      '/realtime/v1/api/broadcast',
    ]) {
      const response = await fetch(stack.info.apiUrl + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'http://page.test',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'apikey,authorization,x-something-new',
        },
      })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(response.headers.get('access-control-allow-headers')).toContain('x-something-new')
    }
  })

  it('refuses a webhook and a worker call that nobody signed', async () => {
    const post = (path: string) => call(stack.info.apiUrl + path, { method: 'POST', body: '{}' })
    expect((await post('/functions/v1/stripe-webhook')).body.error.code).toBe('bad_signature')
    expect((await post('/functions/v1/worker')).status).toBeGreaterThanOrEqual(401)
  })

  it('passes a refusal of the database on: sold out is 409 through supabase-js', async () => {
    const service = createClient(stack.info.apiUrl, stack.info.secretKey, {
      realtime: { transport: nodeSocket },
    })
    const [type] = await stack.sql`
      select t.id, e.slug, t.capacity from public.ticket_types t join public.events e on e.id = t.event_id
      where e.status = 'published' and e.admits_from <= now() and e.ends_at > now() limit 1`
    await stack.sql`update public.ticket_types set capacity = sold + held where id = ${type?.id}`
    const { status, error } = await service.rpc('hold_tickets', {
      p_event: type?.slug,
      p_lines: [{ ticket_type: type?.id, quantity: 1 }],
      p_customer: { email: 'ana@example.com', name: 'Ana', locale: 'en' },
      p_client_key: 'client-key-1',
      p_request_hash: 'hash-1',
      p_hold_seconds: 1800,
    })
    await stack.sql`update public.ticket_types set capacity = ${type?.capacity} where id = ${type?.id}`
    expect([status, error?.code, error?.message]).toEqual([409, 'PT409', 'sold_out'])
  })
})

describe('a manager', () => {
  it('signs in, and hears of a sale on the private topic of the night', async () => {
    const client = connect()
    expect((await client.auth.signInWithPassword(stack.info.manager)).error).toBeNull()
    const { data: events } = await client.rpc('manager_events')
    const topic = `event:${events[0].id}`
    const heard: unknown[] = []
    await client.realtime.setAuth()
    const channel = client.channel(topic, { config: { private: true } })
    channel.on('broadcast', { event: 'sales' }, (message) => heard.push(message.payload))
    const state = await new Promise((resolve) => channel.subscribe(resolve))
    expect(state).toBe('SUBSCRIBED')
    await stack.sql`select realtime.send('{"sold":7}', 'sales', ${topic}, true)`
    await vi.waitUntil(() => heard.length > 0, 10_000)
    expect(heard).toMatchObject([{ sold: 7 }])
    await client.realtime.disconnect()
  })

  it('gets a pairing code that the terminal shows, with every address', async () => {
    const pairing = await createPairing(stack)
    expect(pairing?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    const text = await describeStack(stack.info, { pairing, stackFile: 'stack.json' })
    const real = { STRIPE_SECRET_KEY: 'sk_test_1', RESEND_API_KEY: 're_1' }
    const hosted = await describeStack(stack.info, {
      pairing: null,
      stackFile: 'stack.json',
      env: real,
    })
    expect(hosted).toContain(`stripe listen --forward-to ${stack.info.webhookUrl}`)
    expect(hosted).not.toContain('simulator')
    for (const part of [
      stack.info.shopUrl,
      `${stack.info.scannerUrl}/pair#${pairing?.code}`,
      stack.info.inboxUrl,
      stack.info.apiUrl,
      stack.info.stripeUrl,
      stack.info.manager.password,
    ]) {
      expect(text).toContain(part)
    }
  })

  it('is not needed for pairing itself: the code works once', async () => {
    const pairing = await createPairing(stack)
    const pair = () =>
      call(`${stack.info.apiUrl}/api/devices/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: pairing?.code, device_name: 'Door 1' }),
      })
    const phone = await pair()
    expect(phone.status).toBe(200)
    const { email, password } = phone.body
    expect((await connect().auth.signInWithPassword({ email, password })).error).toBeNull()
    expect((await pair()).body.error.code).toBe('pairing_code_used')
  })
})

describe('the worker', () => {
  it('runs when asked, and says what it did', async () => {
    expect(await stack.runWorker()).toMatchObject({ mails_sent: expect.any(Number) })
  })
})

describe('stopping and starting', () => {
  it('frees every port and withdraws stack.json; the next start has the same keys and data', async () => {
    const other = await mkdtemp(join(tmpdir(), 'maguey-test-'))
    const first = await startStack({ dataDir: other })
    await first.sql`create table public.kept as select 42 as answer`
    await first.stop()
    await first.stop()
    expect(existsSync(join(other, 'stack.json'))).toBe(false)
    await expect(fetch(first.info.apiUrl)).rejects.toThrow('fetch failed')

    const port = Number(new URL(first.info.apiUrl).port)
    const second = await startStack({ dataDir: other, ports: { api: port } })
    expect(second.info.apiUrl).toBe(first.info.apiUrl)
    expect(second.info.secretKey).toBe(first.info.secretKey)
    expect(second.info.manager).toEqual(first.info.manager)
    expect(await second.sql`select answer from public.kept`).toMatchObject([{ answer: 42 }])
    await second.stop()
    await removeData(other)
  })

  it('names the port that is taken, and leaves nothing behind', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    await expect(startStack({ ports: { shop: port } })).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining('MAGUEY_SHOP_PORT'),
    })
    server.close()
  })

  it.each([
    [{ STRIPE_SECRET_KEY: 'sk_test_1' }, 'STRIPE_WEBHOOK_SECRET'],
    [{ RESEND_API_KEY: 're_1' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://mail.test:25' }, 'MAIL_FROM'],
    [{ SUPABASE_URL: 'https://project.supabase.test' }, 'SUPABASE_PUBLISHABLE_KEY'],
  ])('a real service that is half named: %o needs %s', async (env, missing) => {
    await expect(startStack({ env })).rejects.toMatchObject({
      code: 'missing_setting',
      message: expect.stringContaining(missing),
    })
  })
})

describe('a Supabase project elsewhere', () => {
  it('is reached through the same address: REST, Auth and Realtime', async () => {
    const target = new URL(stack.info.apiUrl)
    const site = await openSite({ what: 'test', variable: 'NONE' })
    site.serve(forwardTo(target), tunnelTo(target))
    const client = connect(site.url)
    expect((await client.auth.signInWithPassword(stack.info.manager)).error).toBeNull()
    expect((await client.rpc('manager_events')).data.length).toBeGreaterThan(0)
    const refused = await client.from('orders').select('nonsense')
    expect(refused.status).toBe(400)
    await client.realtime.setAuth()
    const channel = client.channel('lobby')
    expect(await new Promise((resolve) => channel.subscribe(resolve))).toBe('SUBSCRIBED')
    await client.realtime.disconnect()
    await site.close()
  })

  it('stands in for the embedded one when SUPABASE_URL says so', async () => {
    const second = await startStack({
      env: {
        SUPABASE_URL: stack.info.apiUrl,
        SUPABASE_PUBLISHABLE_KEY: stack.info.publishableKey,
        SUPABASE_SECRET_KEY: stack.info.secretKey,
        SUPABASE_DB_URL: stack.info.databaseUrl,
      },
    })
    const [mine, theirs] = await Promise.all(
      [second, stack].map(({ info }) => call(`${info.apiUrl}/api/events`)),
    )
    expect(mine?.body).toEqual(theirs?.body)
    await second.stop()
  })
})
