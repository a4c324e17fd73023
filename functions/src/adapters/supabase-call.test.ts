// What a failed call becomes when it is made in the name of staff.
import { sweepRateBuckets } from '@maguey/wire/housekeeping'
import { expect, test } from 'vitest'
import type { LogEntry } from '../ports/clock.ts'
import { createCall } from './supabase-call.ts'

async function called(status: number, body: object) {
  const logged: LogEntry[] = []
  const call = createCall({
    url: 'http://api.test',
    secretKey: 'sb_secret_x',
    accessToken: 'a-token-of-staff',
    log: (entry) => logged.push(entry),
    fetch: async () => Response.json(body, { status }),
  })
  return { answer: await call(sweepRateBuckets)(undefined), logged }
}

test('a token that is none, or no longer one, is nobody’s', async () => {
  expect(await called(401, { code: 'PGRST301', message: 'JWT expired' })).toEqual({
    answer: { ok: false, problem: { code: 'not_staff' } },
    logged: [],
  })
})

test('our own refusal is passed on', async () => {
  expect(await called(403, { code: 'PT403', message: 'not_allowed' })).toMatchObject({
    answer: { ok: false, problem: { code: 'not_allowed' } },
    logged: [],
  })
})

test('a right that is missing is our bug: it is logged, and blamed on nobody', async () => {
  expect(await called(403, { code: '42501', message: 'permission denied' })).toMatchObject({
    answer: { ok: false, problem: { code: 'internal' } },
    logged: [
      { level: 'error', event: 'database_error', rpc: sweepRateBuckets.name, kind: 'forbidden' },
    ],
  })
})
