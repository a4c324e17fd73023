// Which promo codes may be sent, and in what form.
import { expect, test } from 'vitest'
import { emptyPromo, firstWrong, wishOf } from './promo-draft.ts'

const draft = { ...emptyPromo, code: 'agave 20', value: '20' }

test('is sent as the database compares it, with what was left empty as no limit', () => {
  expect(firstWrong(draft)).toBeNull()
  expect(wishOf({ ...draft, types: 'vip; ga', maxUses: '50', maxPerCustomer: '' })).toEqual({
    ...{ code: 'AGAVE20', event_id: null, percent_off: 20, amount_off: null, currency: null },
    ...{ type_codes: ['VIP', 'GA'], max_uses: 50, max_per_customer: null },
    ...{ starts_at: null, ends_at: null, note: '' },
  })
})

test('takes an amount with a comma or a point, in its currency', () => {
  const amount = { ...draft, takes: 'amount' as const, value: '7,50', currency: 'eur' }
  expect(firstWrong(amount)).toBeNull()
  expect(wishOf(amount)).toMatchObject({ amount_off: '7.50', currency: 'eur', percent_off: null })
})

test.each([
  ['code', { code: 'a' }],
  ['code', { code: 'ÑAM' }],
  ['value', { value: '0' }],
  ['value', { value: '101' }],
  ['value', { value: '12.5' }],
  ['maxUses', { maxUses: '0' }],
  ['maxPerCustomer', { maxPerCustomer: '1.5' }],
  ['endsAt', { startsAt: '2026-01-02T10:00', endsAt: '2026-01-02T10:00' }],
] as const)('is held back for its %s: %j', (field, change) => {
  expect(firstWrong({ ...draft, ...change })).toBe(field)
})
