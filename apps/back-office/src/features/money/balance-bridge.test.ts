// From the net to the provider's balance: every line that is there adds up.
import type { Takings } from '@maguey/wire/takings'
import { expect, test } from 'vitest'
import { bridgeOf } from './balance-bridge.ts'

const balance: Takings['balance'] = {
  ...{ read_until: null, expected: '290.00', booked: '240.00', fees: '10.40', fresh: '25.00' },
  ...{ converted: '15.00', difference: '-10.00' },
  ...{ to_send: '20.00', unmatched: '70.00', inquiries: '0', gap_count: 1, gaps: [] },
}

const linesOf = (changes: Partial<Takings['balance']> = {}) =>
  bridgeOf({
    ...{ net: '200.00', currency: 'usd', balance: { ...balance, ...changes } },
  } as Takings).map(({ amount, isSum }) => (isSum ? `= ${amount}` : amount))

test('says what is not sent, fits no order, is newer than the reading, was converted, and what is missing', () => {
  expect(linesOf()).toEqual([
    ...['200.00', '20.00', '70.00', '= 290.00'],
    ...['-25.00', '-15.00', '-10.00', '= 240.00'],
    ...['-10.40', '= 229.60'],
  ])
})

test('leaves out what is nothing', () => {
  const agreed = {
    to_send: '0',
    unmatched: '0.00',
    expected: '200.00',
    booked: '200.00',
    fresh: '0',
    converted: '0',
    difference: '0',
  }
  expect(linesOf(agreed)).toEqual(['200.00', '= 200.00', '= 200.00', '-10.40', '= 189.60'])
})
