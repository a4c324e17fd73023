import { describe, expect, test } from 'vitest'
import { type DefaultKey, defaultsOf, troubleWith } from './night-defaults.ts'

describe('a default that no night may begin with', () => {
  test.each<[DefaultKey, string, string | null]>([
    ['venue_capacity', '1000001', 'number'],
    ['venue_capacity', '1.5', 'number'],
    ['venue_capacity', ' 300 ', null],
    ['min_age', '100', 'number'],
    ['min_age', '0', null],
    ['max_per_order', '0', 'number'],
    ['timezone', 'Mexiko', 'timezone'],
    ['timezone', 'America/Mexico_City', null],
    ['currency', 'pesos', 'currency'],
    ['currency', 'mxn', null],
    ['venue_name', '7', null],
    ['currency', '', null],
  ])('%s %j: %s', (key, typed, code) => {
    expect(troubleWith(key, typed)?.code ?? null).toBe(code)
  })
})

test('what is empty has no default', () => {
  const nothing = { venue_name: '', timezone: '', min_age: '', max_per_order: '' }
  expect(defaultsOf({ ...nothing, venue_capacity: '250', currency: 'MXN' })).toEqual({
    ...{ venue_capacity: 250, currency: 'mxn' },
  })
})
