// Reading the provider's balance: by the day, from where the last reading ended.
import type { BalanceEntry } from '@maguey/wire/balance'
import { expect, it } from 'vitest'
import { createTestDependencies, NOW_MS } from '../testing/test-dependencies.ts'
import { checkBalance, readBalance } from './read-balance.ts'

const NOW = NOW_MS / 1000
const DAY = 86_400

const entry = (id: string, booked: number): BalanceEntry => ({
  ...{ id, booked, part: 'payment', payment_intent: `pi_${id}`, order_id: null },
  ...{ amount: '100.00', fee: '3.20', currency: 'usd' },
})

function deps() {
  const made = createTestDependencies()
  made.payments.balance.push(entry('a', NOW - 1.5 * DAY), entry('b', NOW - 10))
  made.database.balanceSpan = { from: NOW - 2 * DAY, until: NOW }
  return made
}

const recorded = ({ database }: ReturnType<typeof deps>) =>
  database.readBalances.map(({ entries, readUntil }) => [
    entries.map(({ id }) => id),
    readUntil - NOW,
  ])

it('records one day after the other', async () => {
  const made = deps()
  expect(await readBalance(made)).toBe(2)
  expect(recorded(made)).toEqual([
    [['a'], -DAY],
    [['b'], 0],
  ])
})

it('asks nobody when it was read a moment ago', async () => {
  const made = deps()
  made.database.balanceSpan = null
  expect([await readBalance(made), recorded(made)]).toEqual([0, []])
  const check = await checkBalance(made, made.asStaff('token'))
  expect(check).toEqual({ ok: true, value: { read: false } })
})

it('keeps the mark where it was when the provider is away, and says so', async () => {
  const made = deps()
  made.payments.down = true
  expect(await readBalance(made)).toBe(0)
  expect(recorded(made)).toEqual([])
  made.desk.balanceSpan = made.database.balanceSpan
  expect(await checkBalance(made, made.asStaff('token'))).toMatchObject({
    ok: false,
    problem: { code: 'payment_provider_unavailable' },
  })
  expect(made.logged.map(({ event }) => event)).toEqual(['balance_failed', 'balance_failed'])
})
