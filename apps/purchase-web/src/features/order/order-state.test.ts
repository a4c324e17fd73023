// What the order's page shows, and how often it asks.
import { describe, expect, test } from 'vitest'
import { sampleOrder } from '#shared/testing/sample-order.ts'
import { askAgainInMs, orderState } from './order-state.ts'

const pending = sampleOrder({
  order: { status: 'pending', hold_expires_at: '2025-11-29T06:00:00Z' },
  tickets: [],
})
const before = Date.parse('2025-11-29T05:59:59Z')
const after = Date.parse('2025-11-29T06:00:00Z')

describe('orderState', () => {
  test('an unpaid order waits until its hold ends', () => {
    expect(orderState(pending, false, before)).toBe('awaiting_payment')
    expect(orderState(pending, false, after)).toBe('lapsed')
  })

  test('who comes back from paying is never told that it is too late while the API doesn’t know', () => {
    expect(orderState(pending, true, before)).toBe('confirming')
    expect(orderState(pending, true, after)).toBe('confirming')
  })

  test('a paid order shows tickets once there are any', () => {
    expect(orderState(sampleOrder(), true, after)).toBe('tickets')
    expect(orderState(sampleOrder({ tickets: [] }), true, after)).toBe('making_tickets')
    const partly = sampleOrder({ order: { status: 'partially_refunded' } })
    expect(orderState(partly, false, after)).toBe('tickets')
  })

  test.each([
    ['expired', 'lapsed'],
    ['failed', 'failed'],
    ['refund_pending', 'refund_pending'],
    ['refunded', 'refunded'],
  ] as const)('%s is %s', (status, state) => {
    expect(orderState(sampleOrder({ order: { status } }), true, after)).toBe(state)
  })
})

describe('askAgainInMs', () => {
  test('never gives up on a payment, however long it takes', () => {
    expect(askAgainInMs('confirming', 0)).toBe(1_000)
    expect(askAgainInMs('confirming', 1_000_000)).toBe(5_000)
    expect(askAgainInMs('making_tickets', 1_000_000)).toBe(5_000)
  })

  test('stays within what one address may ask in a minute', () => {
    let askedInMinute = 0
    for (let ms = 0; ms < 60_000; askedInMinute++) {
      ms += askAgainInMs('confirming', askedInMinute) || 60_000
    }
    expect(askedInMinute).toBeLessThan(40)
  })

  test('stops when nothing will change by itself', () => {
    expect(askAgainInMs('tickets', 0)).toBe(false)
    expect(askAgainInMs('refunded', 0)).toBe(false)
  })
})
