import type { Failure } from '@maguey/wire/failure'
import { expect, it } from 'vitest'
import { passes } from './retry.ts'

const refused = (status: number): Failure => ({
  kind: 'refused',
  status,
  code: 'order_not_found',
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
