// Who of a list comes in, at what price, and when the door asks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ArrivalList, decideArrival, leftOf, missingShare } from './decide-arrival.ts'

const HALF_PAST = 1_795_933_800_000
const list: ArrivalList = {
  ...{ price: '0.00', untilMs: HALF_PAST, latePrice: '15.00', quota: null, overbook: false },
  ...{ arrived: 0, granted: null, spent: 0 },
}
const ana = { plus: 3, removed: false, arrived: 0 }

test.each([
  ['all of them before the hour, free', list, ana, 4, -1, null, '0.00'],
  ['at the hour they pay', list, ana, 4, 0, null, '15.00'],
  ['or the list is closed', { ...list, latePrice: null }, ana, 1, 0, 'closed', '0.00'],
  ['all night without an hour', { ...list, untilMs: null }, ana, 1, 9e9, null, '0.00'],
  ['the rest of them', list, { ...ana, arrived: 3 }, 1, -1, null, '0.00'],
  ['more than the name has', list, { ...ana, arrived: 3 }, 2, -1, 'over_name', '0.00'],
  ['a name that was taken off', list, { ...ana, removed: true }, 1, -1, 'removed', '0.00'],
  [
    'a name like one on the house list',
    list,
    { ...ana, likeHouseList: true },
    1,
    -1,
    'house_list',
    '0.00',
  ],
  ['beyond a quota', { ...list, quota: 9, arrived: 8 }, ana, 2, -1, 'over_quota', '0.00'],
  ['up to a quota', { ...list, quota: 9, arrived: 8 }, ana, 1, -1, null, '0.00'],
] as const)('%s', (_, given, name, heads, afterMs, doubt, pays) => {
  expect(decideArrival(given, name, heads, HALF_PAST + afterMs)).toEqual({ doubt, pays })
})

test('of an overbooked list a phone spends its share, and asks for more', () => {
  const overbooked = { ...list, quota: 40, overbook: true, granted: 10, spent: 8 }
  expect(missingShare(overbooked, 2)).toBe(0)
  expect(missingShare(overbooked, 4)).toBe(2)
  expect(decideArrival(overbooked, ana, 2, 0).doubt).toBeNull()
  expect(decideArrival(overbooked, ana, 3, 0).doubt).toBe('over_share')
  expect(decideArrival({ ...overbooked, granted: null }, ana, 1, 0).doubt).toBe('over_share')
})

test('without a doubt, no phone ever lets in more than its share, and no name more than it has', () => {
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.nat(5),
      fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 }),
      (granted, plus, groups) => {
        let [spent, arrived] = [0, 0]
        for (const heads of groups) {
          const now = { ...list, quota: 40, overbook: true, granted, spent, arrived: spent }
          const name = { plus, removed: false, arrived }
          if (decideArrival(now, name, heads, 0).doubt !== null) continue
          spent += heads
          arrived += heads
        }
        expect(spent).toBeLessThanOrEqual(granted)
        expect(arrived).toBeLessThanOrEqual(1 + plus)
        expect(leftOf({ plus, removed: false, arrived })).toBe(1 + plus - arrived)
      },
    ),
  )
})
