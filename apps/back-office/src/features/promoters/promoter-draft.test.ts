// Which promoters may be sent, and in what form.
import { expect, test } from 'vitest'
import { draftOf, emptyPromoter, firstWrong, suggestCode, wishOf } from './promoter-draft.ts'

const draft = { ...emptyPromoter('usd'), name: 'Rocío Núñez' }

test('has a code made of the name, or the one that was typed', () => {
  expect(suggestCode('Rocío Núñez Jr.')).toBe('ROCIONUNEZJR')
  expect(wishOf(draft).code).toBe('ROCIONUNEZ')
  expect(wishOf({ ...draft, code: 'ro cio' }).code).toBe('ROCIO')
})

test.each([
  ['none', '', { commission_per: 'none', commission_percent: null, commission_amount: null }],
  ['sale_percent', '12,5', { commission_per: 'sale', commission_percent: '12.5' }],
  ['sale_amount', '4', { commission_per: 'sale', commission_amount: '4' }],
  ['head_amount', '3.50', { commission_per: 'head', commission_amount: '3.50' }],
] as const)('pays by %s', (pays, value, wish) => {
  const typed = { ...draft, pays, value }
  expect(firstWrong(typed)).toBeNull()
  expect(wishOf(typed)).toMatchObject(wish)
  const saved = {
    ...{ id: 'p', link_made_at: null, ended_at: null, created_at: '2026-01-01T00:00:00Z' },
    ...{ lists: 0, arrived: 0, sold: 0 },
    ...wishOf(typed),
  }
  expect(wishOf(draftOf(saved, 'usd'))).toEqual(wishOf(typed))
})

test.each([
  ['name', { name: ' ' }],
  ['code', { name: 'Ñ', code: '' }],
  ['code', { code: 'A-B-C' }],
  ['value', { pays: 'sale_percent', value: '101' }],
  ['value', { pays: 'sale_percent', value: '' }],
  ['value', { pays: 'head_amount', value: '0' }],
] as const)('is held back for the %s: %j', (field, change) => {
  expect(firstWrong({ ...draft, ...change })).toBe(field)
})
