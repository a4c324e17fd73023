// Which tickets are offered for returning.
import type { OrderTicket } from '@maguey/wire/orders'
import type { OrderReturn } from '@maguey/wire/returns'
import { expect, it } from 'vitest'
import { returnable } from './returnable.ts'

const NOW = Date.parse('2026-11-20T20:00:00Z')
const night = { status: 'published' as const, ends_at: '2026-11-21T10:00:00Z' }
const ticket = (ticket_id: string, changes: Partial<OrderTicket> = {}) =>
  ({ ticket_id, status: 'issued', is_used: false, ...changes }) as OrderTicket
const returned = (ticket_id: string) => ({ ticket_id, state: 'open' }) as OrderReturn

it('offers valid and unused tickets that are not returned yet', () => {
  const tickets = [
    ticket('a'),
    ticket('b', { is_used: true }),
    ticket('c', { status: 'refunded' }),
    ticket('d'),
  ]
  expect(returnable(tickets, [returned('d')], night, NOW)).toEqual([tickets[0]])
})

it('offers none of a night that is cancelled or over', () => {
  expect(returnable([ticket('a')], [], { ...night, status: 'cancelled' }, NOW)).toEqual([])
  expect(returnable([ticket('a')], [], { ...night, ends_at: '2026-11-20T20:00:00Z' }, NOW)).toEqual(
    [],
  )
})
