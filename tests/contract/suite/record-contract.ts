// Contract: the record of a night is sealed over the API, and its file is what the command of the README verifies.

import { randomUUID } from 'node:crypto'
import { verifyRecord } from '@maguey/local-stack/cli/verify-record'
import { nodeSocket } from '@maguey/local-stack/realtime/node-socket'
import { createClient } from '@supabase/supabase-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import { type ErrorBody, type GetTarget, postJson } from '../support/target.ts'

export function recordContract(target: GetTarget): void {
  let bearer = { authorization: '' }

  beforeAll(async () => {
    const { apiUrl, publishableKey, manager } = target().stack.info
    const client = createClient(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: nodeSocket },
    })
    const { data, error } = await client.auth.signInWithPassword(manager)
    if (data.session === null) throw new Error(error?.message)
    bearer = { authorization: `Bearer ${data.session.access_token}` }
  })

  const overNight = async () => {
    const night = await createNight(target().stack)
    await target().stack.sql`
      update public.events set event_date = now() - interval '9 hours', doors_open_at = now() - interval '9 hours',
        ends_at = now() - interval '1 hour' where id = ${night.id}`
    return night
  }

  const post = (path: string, body: unknown, headers: Record<string, string> = bearer) =>
    postJson<{ record_id: string } & ErrorBody>(`${target().api}/desk/${path}`, body, headers)

  const file = async (recordId: string, ending: string, headers = bearer) => {
    const address = `${target().api}/desk/records/${recordId}/record.${ending}?locale=es`
    const response = await fetch(address, { headers })
    const name = /filename="(.*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    return { status: response.status, name, text: await response.text() }
  }

  describe('the sealed record of a night', () => {
    it('is a file that proves itself, a PDF and a spreadsheet; a correction is one too', async () => {
      const night = await overNight()
      const { body } = await post(`nights/${night.id}/seal`, {})
      const again = await post(`nights/${night.id}/seal`, {})
      expect(again.body.record_id).toBe(body.record_id)
      const json = await file(body.record_id, 'json')
      expect(json.name).toMatch(/^record-20\d\d-\d\d-\d\d-[0-9a-f]{8}\.json$/)
      const [key] = await target().stack.sql<{ key: string }[]>`
        select internal.base64url(public_key) as key from public.signing_keys
        where kid = ${JSON.parse(json.text).seal.kid}`
      expect((await verifyRecord(json.text, key?.key)).exitCode).toBe(0)
      const changed = await verifyRecord(
        json.text.replace('"capacity": 20', '"capacity": 2000'),
        key?.key,
      )
      expect(changed).toMatchObject({
        exitCode: 1,
        lines: expect.arrayContaining(['  /parts/heads/capacity']),
      })
      expect((await file(body.record_id, 'pdf')).text.slice(0, 5)).toBe('%PDF-')
      const csv = await file(body.record_id, 'csv')
      expect(csv.text).toContain(`Acta de la noche,${night.name},`)
      expect(csv.text).toContain('Personas dentro,Aforo legal,20')

      const words = 'Two coats were found.'
      const wish = { id: randomUUID(), words }
      const added = await post(`records/${body.record_id}/corrections`, wish)
      await post(`records/${body.record_id}/corrections`, wish)
      expect(added.body.record_id).toBe(wish.id)
      const correction = await file(wish.id, 'json')
      expect((await verifyRecord(correction.text, key?.key)).exitCode).toBe(0)
      expect(JSON.parse(correction.text).record).toMatchObject({
        words,
        parts: {},
        corrects: { id: body.record_id, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      })
    })

    it('is made for no night that goes on, for nobody but managers, and not there before it is sealed', async () => {
      const night = await createNight(target().stack)
      const early = await post(`nights/${night.id}/seal`, {})
      expect([early.status, early.body.error.code]).toEqual([409, 'night_not_over'])
      const over = await overNight()
      const stranger = await post(`nights/${over.id}/seal`, {}, {})
      expect([stranger.status, stranger.body.error.code]).toEqual([403, 'not_staff'])
      expect((await file(randomUUID(), 'json')).status).toBe(404)
      expect((await file('none', 'pdf')).status).toBe(404)
      const wordless = await post(`records/${randomUUID()}/corrections`, {
        id: randomUUID(),
        words: ' ',
      })
      expect(wordless.status).toBe(400)
    })
  })
}
