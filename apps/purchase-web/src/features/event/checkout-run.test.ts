// What the form does between a click and the pay page.
import type { CheckoutStarted } from '@maguey/wire/checkout'
import type { Answer } from '@maguey/wire/failure'
import { expect, test, vi } from 'vitest'
import { createCheckoutRun } from './checkout-run.ts'

const started: Answer<CheckoutStarted> = {
  ok: true,
  value: {
    order_id: 'o1',
    token: 't',
    checkout_url: 'https://pay.example/cs_1',
    hold_expires_at: '2026-11-20T12:40:00Z',
    total_amount: '50.00',
    currency: 'usd',
  },
}
const lost: Answer<CheckoutStarted> = { ok: false, failure: { kind: 'unreachable' } }

function ports(...answers: Answer<CheckoutStarted>[]) {
  return {
    start: vi.fn(async () => answers.shift() ?? lost),
    leaveFor: vi.fn(),
    refresh: vi.fn(),
  }
}

test('a click leaves for the pay page, and stays busy until the page is gone', async () => {
  const run = createCheckoutRun()
  const given = ports(started)
  const paid = run.pay(given)
  expect(run.getState()).toEqual({ busy: true, problem: null })
  await paid
  expect(given.leaveFor).toHaveBeenCalledExactlyOnceWith(started.ok && started.value)
  expect(run.getState().busy).toBe(true)
  expect(given.refresh).not.toHaveBeenCalled()
})

test('two clicks in one frame start one checkout', async () => {
  const run = createCheckoutRun()
  const given = ports(started, started)
  await Promise.all([run.pay(given), run.pay(given)])
  expect(given.start).toHaveBeenCalledTimes(1)
})

test('a failure is told, what is left is asked anew, and the next click tries again', async () => {
  const run = createCheckoutRun()
  const given = ports(lost, started)
  await run.pay(given)
  expect(run.getState()).toEqual({ busy: false, problem: { kind: 'unreachable' } })
  expect(given.refresh).toHaveBeenCalledTimes(1)
  const again = run.pay(given)
  expect(run.getState()).toEqual({ busy: true, problem: null })
  await again
  expect(given.leaveFor).toHaveBeenCalledTimes(1)
})

test('a page that the back button restored can pay again', async () => {
  const run = createCheckoutRun()
  const given = ports(started, started)
  await run.pay(given)
  run.restored()
  expect(run.getState().busy).toBe(false)
  await run.pay(given)
  expect(given.start).toHaveBeenCalledTimes(2)
})
