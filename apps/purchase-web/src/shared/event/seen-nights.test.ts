// Nights kept for the time without a network.
import { fullStorage, memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { expect, test } from 'vitest'
import { keepAllNights, keepSeenNight, listSeenNights } from './seen-nights.ts'

const night = (slug: string, event_date: string, changes: Partial<ShopEvent> = {}): ShopEvent => ({
  ...{
    id: slug,
    slug,
    name: slug,
    description: null,
    line_up: null,
    image_url: null,
    image_alt: null,
  },
  ...{ image_focus: [50, 50], event_date, doors_open_at: event_date, timezone: 'UTC' },
  ends_at: event_date.replace('T20', 'T23'),
  ...{ venue_name: 'Maguey', venue_address: null, min_age: null, reentry: false },
  ...{ currency: 'usd', max_per_order: 10, sales_start_at: null, sales_end_at: null },
  ...{ venue_capacity: 10, sold: 0, held: 0, available: 10, on_sale: 'open', ticket_types: [] },
  ...changes,
})
const friday = night('friday', '2026-03-06T20:00:00Z')
const saturday = night('saturday', '2026-03-07T20:00:00Z')
const nowMs = Date.parse('2026-03-06T12:00:00Z')
const slugs = (storage: Storage, atMs = nowMs) =>
  listSeenNights(storage, atMs).map(({ event }) => event.slug)

test('seen nights are listed with the next one first until they are over', () => {
  const storage = memoryStorage()
  keepSeenNight(storage, saturday, nowMs)
  keepSeenNight(storage, friday, nowMs + 1)
  expect(slugs(storage)).toEqual(['friday', 'saturday'])
  expect(slugs(storage, Date.parse(friday.ends_at))).toEqual(['saturday'])
})

test('a night that is seen again takes the place of what was kept of it', () => {
  const storage = memoryStorage()
  keepAllNights(storage, [friday, saturday], nowMs)
  keepSeenNight(storage, { ...friday, available: 2 }, nowMs + 60_000)
  expect(listSeenNights(storage, nowMs)).toEqual([
    { seenAtMs: nowMs + 60_000, event: { ...friday, available: 2 } },
    { seenAtMs: nowMs, event: saturday },
  ])
})

test('a list of all nights ends those that are not in it', () => {
  const storage = memoryStorage()
  keepAllNights(storage, [friday, saturday], nowMs)
  keepAllNights(storage, [saturday], nowMs + 1)
  expect(slugs(storage)).toEqual(['saturday'])
  keepAllNights(storage, [], nowMs + 2)
  expect(slugs(storage)).toEqual([])
})

test('what can’t be read is passed over, and a full storage is no error', () => {
  const good = JSON.stringify({ seenAtMs: nowMs, event: friday })
  expect(slugs(memoryStorage({ 'maguey.seen-nights': `[{"seenAtMs":1},${good}]` }))).toEqual([
    'friday',
  ])
  expect(slugs(memoryStorage({ 'maguey.seen-nights': '{' }))).toEqual([])
  expect(() => keepAllNights(fullStorage(), [friday], nowMs)).not.toThrow()
})
