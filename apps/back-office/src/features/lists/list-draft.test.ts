// Which guest lists may be sent, and in what form.
import { expect, test } from 'vitest'
import { draftOf, emptyList, firstWrong, wishOf } from './list-draft.ts'

const draft = { ...emptyList, name: ' House ' }

test('what was left empty is no limit, free, and all night', () => {
  expect(firstWrong(draft)).toBeNull()
  expect(wishOf(draft)).toEqual({
    ...{ name: 'House', promoter_id: null, quota: null, overbook: false, most_plus: 3 },
    ...{ price: '0', until: null, late_price: null, door_note: '', closed: false },
  })
})

test('a later price goes with its time only', () => {
  const late = { ...draft, until: '00:30', late: 'price' as const, latePrice: '12,50' }
  expect(wishOf(late)).toMatchObject({ until: '00:30', late_price: '12.50' })
  expect(wishOf({ ...late, late: 'closed' })).toMatchObject({ late_price: null })
  expect(wishOf({ ...late, until: '' })).toMatchObject({ until: null, late_price: null })
})

test('a saved list is typed on as it was', () => {
  const saved = {
    ...{ id: 'l', event_id: 'e', name: 'House', promoter_id: 'p', promoter_name: 'Rocío' },
    ...{ quota: 40, overbook: true, most_plus: 2, price: '10.00', currency: 'usd' },
    ...{ until_at: '2026-11-29T06:30:00Z', until: '00:30', late_price: '15.00', door_note: 'bar' },
    ...{ closed_at: null, names: 3, heads: 5, arrived: 1 },
  }
  expect(wishOf(draftOf(saved))).toEqual({
    ...{ name: 'House', promoter_id: 'p', quota: 40, overbook: true, most_plus: 2 },
    ...{ price: '10.00', until: '00:30', late_price: '15.00', door_note: 'bar', closed: false },
  })
})

test.each([
  ['name', { name: ' ' }],
  ['quota', { quota: '0' }],
  ['quota', { quota: '1.5' }],
  ['quota', { quota: '20001' }],
  ['mostPlus', { mostPlus: '' }],
  ['mostPlus', { mostPlus: '31' }],
  ['price', { price: '-1' }],
  ['price', { price: '1.234' }],
  ['until', { until: '24:00' }],
  ['latePrice', { until: '00:30', late: 'price', latePrice: '' }],
] as const)('is held back for its %s: %j', (field, change) => {
  expect(firstWrong({ ...draft, ...change })).toBe(field)
})
