// The balance as Stripe's SDK reads it: every movement of money, its fee, and when it may be spent.
import type Stripe from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type InProcess, openInProcess } from './fixtures/open-in-process.ts'

let life: InProcess

beforeEach(() => {
  life = openInProcess()
})
afterEach(() => life.simulator.close())

const listed = async (params: Stripe.BalanceTransactionListParams = {}) =>
  (await life.stripe.balanceTransactions.list(params)).data

const told = async (params?: Stripe.BalanceTransactionListParams) =>
  (await listed(params)).map(({ type, reporting_category, amount, fee, net }) => [
    type,
    reporting_category,
    amount,
    fee,
    net,
  ])

test('a charge is booked with its fee, and settles after two days', async () => {
  const intent = await life.pay()
  const { latest_charge: charge } = await life.stripe.paymentIntents.retrieve(intent, {
    expand: ['latest_charge.balance_transaction'],
  })
  const booked = (charge as Stripe.Charge).balance_transaction as Stripe.BalanceTransaction
  // 2.9 % of 100.00 and 0.30
  expect(booked).toMatchObject({ amount: 10_000, fee: 320, net: 9680, status: 'pending' })
  expect(booked.fee_details.map(({ amount, type }) => [amount, type])).toEqual([
    [320, 'stripe_fee'],
  ])
  life.clock.advance(2 * 86_400_000)
  expect((await life.stripe.balanceTransactions.retrieve(booked.id)).status).toBe('available')
})

test('a refund takes its amount out and no fee back; one that fails puts it in again', async () => {
  const intent = await life.pay()
  const refund = await life.stripe.refunds.create({ payment_intent: intent, amount: 4000 })
  expect(await told({ source: refund.id })).toEqual([['refund', 'refund', -4000, 0, -4000]])
  await life.control(`/refunds/${refund.id}/fail`)
  const [failure] = await listed({ type: 'refund_failure', expand: ['data.source'] })
  expect(failure).toMatchObject({ amount: 4000, net: 4000 })
  expect(failure?.source).toMatchObject({
    id: refund.id,
    status: 'failed',
    failure_balance_transaction: failure?.id,
  })
})

test('a dispute takes money and a fee, and one that is won brings the money back', async () => {
  const intent = await life.pay()
  const { id } = await life.control(`/payment_intents/${intent}/dispute`)
  await life.control(`/disputes/${id}/close`, { status: 'won' })
  expect(await told({ type: 'adjustment' })).toEqual([
    ['adjustment', 'dispute_reversal', 10_000, 0, 10_000],
    ['adjustment', 'dispute', -10_000, 1500, -11_500],
  ])
  const { balance_transactions: kept } = await life.stripe.disputes.retrieve(String(id))
  expect(kept.map(({ amount }) => amount)).toEqual([-10_000, 10_000])
})

test('an inquiry, a decline and an unpaid order move nothing', async () => {
  const { id } = await life.open()
  await life.control(`/sessions/${id}/pay`, { card: '4000000000000002' })
  const delayed = await life.open()
  await life.control(`/sessions/${delayed.id}/pay`, { method: 'delayed' })
  expect(await told()).toEqual([])
  const { payment_intent: intent } = await life.stripe.checkout.sessions.retrieve(delayed.id)
  await life.control(`/payment_intents/${intent}/succeed`)
  await life.control(`/payment_intents/${intent}/dispute`, { inquiry: true })
  expect(await told()).toEqual([['payment', 'charge', 10_000, 320, 9680]])
})

test('transactions are listed by when they were made', async () => {
  await life.pay()
  life.clock.advance(60_000)
  const since = life.clock.nowMs() / 1000
  await life.pay()
  expect(await listed({ created: { gte: since } })).toHaveLength(1)
  expect(await listed({ created: { lt: since } })).toHaveLength(1)
  expect(await listed({ created: since })).toHaveLength(1)
  expect(await listed({ currency: 'eur' })).toEqual([])
})
