// Contract: the takings agree with the simulator's balance to the cent, whatever became of the money; and receipts.
import { randomUUID } from 'node:crypto'
import { checkBalance } from '@maguey/wire/balance'
import { callSql } from '@maguey/wire/call'
import { requestRefund } from '@maguey/wire/order-desk'
import { nightTakings, type Takings } from '@maguey/wire/takings'
import { createClient } from '@supabase/supabase-js'
import type Stripe from 'stripe'
import { beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { createNight, type Night } from '../support/nights.ts'
import {
  buyTickets,
  deliver,
  openCheckout,
  payAtStripe,
  readOrderPage,
  type StripeEvent,
} from '../support/orders.ts'
import { type GetTarget, getJson, postJson } from '../support/target.ts'
import { callWorker } from './mail-contract.ts'

export function moneyContract(target: GetTarget): void {
  let bearer: string
  const manager = () => {
    const { apiUrl, publishableKey } = target().stack.info
    return createClient(apiUrl, publishableKey, {
      auth: { persistSession: false },
      realtime: { transport: WebSocket as never },
      global: bearer === undefined ? {} : { headers: { Authorization: `Bearer ${bearer}` } },
    })
  }

  beforeAll(async () => {
    const { data } = await manager().auth.signInWithPassword(target().stack.info.manager)
    bearer = data.session?.access_token ?? ''
  })

  const stripe = () => `${target().stack.info.stripeUrl}/_control`
  const control = async (path: string, body: object = {}) =>
    (await postJson<{ id: string }>(`${stripe()}/${path}`, body)).body

  /** Every event about a payment, as Stripe would deliver it. */
  async function tell(intent: string) {
    const { body } = await getJson<StripeEvent[]>(`${stripe()}/events`)
    for (const event of body.filter(({ data }) => data.object.payment_intent === intent))
      expect((await deliver(target(), event)).status).toBe(200)
  }

  async function sold(night: Night) {
    const { checkout } = await buyTickets(target(), night)
    const [row] = await target().stack.sql<{ intent: string }[]>`
      select stripe_payment_intent_id as intent from public.orders where id = ${checkout.order_id}`
    return { checkout, orderId: checkout.order_id, intent: row?.intent ?? '' }
  }

  async function takingsOf(night: Night): Promise<Takings> {
    // As if nobody had asked in the last seconds.
    await target().stack.sql`update public.balance_reading set next_at = now() - interval '1 hour'`
    const checked = await postJson(
      `${target().api}${checkBalance.path}`,
      {},
      {
        authorization: `Bearer ${bearer}`,
      },
    )
    expect([checked.status, checked.body]).toEqual([200, { read: true }])
    const takings = await callSql(manager(), nightTakings, night.id)
    if (!takings.ok) throw new Error(JSON.stringify(takings.failure))
    return takings.value
  }

  /** What the simulator itself has of a night, in cents, without our help. */
  async function bookedAtStripe(intents: readonly string[]) {
    const read = async <T>(kind: string) => (await getJson<T[]>(`${stripe()}/${kind}`)).body
    const moved = [
      ...(await read<Stripe.Refund>('refunds')),
      ...(await read<Stripe.Dispute>('disputes')),
    ]
      .filter(({ payment_intent: intent }) => intents.includes(String(intent)))
      .map(({ id }) => id)
    const charges = (await read<Stripe.PaymentIntent>('payment_intents'))
      .filter(({ id }) => intents.includes(id))
      .map(({ latest_charge: charge }) => String(charge))
    const booked = (await read<Stripe.BalanceTransaction>('balance_transactions')).filter(
      ({ source }) => [...moved, ...charges].includes(String(source)),
    )
    return {
      amount: booked.reduce((sum, { amount }) => sum + amount, 0),
      fee: booked.reduce((sum, { fee }) => sum + fee, 0),
      count: booked.length,
    }
  }

  const cents = (amount: string) => Math.round(Number(amount) * 100)

  describe('the takings of a night', () => {
    it('agree with the provider’s balance after refunds, one that failed, and a lost dispute', async () => {
      const night = await createNight(target().stack, { capacity: 20 })
      const kept = await sold(night)
      const asked = await sold(night)
      const back = await sold(night)
      const failed = await sold(night)
      const fought = await sold(night)
      const won = await sold(night)
      const wish = await callSql(manager(), requestRefund, {
        orderId: asked.orderId,
        reason: 'Ill',
        idempotencyKey: randomUUID(),
        of: 'amount',
        amount: '33.33',
      })
      expect(wish).toMatchObject({ ok: true })
      while (
        (await readOrderPage(target(), asked.checkout)).body.order.status !== 'partially_refunded'
      )
        await callWorker(target(), target().workerSecret)
      await control(`payment_intents/${back.intent}/refund`)
      await tell(back.intent)
      const refund = await control(`payment_intents/${failed.intent}/refund`)
      await tell(failed.intent)
      await control(`refunds/${refund.id}/fail`)
      await tell(failed.intent)
      for (const [{ intent }, status] of [
        [fought, 'lost'],
        [won, 'won'],
      ] as const) {
        const dispute = await control(`payment_intents/${intent}/dispute`)
        await control(`disputes/${dispute.id}/close`, { status })
        await tell(intent)
      }

      const takings = await takingsOf(night)
      const all = [kept, asked, back, failed, fought, won].map(({ intent }) => intent)
      const booked = await bookedAtStripe(all)
      // 6 charges, 3 refunds and one that came back, 2 disputes and one that came back.
      expect(booked.count).toBe(13)
      expect(takings.balance).toMatchObject({ gaps: [], gap_count: 0, fresh: '0' })
      expect(cents(takings.balance.booked)).toBe(booked.amount)
      expect(cents(takings.balance.fees)).toBe(booked.fee)
      expect([takings.net, takings.balance.expected]).toEqual(['366.67', '366.67'])
      expect(booked.amount).toBe(36_667)
    })

    it('name a payment that we never heard of, and one that Stripe does not have', async () => {
      const night = await createNight(target().stack)
      const { sql } = target().stack
      const unheard = await openCheckout(target(), night)
      await payAtStripe(target(), unheard)
      const { orderId, intent } = await sold(night)
      await takingsOf(night)
      await sql`delete from public.balance_entries where stripe_payment_intent_id = ${intent}`
      await sql`update public.balance_entries set booked_at = booked_at - interval '1 minute'`
      await sql`update public.payments set created_at = created_at - interval '1 minute'`
      await sql`update public.stripe_events set received_at = received_at - interval '1 minute'`
      const takings = await callSql(manager(), nightTakings, night.id)
      const gaps = takings.ok ? takings.value.balance.gaps : []
      expect(gaps.map(({ order_id, part, reason }) => [order_id, part, reason]).sort()).toEqual(
        [
          [unheard.order_id, 'payment', 'not_known'],
          [orderId, 'payment', 'not_booked'],
        ].sort(),
      )
    })

    it('are read for nobody but staff', async () => {
      const answer = await postJson(`${target().api}${checkBalance.path}`, {})
      expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 'not_staff' } }])
    })
  })

  describe('the receipts of an order', () => {
    const pdfOf = async (path: string, headers: Record<string, string>) => {
      const response = await fetch(`${target().api}${path}`, { headers })
      return {
        status: response.status,
        begins: (await response.text()).slice(0, 5),
        name: /filename="(.*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1],
      }
    }

    it('are a PDF for the customer and for staff, the same for both', async () => {
      const night = await createNight(target().stack)
      const { checkout, orderId, intent } = await sold(night)
      await control(`payment_intents/${intent}/refund`, { amount: 1000 })
      await tell(intent)
      const token = { 'x-order-token': checkout.token }
      const mine = await pdfOf(`/tickets/${orderId}/receipts.pdf?locale=es`, token)
      const theirs = await pdfOf(`/desk/orders/${orderId}/receipts.pdf`, {
        authorization: `Bearer ${bearer}`,
      })
      const pdf = {
        status: 200,
        begins: '%PDF-',
        name: expect.stringMatching(/^R20\d\d-\d{6}\.pdf$/),
      }
      expect([mine, theirs]).toEqual([pdf, pdf])
      expect(theirs.name).toBe(mine.name)
      const numbers = await target().stack.sql<{ kind: string; number: string }[]>`
        select kind, number from public.receipts where order_id = ${orderId} order by created_at`
      expect(numbers.map(({ kind }) => kind)).toEqual(['receipt', 'credit_note'])
      expect(`${numbers[0]?.number}.pdf`).toBe(mine.name)
    })

    it('are nobody else’s, and not there before it is paid', async () => {
      const night = await createNight(target().stack)
      const { order_id: id, token } = await openCheckout(target(), night)
      const statuses = [
        await pdfOf(`/tickets/${id}/receipts.pdf`, { 'x-order-token': token }),
        await pdfOf(`/tickets/${id}/receipts.pdf`, {}),
        await pdfOf(`/desk/orders/${id}/receipts.pdf`, {}),
      ].map(({ status }) => status)
      expect(statuses).toEqual([404, 404, 403])
    })
  })
}
