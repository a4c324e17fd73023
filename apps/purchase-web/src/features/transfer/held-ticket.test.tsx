// What whoever was given a ticket sees of it.
import type { OrderTicket } from '@maguey/wire/orders'
import type { TransferView } from '@maguey/wire/transfers'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleOrder, sampleTicket } from '#shared/testing/sample-order.ts'
import { HeldTicket } from './held-ticket.tsx'

// Both ask the page where it is, and a test has none.
vi.mock('#shared/api/transfers-api.ts', () => ({ downloadTransferPdf: vi.fn() }))
vi.mock('#shared/ui/link.tsx', () => ({ Link: 'a' }))
beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

function shown(ticket: Partial<OrderTicket>, reentry = false, staleSinceMs: number | null = null) {
  const view: TransferView = {
    transfer: {
      ...{ id: '7', state: 'accepted', holds: true, ticket_type: 'VIP', from_name: 'Lía' },
      ...{ order_number: 'MGY-7K3QXM', locale: 'en' },
      ...{ offered_at: '2025-11-28T20:00:00Z', accepted_at: '2025-11-28T20:01:00Z' },
    },
    event: sampleOrder({ event: { reentry } }).event,
    tickets: [{ ...sampleTicket, ...ticket }],
  }
  const props = { view, token: 'token', staleSinceMs, takesFocus: false }
  return renderToStaticMarkup(<HeldTicket {...props} />)
}

test('a used ticket keeps its code where it lets its holder back in', () => {
  expect(shown({})).toContain('ticket-qr')
  expect(shown({ is_used: true }, true)).toContain('ticket-qr')
  expect(shown({ is_used: true }, true)).toContain('lets you back in')
  expect(shown({ is_used: true }, false)).not.toContain('ticket-qr')
  expect(shown({ status: 'void' }, true)).not.toContain('ticket-qr')
})

test('what could not be checked says since when', () => {
  expect(shown({})).not.toContain('Last checked')
  expect(shown({}, false, Date.UTC(2025, 10, 28, 20))).toContain('Last checked')
})
