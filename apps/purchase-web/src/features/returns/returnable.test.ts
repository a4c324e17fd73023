// Which tickets are offered for returning.
import type { OrderTicket } from '@maguey/wire/orders'
import type { OrderReturn } from '@maguey/wire/returns'
import { expect, it } from 'vitest'
import { returnable } from './returnable.ts'

const NOW = Date.parse('2026-11-20T20:00:00Z')
const LATER = '2026-11-21T10:00:00Z'
const night = { status: 'published' as const }
const ticket = (ticket_id: string, changes: Partial<OrderTicket> = {}) =>
  ({ ticket_id, status: 'issued', is_used: false, ...changes }) as OrderTicket
const returned = (ticket_id: string) => ({ ticket_id, state: 'open' }) as OrderReturn
const listed = (until = LATER, returns: OrderReturn[] = []) => ({
  returns,
  returnable_until: { a: until, b: until, c: until, d: until },
})

it('offers valid and unused tickets that are not returned yet', () => {
  const tickets = [
    ticket('a'),
    ticket('b', { is_used: true }),
    ticket('c', { status: 'refunded' }),
    ticket('d'),
  ]
  expect(returnable(tickets, listed(LATER, [returned('d')]), night, NOW)).toEqual([tickets[0]])
})

it('offers none of a cancelled night, none whose sale has ended, and none that the API does not name', () => {
  expect(returnable([ticket('a')], listed(), { status: 'cancelled' }, NOW)).toEqual([])
  expect(returnable([ticket('a')], listed('2026-11-20T20:00:00Z'), night, NOW)).toEqual([])
  expect(returnable([ticket('e')], listed(), night, NOW)).toEqual([])
})
