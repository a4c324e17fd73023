// Pairing: a manager's code creates one phone, once, within ten minutes, and the phone can sign in.

import { randomUUID } from 'node:crypto'
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { createClient } from '@supabase/supabase-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, type Night } from './support/make-night.ts'
import { testDatabase, withPool } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()
let night: Night
let manager: Caller

beforeAll(async () => {
  night = await makeNight(db().sql)
  manager = await makeManager(db().sql)
})

async function createCode(
  events = [night.eventId],
  gate: string | null = night.mainGate,
  name = 'Door 1',
) {
  const [row] = await actAs(
    db().sql,
    manager,
    (tx) => tx`select public.create_pairing_code(${events}::uuid[], ${gate}, ${name}) as answer`,
  )
  return row?.answer as { code: string; expires_at: string; device_name: string }
}

async function pair(code: string | null, name: string | null = null, sql = db().sql) {
  const [row] = await actAs(
    sql,
    { role: 'service_role' },
    (tx) => tx`select public.pair_device(${code}, ${name}) as answer`,
  )
  return row?.answer
}

describe('a pairing code', () => {
  it('is eight characters that people can type, and is stored only as a hash', async () => {
    const { code, device_name, expires_at } = await createCode()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(device_name).toBe('Door 1')
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(0)
    const [row] = await db()
      .sql`select pairing_codes::text as row from public.pairing_codes where code_hash = internal.hash_code(${code})`
    expect(row?.row).not.toContain(code)
  })

  it('makes a phone with its event and gate, whatever case, dashes and lookalikes are typed', async () => {
    const { code } = await createCode()
    const typed = ` ${code.slice(0, 4)}-${code.slice(4)} `
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
    const paired = await pair(typed, ' Rosa ')
    expect(paired).toMatchObject({
      ok: true,
      device_name: 'Rosa',
      event_ids: [night.eventId],
      gate_id: night.mainGate,
    })
    const [device] = await db().sql`
      select d.name, d.gate_id, array_agg(e.event_id) as events from public.devices d
      join public.device_events e on e.device_id = d.id where d.id = ${paired.device_id} group by d.id`
    expect(device).toEqual({ name: 'Rosa', gate_id: night.mainGate, events: [night.eventId] })
  })

  it('without a name of its own gives the manager’s name to the phone', async () => {
    const { code } = await createCode([night.eventId], null, 'Back door')
    expect(await pair(code, '  ')).toMatchObject({
      ok: true,
      device_name: 'Back door',
      gate_id: null,
    })
  })

  it('works once', async () => {
    const { code } = await createCode()
    expect(await pair(code)).toMatchObject({ ok: true })
    expect(await pair(code)).toEqual({ ok: false, code: 'pairing_code_used' })
  })

  it('works once also for two phones at the same moment', async () => {
    const { code } = await createCode()
    const answers = await withPool(db().url, 6, async (pool) => {
      let calls: Promise<{ ok: boolean; code?: string }[]> = Promise.resolve([])
      await pool.begin(async (gate) => {
        // Anything that uses the code waits here, so that all five are in progress at once.
        await gate`select from public.pairing_codes where code_hash = internal.hash_code(${code}) for update`
        calls = Promise.all(Array.from({ length: 5 }, () => pair(code, null, pool)))
        await untilWaiting(db().sql, 5)
      })
      return calls
    })
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.filter((answer) => answer.code === 'pairing_code_used')).toHaveLength(4)
  })

  it('ends after ten minutes', async () => {
    const { code } = await createCode()
    const [row] = await db().sql`
      select expires_at - created_at = interval '10 minutes' as ten from public.pairing_codes where code_hash = internal.hash_code(${code})`
    expect(row?.ten).toBe(true)
    await db()
      .sql`update public.pairing_codes set expires_at = now() where code_hash = internal.hash_code(${code})`
    expect(await pair(code)).toEqual({ ok: false, code: 'pairing_code_expired' })
  })

  it.each(['', 'AAAAAAAA', 'AAAA', `'; --`, null])('cannot be guessed: %j', async (code) => {
    expect(await pair(code)).toEqual({ ok: false, code: 'pairing_code_invalid' })
  })

  it.each([
    [[], null, 'Door', 'invalid_request'],
    [['event'], null, '  ', 'invalid_request'],
    [['event'], null, 'x'.repeat(61), 'invalid_request'],
    [[randomUUID()], null, 'Door', 'event_not_found'],
    [['event'], randomUUID(), 'Door', 'not_found'],
  ])('is not made for %j, gate %s, name %j', async (events, gate, name, message) => {
    const ids = events.map((id) => (id === 'event' ? night.eventId : id))
    expect(await refusal(createCode(ids, gate, name))).toMatchObject({ message })
  })
})

describe('the phone', () => {
  const client = () => {
    const { api, secrets } = db().database
    return createClient('http://stack', secrets.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (input, init) => api.fetch(new Request(input, init)) },
      realtime: { transport: nodeSocket },
    })
  }

  it('signs in with what it got, sees its events, pulls and pushes through the API, and can do so again later', async () => {
    const { code } = await createCode()
    const { email, password } = await pair(code)
    for (let time = 0; time < 2; time += 1) {
      const supabase = client()
      const { error } = await supabase.auth.signInWithPassword({ email, password })
      expect(error).toBeNull()
      const events = await supabase.rpc('scanner_events')
      expect(events.data).toMatchObject([{ id: night.eventId }])
      const pull = await supabase.rpc('scanner_pull', {
        p_event_id: night.eventId,
        p_cursor: null,
        p_limit: 10,
      })
      expect(pull.data).toMatchObject({ revoked: false, event: { id: night.eventId } })
      const push = await supabase.rpc('scanner_push', { scans: [{ id: randomUUID() }] })
      expect(push.data).toMatchObject([{ status: 'rejected', error: 'invalid_request' }])
    }
  })

  it('cannot sign in with another password', async () => {
    const { code } = await createCode()
    const { email } = await pair(code)
    const { error } = await client().auth.signInWithPassword({ email, password: 'guess' })
    expect(error?.code).toBe('invalid_credentials')
  })

  it('is renamed and revoked by a manager', async () => {
    const { code } = await createCode()
    const { device_id } = await pair(code)
    const call = (text: string) => actAs(db().sql, manager, (tx) => tx.unsafe(text))
    await call(`select public.rename_device('${device_id}', ' Side door ')`)
    const revoke = async () =>
      (await call(`select public.revoke_device('${device_id}') as answer`))[0]?.answer
    const first = await revoke()
    expect(await revoke()).toEqual(first)
    const [row] = await db()
      .sql`select name, revoked_at from public.devices where id = ${device_id}`
    expect(row).toEqual({ name: 'Side door', revoked_at: new Date(first.revoked_at) })
    for (const text of [
      `select public.rename_device('${device_id}', ' ')`,
      `select public.rename_device('${randomUUID()}', 'X')`,
      `select public.revoke_device('${randomUUID()}')`,
    ]) {
      expect(await refusal(call(text)), text).toMatchObject({
        code: expect.stringMatching(/^PT40[04]$/),
      })
    }
  })
})
