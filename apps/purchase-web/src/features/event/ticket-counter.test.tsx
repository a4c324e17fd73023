// What a type's stub says beside its stepper.

import { memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { Children, isValidElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { m } from '#messages'
import { createDraftStore } from '#shared/draft/checkout-draft.ts'
import { stepQuantity } from './order-lines.ts'
import { QuantityStepper } from './quantity-stepper.tsx'
import { TicketCounter } from './ticket-counter.tsx'

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

/** A release with three tickets left. */
const typeOf = (changes: Partial<TicketType>): TicketType => ({
  ...{ id: 'id-VIP', code: 'VIP', name: 'VIP', description: null, price: '20.00' },
  ...{ capacity: 100, sold: 0, available: 3, max_per_order: 8, on_sale: 'open' },
  ...{ sales_start_at: null, sales_end_at: null, pool: null },
  release: { name: 'Release 1', left: 3, ends_at: null, next_price: '30.00' },
  ...changes,
})

const eventOf = (type: TicketType) =>
  ({
    ...{ timezone: 'America/Los_Angeles', currency: 'usd', available: 200, max_per_order: 8 },
    ticket_types: [type],
  }) as Partial<ShopEvent> as ShopEvent

const shown = (changes: Partial<TicketType>) =>
  renderToStaticMarkup(
    <TicketCounter
      event={eventOf(typeOf(changes))}
      quantities={{ VIP: 3 }}
      staleSinceMs={null}
      missing={false}
      onStep={() => {}}
    />,
  )

/** The stepper as one render left it: pressed again, its buttons know nothing of what was pressed since. */
function stepperOf(draft: ReturnType<typeof createDraftStore>, type: TicketType) {
  const rendered = QuantityStepper({
    ...{ type, chosen: draft.draftOf('perreo').quantities[type.code] ?? 0, max: 3 },
    onStep: (by) =>
      draft.changeQuantities('perreo', (now) => stepQuantity(eventOf(type), type, now, by)),
  }) as ReactElement<{ children: ReactElement[] }>
  return (name: 'plus' | 'minus') => {
    for (const child of Children.toArray(rendered.props.children)) {
      if (!isValidElement<{ name?: string; onClick?: () => void }>(child)) continue
      if (child.props.name === `${name}-${type.code}`) child.props.onClick?.()
    }
  }
}

test('taps that come before the page has caught up all count, within the limit', () => {
  const draft = createDraftStore(memoryStorage, () => 0)
  const chosen = () => draft.draftOf('perreo').quantities.VIP
  const press = stepperOf(draft, typeOf({}))
  press('plus')
  press('plus')
  expect(chosen()).toBe(2)
  press('plus')
  press('plus')
  expect(chosen()).toBe(3)
  for (let tap = 0; tap < 4; tap += 1) press('minus')
  expect(chosen()).toBe(0)
})

test('the last seats at this price are counted once, in the release’s own line', () => {
  expect(shown({})).not.toContain(m.limit_available({ count: 3 }))
})

test('a limit per order is said, even if the release has as many left', () => {
  expect(shown({ max_per_order: 3 })).toContain(m.limit_per_order({ count: 3 }))
})
