// Contract: from Stripe's event to tickets, once; late money is refunded; refunded tickets are refused at the door.
import type { CheckoutStarted } from '@maguey/wire/checkout'
import { describe, expect, it } from 'vitest'
import { createNight } from '../support/nights.ts'
import {
  availableOf,
  buyTickets,
  deliver,
  deliverEvents,
  eventsOf,
  openCheckout,
  payAtStripe,
  readOrderPage,
} from '../support/orders.ts'
import { type GetTarget, getJson, postJson } from '../support/target.ts'
import { callWorker } from './mail-contract.ts'

export function paymentContract(target: GetTarget): void {
  const counts = async ({ order_id }: CheckoutStarted) => {
    const { sql } = target().stack
    const [row] = await sql`
      select (select count(*)::int from public.tickets where order_id = ${order_id}) as tickets,
        (select count(*)::int from public.payments where order_id = ${order_id}) as payments,
        (select count(*)::int from public.mail_outbox where order_id = ${order_id}) as mails`
    return row
  }

  const control = (path: string) =>
    postJson(`${target().stack.info.stripeUrl}/_control/${path}`, {})

  describe('the webhook', () => {
    it('turns a paid session into tickets, however often and in whatever order it is told', async () => {
      const night = await createNight(target().stack, { capacity: 6 })
      const checkout = await openCheckout(target(), night)
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('pending')
      await payAtStripe(target(), checkout)
      const events = await eventsOf(target(), checkout)
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['payment_intent.succeeded', 'checkout.session.completed']),
      )
      const again = [
        ...events,
        ...events.toReversed(),
        ...events.map((event) => ({ ...event, id: `${event.id}_twin` })),
      ]
      const statuses = await Promise.all(
        again.map(async (event) => (await deliver(target(), event)).status),
      )
      expect(new Set(statuses)).toEqual(new Set([200]))
      expect(await counts(checkout)).toEqual({ tickets: 2, payments: 1, mails: 1 })
      expect(await availableOf(target(), night)).toBe(4)
    })

    it('says 400 to a bad signature, a changed body and none, and does nothing', async () => {
      const checkout = await openCheckout(target(), await createNight(target().stack))
      await payAtStripe(target(), checkout)
      const [event] = await eventsOf(target(), checkout)
      if (event === undefined) throw new Error('no event')
      const changed = JSON.stringify(event).replace('"livemode":false', '"livemode": false')
      const refused = [
        await deliver(target(), event, { secret: 'whsec_of_a_stranger' }),
        await deliver(target(), event, { body: changed }),
        await postJson(target().webhook, event),
        await postJson(target().webhook, event, { 'stripe-signature': 't=1,v1=00' }),
      ]
      for (const { status, body } of refused) {
        expect([status, body]).toMatchObject([400, { error: { code: 'bad_signature' } }])
      }
      expect(await counts(checkout)).toEqual({ tickets: 0, payments: 0, mails: 0 })
    })

    it('ignores the other mode, strangers’ payments and types that it does not know', async () => {
      const checkout = await openCheckout(target(), await createNight(target().stack))
      await payAtStripe(target(), checkout)
      for (const event of await eventsOf(target(), checkout)) {
        expect((await deliver(target(), { ...event, livemode: true })).status).toBe(200)
      }
      const stranger = {
        id: 'pi_stranger',
        metadata: {},
        amount: 1,
        amount_received: 1,
        currency: 'usd',
      }
      for (const [type, object] of [
        ['payment_intent.succeeded', stranger],
        ['customer.created', { id: 'cus_1' }],
      ] as const) {
        const event = {
          id: `evt_${type}`,
          object: 'event',
          type,
          livemode: false,
          data: { object },
        }
        expect((await deliver(target(), event)).status).toBe(200)
      }
      expect(await counts(checkout)).toEqual({ tickets: 0, payments: 0, mails: 0 })
    })

    it('gives no tickets for another amount than the order’s', async () => {
      const checkout = await openCheckout(target(), await createNight(target().stack))
      await payAtStripe(target(), checkout)
      const paid = (await eventsOf(target(), checkout)).find(
        ({ type }) => type === 'payment_intent.succeeded',
      )
      if (paid === undefined) throw new Error('no event')
      const cheap = {
        ...paid,
        data: { object: { ...paid.data.object, amount: 1, amount_received: 1 } },
      }
      expect(await deliver(target(), cheap)).toMatchObject({
        status: 200,
        body: { outcome: 'needs_person' },
      })
      expect(await counts(checkout)).toMatchObject({ tickets: 0 })
    })

    it('leaves an order open after a decline, and takes the next card', async () => {
      const checkout = await openCheckout(target(), await createNight(target().stack))
      expect((await payAtStripe(target(), checkout, '4000000000000002')).outcome).toBe('declined')
      expect(new Set(await deliverEvents(target(), checkout))).toEqual(new Set([200]))
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('pending')
      await payAtStripe(target(), checkout)
      await deliverEvents(target(), checkout)
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('completed')
    })

    it('gives the seats back when the session expires', async () => {
      const night = await createNight(target().stack, { capacity: 4 })
      const checkout = await openCheckout(target(), night)
      const session = /cs_\w+/.exec(checkout.checkout_url)?.[0] ?? ''
      await control(`sessions/${session}/expire`)
      await deliverEvents(target(), checkout)
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('expired')
      expect(await availableOf(target(), night)).toBe(4)
    })

    it('closes the door to refunded tickets and puts their seats back on sale', async () => {
      const night = await createNight(target().stack, { capacity: 4 })
      const { checkout } = await buyTickets(target(), night)
      const [payment] = await target().stack.sql<{ intent: string }[]>`
        select stripe_payment_intent_id as intent from public.orders where id = ${checkout.order_id}`
      await control(`payment_intents/${payment?.intent}/refund`)
      const all = await getJson<{ type: string; data: { object: { payment_intent?: string } } }[]>(
        `${target().stack.info.stripeUrl}/_control/events`,
      )
      const refunds = all.body.filter(({ data }) => data.object.payment_intent === payment?.intent)
      for (const event of refunds) expect((await deliver(target(), event)).status).toBe(200)
      const page = await readOrderPage(target(), checkout)
      expect(page.body.order.status).toBe('refunded')
      expect(page.body.tickets.map(({ status }) => status)).toEqual(['refunded', 'refunded'])
      expect(await availableOf(target(), night)).toBe(4)
    })
  })

  describe('a payment whose webhook is late', () => {
    it('is found by the page that the customer comes back to', async () => {
      const checkout = await openCheckout(target(), await createNight(target().stack))
      const { session } = await payAtStripe(target(), checkout)
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('pending')
      const page = await readOrderPage(target(), checkout, `?session_id=${session}`)
      expect([page.body.order.status, page.body.tickets.length]).toEqual(['completed', 2])
      await deliverEvents(target(), checkout)
      expect(await counts(checkout)).toEqual({ tickets: 2, payments: 1, mails: 1 })
    })

    it('can’t be borrowed for another order', async () => {
      const night = await createNight(target().stack)
      const [paid, unpaid] = [
        await openCheckout(target(), night),
        await openCheckout(target(), night),
      ]
      const { session } = await payAtStripe(target(), paid)
      const page = await readOrderPage(target(), unpaid, `?session_id=${session}`)
      expect([page.body.order.status, page.body.tickets.length]).toEqual(['pending', 0])
    })
  })

  describe('a payment that came when the hold was gone', () => {
    const lapse = ({ order_id }: CheckoutStarted) =>
      target().stack.sql`select public.release_hold(${order_id}, 'expired')`

    it('takes the seats again while there are any', async () => {
      const checkout = await openCheckout(
        target(),
        await createNight(target().stack, { capacity: 2 }),
      )
      await lapse(checkout)
      await payAtStripe(target(), checkout)
      await deliverEvents(target(), checkout)
      expect((await readOrderPage(target(), checkout)).body.order.status).toBe('completed')
    })

    it('goes back in full when they were sold, once, and the customer is told', async () => {
      const night = await createNight(target().stack, { capacity: 2 })
      const late = await openCheckout(target(), night)
      await lapse(late)
      await buyTickets(target(), night)
      await payAtStripe(target(), late)
      const statuses = [
        ...(await deliverEvents(target(), late)),
        ...(await deliverEvents(target(), late)),
      ]
      expect(new Set(statuses)).toEqual(new Set([200]))
      // Until this worker, or the stack's own, has sent the refund to Stripe.
      while ((await readOrderPage(target(), late)).body.order.status === 'refund_pending')
        await callWorker(target(), target().workerSecret)
      const refunds = (await eventsOf(target(), late)).filter(
        ({ type }) => type === 'refund.created',
      )
      expect(refunds.map(({ data }) => data.object.amount)).toEqual([10_000])
      expect((await readOrderPage(target(), late)).body).toMatchObject({
        order: { status: 'refunded' },
        tickets: [],
      })
      const mails = await target().stack.sql<{ kind: string; cause: string }[]>`
        select kind, cause from public.mail_outbox where order_id = ${late.order_id}`
      expect([...mails]).toEqual([{ kind: 'late', cause: '' }])
      expect(await availableOf(target(), night)).toBe(0)
    })
  })
}
