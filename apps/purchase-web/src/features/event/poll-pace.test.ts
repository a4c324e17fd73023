// How often availability is asked for.

import type { ShopEvent } from '@maguey/wire/events'
import { expect, test } from 'vitest'
import { pollEveryMs } from './poll-pace.ts'

const opens = Date.parse('2025-11-28T20:00:00Z')
const waiting = { on_sale: 'not_yet', sales_start_at: '2025-11-28T20:00:00Z' } as ShopEvent

test('is asked for right after sales open, neither early nor in a frenzy', () => {
  expect(pollEveryMs(waiting, opens - 3_600_000)).toBe(60_000)
  expect(pollEveryMs(waiting, opens - 30_000)).toBe(30_500)
  expect(pollEveryMs(waiting, opens + 5_000)).toBe(2_000)
})

test('an opening that nobody has named is no reason to hurry', () => {
  expect(pollEveryMs({ ...waiting, sales_start_at: null }, opens)).toBe(60_000)
})
