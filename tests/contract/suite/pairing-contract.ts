// Contract: a phone is paired by a code that works once, for ten minutes, and can't be guessed.
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { createClient } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { type ErrorBody, type GetTarget, postJson } from '../support/target.ts'

type Paired = {
  device_id: string
  email: string
  password: string
  device_name: string
  event_ids: string[]
}

export function pairingContract(target: GetTarget): void {
  const client = () => {
    const { apiUrl, publishableKey } = target().stack.info
    return createClient(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: nodeSocket },
    })
  }

  const createCode = async (eventId: string): Promise<string> => {
    const supabase = client()
    await supabase.auth.signInWithPassword(target().stack.info.manager)
    const { data, error } = await supabase.rpc('create_pairing_code', {
      p_event_ids: [eventId],
      p_gate_id: null,
      p_device_name: 'North door',
    })
    if (error !== null) throw new Error(error.message)
    return (data as { code: string }).code
  }

  const pair = (code: string) =>
    postJson<Paired & ErrorBody>(`${target().api}/devices/pair`, { code })

  describe('pairing', () => {
    it('gives a phone a sign-in that works for its event', async () => {
      const night = await createNight(target().stack)
      const { status, body } = await pair(await createCode(night.id))
      expect(status).toBe(200)
      expect(body).toMatchObject({ device_name: 'North door', event_ids: [night.id] })
      const phone = client()
      await phone.auth.signInWithPassword({ email: body.email, password: body.password })
      const { data } = await phone.rpc('scanner_events')
      expect((data as { id: string }[]).map(({ id }) => id)).toEqual([night.id])
    })

    it('takes a code as people type it', async () => {
      const code = await createCode((await createNight(target().stack)).id)
      const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `
        .replaceAll('0', 'o')
        .replaceAll('1', 'l')
      expect((await pair(typed)).status).toBe(200)
    })

    it('refuses a code that was used, also when two phones are at it together', async () => {
      const code = await createCode((await createNight(target().stack)).id)
      const answers = await Promise.all([pair(code), pair(code), pair(code)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      expect((await pair(code)).body.error.code).toBe('pairing_code_used')
    })

    it('refuses a code that expired', async () => {
      const code = await createCode((await createNight(target().stack)).id)
      await target().stack
        .sql`update public.pairing_codes set expires_at = now() - interval '1 second' where used_at is null`
      const { status, body } = await pair(code)
      expect([status, body.error.code]).toEqual([410, 'pairing_code_expired'])
    })

    it('refuses guesses, and soon stops listening to them', async () => {
      const guessed = await pair('ZZZZZZZZ')
      expect([guessed.status, guessed.body.error.code]).toEqual([404, 'pairing_code_invalid'])
      await target().stack
        .sql`update public.rate_buckets set tokens = 0, refilled_at = clock_timestamp() where bucket = 'pairing'`
      const refused = await pair('ZZZZZZZZ')
      expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_requests'])
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    })
  })
}
