// What the buyer of an order is offered below its tickets.
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleOrder, sampleTicket } from '#shared/testing/sample-order.ts'
import { Returns } from './return-panel.tsx'

vi.mock('#shared/api/returns-api.ts', () => ({ findReturns: vi.fn(), takeBackReturn: vi.fn() }))
beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const SALE_ENDS = '2026-11-27T22:00:00Z'

function shownAt(moment: string) {
  vi.useFakeTimers({ now: new Date(moment) })
  const view = sampleOrder({
    event: { status: 'published', ends_at: '2026-11-28T10:00:00Z' },
    tickets: [{ ...sampleTicket, status: 'issued', is_used: false }],
  })
  const listed = { returns: [], returnable_until: { [sampleTicket.ticket_id]: SALE_ENDS } }
  const of = { orderId: view.order.id, token: 'token' }
  return renderToStaticMarkup(
    <Returns view={view} of={of} listed={listed} ask={vi.fn()} refresh={vi.fn()} />,
  )
}

test('returning is offered until the sale ends, though the night goes on', () => {
  expect(shownAt('2026-11-27T21:59:00Z')).toContain('Return a ticket')
  expect(shownAt(SALE_ENDS)).toBe('')
})
