// Refusals that belong beside a field.
import { expect, test } from 'vitest'
import type { Problem } from '#shared/api/problem.ts'
import { fieldErrorsOf } from './field-errors.ts'

const refused = (code: string, fields: { field: string; message: string }[] = []): Problem => ({
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
  expect(fieldErrorsOf(refused('x', [{ field: 'event_name', message: 'no' }]))).toEqual({})
  expect(fieldErrorsOf({ kind: 'offline' })).toEqual({})
  expect(fieldErrorsOf(null)).toEqual({})
})
