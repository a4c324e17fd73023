// What a type's stub says beside its stepper.
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { m } from '#messages'
import { TicketCounter } from './ticket-counter.tsx'

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

/** A release with three tickets left. */
const shown = (changes: Partial<TicketType>) => {
  const type: TicketType = {
    ...{ id: 'id-VIP', code: 'VIP', name: 'VIP', description: null, price: '20.00' },
    ...{ capacity: 100, sold: 0, available: 3, max_per_order: 8, on_sale: 'open' },
    ...{ sales_start_at: null, sales_end_at: null, pool: null },
    release: { name: 'Release 1', left: 3, ends_at: null, next_price: '30.00' },
    ...changes,
  }
  const event = {
    ...{ timezone: 'America/Los_Angeles', currency: 'usd', available: 200, max_per_order: 8 },
    ticket_types: [type],
  } as Partial<ShopEvent> as ShopEvent
  return renderToStaticMarkup(
    <TicketCounter
      event={event}
      quantities={{ VIP: 3 }}
      staleSinceMs={null}
      missing={false}
      onChange={() => {}}
    />,
  )
}

test('the last seats at this price are counted once, in the release’s own line', () => {
  expect(shown({})).not.toContain(m.limit_available({ count: 3 }))
})

test('a limit per order is said, even if the release has as many left', () => {
  expect(shown({ max_per_order: 3 })).toContain(m.limit_per_order({ count: 3 }))
})
