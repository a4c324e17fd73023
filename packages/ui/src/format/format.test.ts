// Dates, times and money as people read them.
import { afterEach, describe, expect, test } from 'vitest'
import {
  formatClock,
  formatClockToSecond,
  formatLongDay,
  formatTimeLeft,
  nightsUntil,
  setClock,
} from './moment.ts'
import { formatAmount } from './money.ts'
import { pickRegion } from './region.ts'

const losAngeles = { timeZone: 'America/Los_Angeles', region: 'en-US' }

describe('times', () => {
  afterEach(() => setClock('24h'))

  test('are the venue’s, wherever the phone is', () => {
    const doors = '2025-11-29T05:00:00+00:00'
    expect(formatClock(doors, losAngeles)).toBe('21:00')
    expect(formatLongDay(doors, losAngeles)).toBe('Friday, November 28')
    expect(formatLongDay(doors, { ...losAngeles, region: 'es-MX' })).toBe(
      'viernes, 28 de noviembre',
    )
  })

  test('are written in the same style in either language', () => {
    const midnight = '2025-11-29T08:00:00Z'
    for (const region of ['en-US', 'es-MX']) {
      expect(formatClock(midnight, { ...losAngeles, region })).toBe('00:00')
      expect(formatClockToSecond(midnight, { ...losAngeles, region })).toBe('00:00:00')
    }
  })

  test('follow the club to twelve hours', () => {
    setClock('12h')
    const midnight = '2025-11-29T08:05:00Z'
    const plain = (text: string) => text.replaceAll(/\s/g, ' ')
    expect(plain(formatClock(midnight, losAngeles))).toBe('12:05 AM')
    expect(plain(formatClockToSecond(midnight, losAngeles))).toBe('12:05:00 AM')
    expect(plain(formatClock(midnight, { ...losAngeles, region: 'es-MX' }))).toBe('12:05 a.m.')
  })

  test('keep to the clock on the night that the clocks change', () => {
    // 2025-11-02: at 2:00 PDT it is 1:00 PST again.
    expect(formatClock('2025-11-02T08:30:00Z', losAngeles)).toBe('01:30')
    expect(formatClock('2025-11-02T09:30:00Z', losAngeles)).toBe('01:30')
  })
})

describe('nightsUntil', () => {
  const tonight = '2025-11-29T06:00:00Z' // Friday, 22:00
  const at = (iso: string) => nightsUntil(tonight, 'America/Los_Angeles', Date.parse(iso))

  test('counts calendar nights of the venue', () => {
    expect(at('2025-11-28T16:00:00Z')).toBe(0) // Friday, 8:00
    expect(at('2025-11-28T13:59:00Z')).toBe(1) // Friday, 5:59: still Thursday night
    expect(at('2025-11-21T20:00:00Z')).toBe(7)
  })

  test('is still tonight after midnight', () => {
    expect(at('2025-11-29T10:00:00Z')).toBe(0) // Saturday, 2:00
    expect(at('2025-11-29T14:00:00Z')).toBe(-1) // Saturday, 6:00
  })

  test('puts a start after midnight into the night before', () => {
    const late = '2025-11-29T09:00:00Z' // Saturday, 1:00
    expect(nightsUntil(late, 'America/Los_Angeles', Date.parse('2025-11-28T20:00:00Z'))).toBe(0)
  })
})

describe('formatTimeLeft', () => {
  test.each([
    [0, '0:00'],
    [-5_000, '0:00'],
    [1, '0:01'],
    [59_001, '1:00'],
    [29 * 60_000 + 5_000, '29:05'],
    [3_600_000, '1:00:00'],
    [5 * 3_600_000 + 61_000, '5:01:01'],
  ])('%d ms is %s', (leftMs, text) => {
    expect(formatTimeLeft(leftMs)).toBe(text)
  })
})

describe('money', () => {
  test('comes from decimal text, without a float in between', () => {
    expect(formatAmount('100.00', 'usd', 'en-US')).toBe('$100.00')
    expect(formatAmount('9007199254740993.01', 'usd', 'en-US')).toBe('$9,007,199,254,740,993.01')
  })

  test('is short only when nothing is cut off', () => {
    expect(formatAmount('50.00', 'usd', 'en-US', 'short')).toBe('$50')
    expect(formatAmount('49.90', 'usd', 'en-US', 'short')).toBe('$49.90')
  })
})

test('the browser’s own flavour of the language is used when it has one', () => {
  expect(pickRegion('es', ['en-GB', 'es-MX'])).toBe('es-MX')
  expect(pickRegion('es', ['en-GB', 'es'])).toBe('es-US')
  expect(pickRegion('en', ['enm-GB'])).toBe('en-US')
})
