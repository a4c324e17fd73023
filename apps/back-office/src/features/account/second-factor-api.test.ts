// What Auth says about the second factor, as the screen tells it.
import { AuthApiError, AuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js'
import { expect, it } from 'vitest'
import { createSecondFactorApi, problemOf } from './second-factor-api.ts'

type Mfa = SupabaseClient['auth']['mfa']

it.each([
  [new AuthApiError('', 422, 'mfa_totp_enroll_not_enabled'), 'not_offered'],
  [new AuthApiError('', 422, 'mfa_verification_failed'), 'wrong'],
  [new AuthApiError('', 429, 'over_request_rate_limit'), 'too_many'],
  [new AuthRetryableFetchError('', 0), 'unreachable'],
  [new AuthApiError('', 500, 'unexpected_failure'), 'unexpected'],
  [new Error('?'), 'unexpected'],
])('%o is %s', (error, problem) => {
  expect(problemOf(error)).toBe(problem)
})

it('forgets a set-up that was given up before it begins another', async () => {
  const removed: string[] = []
  const mfa = {
    listFactors: async () => ({
      data: { all: [{ id: 'old', status: 'unverified' }], totp: [] },
      error: null,
    }),
    unenroll: async ({ factorId }: { factorId: string }) => {
      removed.push(factorId)
      return { data: { id: factorId }, error: null }
    },
    enroll: async () => ({
      data: { id: 'new', totp: { secret: 'S', uri: 'otpauth:' } },
      error: null,
    }),
  } as unknown as Mfa
  const begun = await createSecondFactorApi(mfa).begin('La Perla')
  expect(begun).toEqual({ ok: true, value: { id: 'new', secret: 'S', uri: 'otpauth:' } })
  expect(removed).toEqual(['old'])
})

it('answers also when the request itself fails', async () => {
  const mfa = { listFactors: () => Promise.reject(new Error('?')) } as unknown as Mfa
  expect(await createSecondFactorApi(mfa).current()).toEqual({ ok: false, problem: 'unexpected' })
})
