// Refusals that belong beside a field.
import type { ErrorCode } from '@maguey/ticket-core/error-code'
import type { Failure } from '@maguey/wire/failure'
import { expect, test } from 'vitest'
import { fieldErrorsOf } from './checkout-problem.tsx'

const refused = (code: ErrorCode, fields: { field: string; message: string }[] = []): Failure => ({
  kind: 'refused',
  status: 422,
  code,
  message: 'about it all',
  fields: fields.map((field) => ({ code, ...field })),
  detail: null,
  retryAfterSeconds: null,
})

test('are found by the last part of the field’s path', () => {
  const problem = refused('invalid_request', [
    { field: 'customer.email', message: 'mail' },
    { field: 'customer.name', message: 'name' },
  ])
  expect(fieldErrorsOf(problem)).toEqual({ email: 'mail', name: 'name' })
})

test('a bad address is the field’s even when the API names no field', () => {
  expect(fieldErrorsOf(refused('invalid_email'))).toEqual({ email: 'about it all' })
})

test('anything else is nobody’s', () => {
  expect(fieldErrorsOf(refused('sold_out'))).toEqual({})
  expect(
    fieldErrorsOf(refused('invalid_request', [{ field: 'event_name', message: 'no' }])),
  ).toEqual({})
  expect(fieldErrorsOf({ kind: 'offline' })).toEqual({})
  expect(fieldErrorsOf(null)).toEqual({})
})
