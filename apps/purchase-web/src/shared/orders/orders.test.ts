// Keys to orders, and orders kept for the door.

import { fullStorage, memoryStorage } from '@maguey/ui/testing/memory-storage.ts'
import { describe, expect, test } from 'vitest'
import { sampleOrder, sampleTicket } from '#shared/testing/sample-order.ts'
import { findKeptOrder, keepOrder, listKeptOrders, ordersForTheDoor } from './kept-orders.ts'
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

  const keepAt = (
    storage: Storage,
    orderId: string,
    doors_open_at: string,
    ends_at: string,
    changes: Parameters<typeof sampleOrder>[0] = {},
  ) =>
    keepOrder(storage, {
      token,
      keptAtMs: 1,
      view: sampleOrder({
        ...changes,
        order: { id: orderId },
        event: { ...changes.event, doors_open_at, ends_at },
      }),
    })

  test('are listed with the next night first, those that are over last; spoiled entries are passed over', () => {
    const storage = memoryStorage({
      'maguey.kept-order.broken': '{"token":',
      'maguey.kept-order.foreign': '{"token":"x"}',
      'maguey.order.7': token,
    })
    keepAt(storage, 'later', '2025-12-06T06:00:00Z', '2025-12-06T12:00:00Z')
    keepAt(storage, 'sooner', '2025-11-29T06:00:00Z', '2025-11-29T12:00:00Z')
    keepAt(storage, 'last week', '2025-11-22T06:00:00Z', '2025-11-22T12:00:00Z')
    const ids = (iso: string) => {
      const { coming, over } = listKeptOrders(storage, Date.parse(iso))
      return [coming, over].map((orders) => orders.map(({ view: { order } }) => order.id))
    }
    expect(ids('2025-11-29T11:00:00Z')).toEqual([['sooner', 'later'], ['last week']])
    expect(ids('2025-11-29T12:00:00Z')).toEqual([['later'], ['sooner', 'last week']])
  })

  test('are what the shop opens on from twelve hours before the doors to the end of the night', () => {
    const storage = memoryStorage()
    const doors = '2025-11-29T06:00:00Z'
    const end = '2025-11-29T12:00:00Z'
    keepAt(storage, 'tonight', doors, end)
    keepAt(storage, 'called off', doors, end, { event: { status: 'cancelled' } })
    keepAt(storage, 'given back', doors, end, {
      tickets: [{ ...sampleTicket, status: 'refunded' }],
    })
    keepAt(storage, 'next week', '2025-12-06T06:00:00Z', '2025-12-06T12:00:00Z')
    const ids = (iso: string) =>
      ordersForTheDoor(storage, Date.parse(iso)).map(({ view }) => view.order.id)
    expect(ids('2025-11-28T17:59:59Z')).toEqual([])
    expect(ids('2025-11-28T18:00:00Z')).toEqual(['tonight'])
    expect(ids('2025-11-29T11:59:59Z')).toEqual(['tonight'])
    expect(ids(end)).toEqual([])
  })
})
