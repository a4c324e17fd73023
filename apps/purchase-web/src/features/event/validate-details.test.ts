// What may be typed as e-mail and name.
import { expect, test } from 'vitest'
import { validateDetails } from './validate-details.ts'

test.each(['ana@example.com', '  ana@example.com ', 'a.b+c@sub.example.co', "o'brien@example.org"])(
  '%j is an address',
  (email) => {
    expect(validateDetails({ email, name: 'Ana' })).toEqual({})
  },
)

test.each([
  'ana',
  'ana@',
  '@example.com',
  'ana@example',
  'ana@example.c',
  'ana@example..com',
  'ana @example.com',
  'ana@exa mple.com',
  'ana@@example.com',
  'ana@example.com, eva@example.com',
  `${'a'.repeat(250)}@example.com`,
])('%j is none', (email) => {
  expect(validateDetails({ email, name: 'Ana' })).toEqual({ email: 'email_malformed' })
})

test('missing is said apart from malformed', () => {
  expect(validateDetails({ email: ' ', name: '  ' })).toEqual({
    email: 'email_missing',
    name: 'name_missing',
  })
})

test('a name may be long, but not endless', () => {
  const at = (length: number) =>
    validateDetails({ email: 'a@example.com', name: 'ñ'.repeat(length) })
  expect(at(120)).toEqual({})
  expect(at(121)).toEqual({ name: 'name_long' })
})
