// Limits and totals of an order.

import type { ShopEvent, TicketType } from '@maguey/wire/events'
import { describe, expect, test } from 'vitest'
import { orderItems, orderTotal, overLimit, quantityLimit, savedBy } from './order-lines.ts'

const type = (code: string, changes: Partial<TicketType> = {}): TicketType => ({
  id: `id-${code}`,
  code,
  name: code,
  description: null,
  price: '25.00',
  capacity: 100,
  sold: 0,
  available: 100,
  max_per_order: 6,
  on_sale: 'open',
  sales_start_at: null,
  sales_end_at: null,
  pool: null,
  release: null,
  ...changes,
})

const night = (types: TicketType[], changes: Partial<ShopEvent> = {}): ShopEvent => ({
  id: 'e',
  slug: 'perreo',
  name: 'Perreo Fridays',
  description: null,
  line_up: null,
  image_url: null,
  image_alt: null,
  image_focus: [50, 50],
  event_date: '2025-11-29T06:00:00Z',
  doors_open_at: '2025-11-29T05:00:00Z',
  ends_at: '2025-11-29T12:00:00Z',
  timezone: 'America/Los_Angeles',
  venue_name: 'Maguey',
  venue_address: null,
  min_age: null,
  reentry: false,
  currency: 'usd',
  venue_capacity: 200,
  sold: 0,
  held: 0,
  available: 200,
  on_sale: 'open',
  max_per_order: 8,
  sales_start_at: null,
  sales_end_at: null,
  ticket_types: types,
  ...changes,
})

describe('types that share seats', () => {
  const pool = { id: 'house', left: 8 }
  const table = type('TABLE', { available: 8, pool })
  const stool = type('STOOL', { available: 8, pool })
  const night8 = night([table, stool, type('GEN')], { max_per_order: 20 })

  test('together can’t be more than what is left of them', () => {
    expect(quantityLimit(night8, stool, { TABLE: 6 })).toEqual({ max: 2, because: 'availability' })
    expect(overLimit(night8, { TABLE: 6, STOOL: 6 }).map(({ code }) => code)).toEqual([
      'TABLE',
      'STOOL',
    ])
    expect(overLimit(night8, { TABLE: 6, STOOL: 2, GEN: 6 })).toEqual([])
  })
})

describe('quantityLimit', () => {
  const vip = type('VIP')
  const general = type('GEN', { max_per_order: 8 })

  test('is the type’s own limit at first', () => {
    expect(quantityLimit(night([vip, general]), vip, {})).toEqual({ max: 6, because: 'per_order' })
  })

  test('leaves what the other types have taken of the order', () => {
    const limit = quantityLimit(night([vip, general]), vip, { GEN: 5, VIP: 2 })
    expect(limit).toEqual({ max: 3, because: 'per_order' })
  })

  test('is the seats left, when those are fewer', () => {
    const scarce = type('VIP', { available: 2 })
    expect(quantityLimit(night([scarce]), scarce, {})).toEqual({ max: 2, because: 'availability' })
  })

  test('the house’s seats are shared by the types', () => {
    const event = night([vip, general], { available: 4 })
    expect(quantityLimit(event, vip, { GEN: 3 })).toEqual({ max: 1, because: 'availability' })
  })

  test('never goes below zero, and none means none', () => {
    const free = type('GEN', { max_per_order: null, available: 50 })
    const event = night([free], { max_per_order: 60 })
    expect(quantityLimit(event, free, {}).max).toBe(50)
    expect(quantityLimit(night([vip], { available: 0 }), vip, { VIP: 2, GEN: 9 }).max).toBe(0)
  })
})

test('types that others were faster for are named', () => {
  const event = night([type('VIP', { available: 1 }), type('GEN')])
  expect(overLimit(event, { VIP: 2, GEN: 1 }).map(({ code }) => code)).toEqual(['VIP'])
  expect(overLimit(event, { VIP: 1, GEN: 1 })).toEqual([])
})

test('the total is exact in the currency’s own units', () => {
  const event = night([type('A', { price: '0.10' }), type('B', { price: '0.20' })])
  expect(orderTotal(event, { A: 1, B: 1 })).toBe('0.30')
  expect(orderTotal(event, {})).toBe('0.00')
  const yen = night([type('A', { price: '1500' })], { currency: 'jpy' })
  expect(orderTotal(yen, { A: 2 })).toBe('3000')
})

test('only chosen types are sent, by id, with the price that was shown', () => {
  const event = night([type('VIP'), type('GEN')])
  expect(orderItems(event, { VIP: 0, GEN: 3, GONE: 2 })).toEqual([
    { ticket_type: 'id-GEN', quantity: 3, price_shown: '25.00' },
  ])
})

test('a promo code lowers the total to its own prices, and says what it saves', () => {
  const event = night([type('VIP', { price: '50.00' }), type('GEN')])
  const offer = {
    code: 'AGAVE',
    percent_off: 15,
    amount_off: null,
    prices: { 'id-VIP': '42.50' },
  }
  expect(orderTotal(event, { VIP: 2, GEN: 1 }, offer)).toBe('110.00')
  expect(savedBy(offer, event, { VIP: 2, GEN: 1 })).toBe('15.00')
  expect(savedBy(offer, event, { GEN: 3 })).toBeNull()
  expect(savedBy(null, event, { VIP: 1 })).toBeNull()
})
