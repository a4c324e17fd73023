// Keys to orders, and orders kept for the door.

import { fullStorage, memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import { describe, expect, test } from 'vitest'
import { sampleOrder } from '#shared/testing/sample-order.ts'
import { findKeptOrder, keepOrder, listKeptOrders } from './kept-orders.ts'
import { findOrderToken, keepOrderToken } from './order-tokens.ts'

const token = 'AbCdEfGhIjKlMnOpQrStUv'

describe('order tokens', () => {
  test('the link’s token wins, but does not take the place of the kept one', () => {
    const storage = memoryStorage({ 'maguey.order.7': 'an-older-token-000000' })
    expect(findOrderToken(storage, '7', `#${token}`)).toBe(token)
    expect(findOrderToken(storage, '7', '')).toBe('an-older-token-000000')
  })

  test('a kept token opens the next visit', () => {
    const storage = memoryStorage()
    keepOrderToken(storage, '7', token)
    expect(findOrderToken(storage, '7', '')).toBe(token)
    expect(findOrderToken(storage, '8', '')).toBeNull()
  })

  test.each(['', '#', '#short', '#content', '#not a token at all, no', `#${token}/../x`])(
    '%j is no token',
    (hash) => {
      expect(findOrderToken(memoryStorage(), '7', hash)).toBeNull()
    },
  )

  test('a full storage still opens the order of the link', () => {
    expect(findOrderToken(fullStorage(), '7', `#${token}`)).toBe(token)
    expect(() => keepOrderToken(fullStorage(), '7', token)).not.toThrow()
  })
})

describe('kept orders', () => {
  const view = sampleOrder()
  const id = view.order.id

  test('open again with the token that they were kept with, and no other', () => {
    const storage = memoryStorage()
    keepOrder(storage, { token, keptAtMs: 5, view })
    expect(findKeptOrder(storage, id, token)).toEqual({ token, keptAtMs: 5, view })
    expect(findKeptOrder(storage, id, 'another-token-0000000')).toBeNull()
    expect(findKeptOrder(storage, 'another-id', token)).toBeNull()
  })

  test('an order without tickets is not kept', () => {
    const storage = memoryStorage()
    keepOrder(storage, { token, keptAtMs: 5, view: sampleOrder({ tickets: [] }) })
    expect(storage.length).toBe(0)
  })

  test('are listed by night until a day after the end; spoiled entries are passed over', () => {
    const storage = memoryStorage({
      'maguey.kept-order.broken': '{"token":',
      'maguey.kept-order.foreign': '{"token":"x"}',
      'maguey.order.7': token,
    })
    const keep = (orderId: string, event_date: string, ends_at: string) =>
      keepOrder(storage, {
        token,
        keptAtMs: 1,
        view: sampleOrder({ order: { id: orderId }, event: { event_date, ends_at } }),
      })
    keep('later', '2025-12-06T06:00:00Z', '2025-12-06T12:00:00Z')
    keep('sooner', '2025-11-29T06:00:00Z', '2025-11-29T12:00:00Z')
    keep('over', '2025-11-22T06:00:00Z', '2025-11-22T12:00:00Z')
    const ids = (iso: string) =>
      listKeptOrders(storage, Date.parse(iso)).map((kept) => kept.view.order.id)
    expect(ids('2025-11-30T11:00:00Z')).toEqual(['sooner', 'later'])
    expect(ids('2025-11-30T13:00:00Z')).toEqual(['later'])
  })
})
