// Arrivals by ticket type and by gate.
import type { Live } from '@maguey/wire/event-live'
import { expect, it } from 'vitest'
import { busiestOf, splitArrivals } from './arrivals-split.ts'

const MINUTE = 60_000
const live = {
  by_type: [
    { code: 'GA', name: 'General' },
    { code: 'VIP', name: 'VIP' },
  ],
  by_gate: [
    { id: 'g1', name: 'Main' },
    { id: 'g2', name: 'Side' },
  ],
  per_minute: [
    { minute: 10 * MINUTE, admitted: 4, types: { GA: 3, VIP: 1 }, others: {}, gates: { g1: 4 } },
    {
      minute: 12 * MINUTE,
      ...{ admitted: 3, types: { GA: 2 }, others: { hand: 1 }, gates: { g1: 2, '': 1 } },
    },
  ],
} as unknown as Live
const at = 12 * MINUTE + 5_000

const figures = (by: 'all' | 'type' | 'gate') =>
  splitArrivals(live, by, at).map(({ name, minutes }) => [
    name,
    ...minutes.map(({ admitted }) => admitted),
  ])

it('splits every minute by type, those in which nobody came and those who were counted by hand included', () => {
  expect(figures('all')).toEqual([[null, 4, 0, 3]])
  expect(figures('type')).toEqual([
    ['General', 3, 0, 2],
    ['VIP', 1, 0, 0],
    [null, 0, 0, 1],
  ])
})

it('splits by gate, and shows entries without a gate where there are any', () => {
  expect(figures('gate')).toEqual([
    ['Main', 4, 0, 2],
    ['Side', 0, 0, 0],
    [null, 0, 0, 1],
  ])
  const first = live.per_minute.slice(0, 1)
  expect(splitArrivals({ ...live, per_minute: first }, 'gate', at)).toHaveLength(2)
})

it('measures every chart by the busiest minute of all', () => {
  expect(busiestOf(splitArrivals(live, 'type', at))).toBe(3)
  expect(busiestOf([])).toBe(0)
})
