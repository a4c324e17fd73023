// Orders that cost nothing: completed at once, or refused in words, for customers and for comps alike.
import { describe, expect, it } from 'vitest'
import { createTestDependencies } from '../testing/test-dependencies.ts'
import { giveComp } from './change-order.ts'
import { createCheckout } from './create-checkout.ts'

const free = {
  event: 'perreo-fridays-20261127',
  items: [{ ticket_type: 'VIP', quantity: 2 }],
  customer: { email: 'ana@example.com', name: 'Ana' },
  locale: 'en' as const,
  client_key: 'aaaaaaaaaaaaaaaa000000000001',
}
const comp = {
  event_id: '00000000-0000-4000-8000-0000000000e1',
  lines: [{ ticket_type_id: '00000000-0000-4000-8000-0000000000f1', quantity: 1 }],
  customer: { ...free.customer, locale: 'en' as const },
  reason: 'DJ',
  client_key: free.client_key,
}

/** A database in which everything is free, and the desk of somebody on the staff, whose comp is that customer's order. */
async function openHouse() {
  const deps = createTestDependencies()
  deps.database.unitPrice = '0.00'
  await createCheckout(deps, free)
  const [orderId] = [...deps.database.orders.keys()]
  deps.desk.compOrderId = orderId ?? ''
  return { deps, order: deps.database.orders.get(orderId ?? '') }
}

describe('an order that costs nothing', () => {
  it('has its tickets at once', async () => {
    const { order } = await openHouse()
    expect(order).toMatchObject({ status: 'completed', tickets: [{}, {}] })
  })

  it.each([
    ['cancelled', 'event_cancelled'],
    ['late', 'sold_out'],
  ] as const)('is never called done when it was %s', async (outcome, code) => {
    const deps = createTestDependencies()
    deps.database.unitPrice = '0.00'
    deps.database.nextOutcomes.push(outcome)
    expect(await createCheckout(deps, free)).toMatchObject({ ok: false, problem: { code } })
  })

  it.each([
    ['cancelled', 'event_cancelled'],
    ['late', 'sold_out'],
  ] as const)('nor is a comp that was %s', async (outcome, code) => {
    const { deps, order } = await openHouse()
    if (order) order.status = 'pending'
    deps.database.nextOutcomes.push(outcome)
    const answer = await giveComp(deps, deps.asStaff('token'), comp)
    expect(answer).toMatchObject({ ok: false, problem: { code } })
  })
})
