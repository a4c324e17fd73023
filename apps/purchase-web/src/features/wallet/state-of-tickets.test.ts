// The line about a night's tickets in My tickets.
import type { OrderTicket } from '@maguey/wire/orders'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleOrder, sampleTicket } from '#shared/testing/sample-order.ts'
import { stateOfTickets } from './state-of-tickets.ts'

beforeEach(() => vi.stubGlobal('navigator', { languages: ['en-US'], language: 'en-US' }))
afterEach(() => vi.unstubAllGlobals())

const said = (...statuses: OrderTicket['status'][]) =>
  stateOfTickets(sampleOrder({ tickets: statuses.map((status) => ({ ...sampleTicket, status })) }))

test('counts the tickets that stand, and not those that were given away', () => {
  expect(said('issued', 'handed', 'issued')).toBe('2 tickets')
})

test('says why none is left: given away is not cancelled', () => {
  expect(said('handed', 'handed')).toBe('Given away')
  expect(said('handed', 'void')).toBe('Given away')
  expect(said('handed', 'refunded')).toBe('Refunded')
  expect(said('void')).toBe('Not valid')
})
