import type { Failure, Refusal } from '@maguey/wire/failure'
import { expect, it } from 'vitest'
import { isSignedOut, passes } from './retry.ts'

const refused = (status: number, code: Refusal['code'] = 'order_not_found'): Failure => ({
  kind: 'refused',
  status,
  code,
  message: '',
  fields: [],
  detail: undefined,
  retryAfterSeconds: null,
})

it('asks again after what passes by itself, and not after what stays', () => {
  expect(passes({ kind: 'unreachable' })).toBe(true)
  expect(passes({ kind: 'server_error', status: 503 })).toBe(true)
  expect(passes({ kind: 'signed_out' })).toBe(false)
  expect(passes({ kind: 'malformed', status: 200, paths: [] })).toBe(false)
  expect(passes(refused(404))).toBe(false)
})

it('leads to the sign-in when the session ended, or when a second factor was turned on elsewhere', () => {
  expect(isSignedOut({ kind: 'signed_out' })).toBe(true)
  expect(isSignedOut(refused(403, 'second_factor_needed'))).toBe(true)
  expect(isSignedOut(refused(403, 'not_allowed'))).toBe(false)
  expect(isSignedOut({ kind: 'forbidden' })).toBe(false)
})
