// Contract: starting and abandoning a checkout, and everything that it refuses.
import { randomUUID } from 'node:crypto'
import type { CheckoutStarted } from '@maguey/wire/checkout'
import { describe, expect, it } from 'vitest'
import { createNight, type NightOptions } from '../support/nights.ts'
import {
  availableOf,
  checkoutBody,
  deliverEvents,
  openCheckout,
  payAtStripe,
  postCheckout,
  readOrderPage,
  sessionOf,
} from '../support/orders.ts'
import { type ErrorBody, type GetTarget, getJson, postJson } from '../support/target.ts'

export function checkoutContract(target: GetTarget): void {
  const refusal = async (body: unknown) => {
    const answer = await postCheckout<ErrorBody>(target(), body)
    return { status: answer.status, ...answer.body.error }
  }

  describe('create-checkout', () => {
    it('holds the seats and opens a page that asks for the database’s price', async () => {
      const night = await createNight(target().stack, { capacity: 5 })
      const checkout = await openCheckout(target(), night, 2)
      expect(checkout).toMatchObject({ total_amount: '100.00', currency: 'usd' })
      expect(checkout.token).toMatch(/^[A-Za-z0-9_-]{22}$/)
      expect(await availableOf(target(), night)).toBe(3)
      const sessions = await getJson<Record<string, unknown>[]>(
        `${target().stack.info.stripeUrl}/_control/sessions`,
      )
      const session = sessions.body.find(({ id }) => checkout.checkout_url.includes(String(id)))
      expect(session).toMatchObject({
        amount_total: 10_000,
        currency: 'usd',
        metadata: { order_id: checkout.order_id },
        client_reference_id: checkout.order_id,
      })
      const endsMs = Number(session?.expires_at) * 1000
      expect(Date.parse(checkout.hold_expires_at)).toBeGreaterThan(endsMs)
    })

    it('asks Stripe for the price that a promo code leaves, and tells it beforehand', async () => {
      const night = await createNight(target().stack)
      const code = `HALF-${night.slug.slice(-6).toUpperCase()}`
      await target().stack.sql`
        insert into public.promo_codes (code, event_id, percent_off, max_uses) values (${code}, ${night.id}, 50, 1)`
      const offer = await postJson(`${target().api}/events/${night.slug}/promo`, {
        code: code.toLowerCase(),
      })
      expect(offer.body).toMatchObject({ code, prices: { [night.vip]: '25.00' } })
      const body = { ...checkoutBody(night), promo_code: code.toLowerCase() }
      const checkout = (await postCheckout(target(), body)).body
      expect(checkout.total_amount).toBe('50.00')
      const { session } = await payAtStripe(target(), checkout)
      expect(session).toMatch(/^cs_/)
      await deliverEvents(target(), checkout)
      const page = await readOrderPage(target(), checkout)
      expect(page.body.order).toMatchObject({ status: 'completed', total_amount: '50.00' })
      expect(await refusal({ ...checkoutBody(night), promo_code: code })).toMatchObject({
        status: 409,
        code: 'promo_used_up',
      })
      expect(await refusal({ ...checkoutBody(night), promo_code: 'x'.repeat(50) })).toMatchObject({
        status: 404,
        code: 'promo_unknown',
      })
    })

    it('gives a free order its tickets at once, when a code takes everything off', async () => {
      const night = await createNight(target().stack)
      const code = `FREE-${night.slug.slice(-6).toUpperCase()}`
      await target().stack.sql`
        insert into public.promo_codes (code, event_id, percent_off) values (${code}, ${night.id}, 100)`
      const body = { ...checkoutBody(night), promo_code: code }
      const checkout = (await postCheckout(target(), body)).body
      expect(checkout.checkout_url).toContain(`/orders/${checkout.order_id}`)
      expect((await readOrderPage(target(), checkout)).body.tickets).toHaveLength(2)
    })

    it.each([0, -1, 1.5, '2', null, 1e9])(
      'refuses a quantity of %j and holds nothing',
      async (quantity) => {
        const night = await createNight(target().stack)
        const answer = await refusal(checkoutBody(night, quantity))
        expect([answer.status, answer.code]).toEqual([
          422,
          quantity === 1e9 ? 'too_many_per_order' : 'invalid_quantity',
        ])
        expect(answer.fields?.map(({ field }) => field)).toEqual(['items.0.quantity'])
        expect(await availableOf(target(), night)).toBe(20)
      },
    )

    it('refuses more than one order may hold, also in two lines of one type', async () => {
      const night = await createNight(target().stack, { maxPerOrder: 3 })
      expect(await refusal(checkoutBody(night, 4))).toMatchObject({
        status: 422,
        code: 'too_many_per_order',
      })
      const line = { ticket_type: 'VIP', quantity: 2 }
      const split = { ...checkoutBody(night), items: [line, line] }
      expect(await refusal(split)).toMatchObject({ status: 422, code: 'too_many_per_order' })
    })

    it('refuses more than is left, and says how many are', async () => {
      const night = await createNight(target().stack, { capacity: 3 })
      expect(await refusal(checkoutBody(night, 4))).toMatchObject({
        status: 409,
        code: 'sold_out',
        detail: { available: 3 },
      })
    })

    it('gives the last seats to no more buyers than there are seats', async () => {
      const night = await createNight(target().stack, { capacity: 4 })
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => postCheckout(target(), checkoutBody(night, 2))),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409])
    })

    it.each<[string, NightOptions, number, string]>([
      ['a draft', { status: 'draft' }, 404, 'event_not_found'],
      ['a cancelled night', { status: 'cancelled' }, 409, 'event_cancelled'],
      ['a night not yet on sale', { salesStartInSeconds: 3600 }, 409, 'sales_not_open'],
      ['a night no longer on sale', { salesEndInSeconds: -60 }, 409, 'sales_ended'],
    ])('refuses %s', async (_what, options, status, code) => {
      const night = await createNight(target().stack, options)
      expect(await refusal(checkoutBody(night))).toMatchObject({ status, code })
    })

    it('refuses an unknown night and an unknown type', async () => {
      const night = await createNight(target().stack)
      expect(await refusal(checkoutBody({ slug: 'no-such-night' }))).toMatchObject({
        status: 404,
        code: 'event_not_found',
      })
      const unknown = {
        ...checkoutBody(night),
        items: [{ ticket_type: randomUUID(), quantity: 1 }],
      }
      expect(await refusal(unknown)).toMatchObject({ status: 404, code: 'ticket_type_not_found' })
    })

    it.each([
      '',
      'ana',
      'ana@',
      'ana@example',
      'a b@example.com',
      'ana@example.com\nbcc: eve@example.com',
    ])('refuses the e-mail address %j and names the field', async (email) => {
      const night = await createNight(target().stack)
      const answer = await refusal({ ...checkoutBody(night), customer: { email, name: 'Ana' } })
      expect([answer.status, answer.code]).toEqual([422, 'invalid_email'])
      expect(answer.fields?.map(({ field }) => field)).toEqual(['customer.email'])
    })

    it('ignores prices, totals and currencies from the browser', async () => {
      const night = await createNight(target().stack)
      const body = checkoutBody(night)
      const items = body.items.map((item) => ({ ...item, price: '0.01', unit_amount: 1 }))
      const answer = await postCheckout(target(), {
        ...body,
        items,
        total: 1,
        total_amount: '0.02',
        currency: 'jpy',
      })
      expect(answer.body).toMatchObject({ total_amount: '100.00', currency: 'usd' })
    })

    it('answers a double click with one order, and refuses its key for another', async () => {
      const night = await createNight(target().stack, { capacity: 10 })
      const body = checkoutBody(night)
      const [first, second] = await Promise.all([
        postCheckout(target(), body),
        postCheckout(target(), body),
      ])
      expect(second.body.order_id).toBe(first.body.order_id)
      expect(second.body.checkout_url).toBe(first.body.checkout_url)
      expect(await availableOf(target(), night)).toBe(8)
      const other = { ...body, items: [{ ticket_type: 'VIP', quantity: 3 }] }
      expect(await refusal(other)).toMatchObject({ status: 409, code: 'client_key_conflict' })
    })

    it('completes an order with nothing to pay at once', async () => {
      const night = await createNight(target().stack, { price: '0.00' })
      const checkout = await openCheckout(target(), night, 2)
      expect(checkout.checkout_url).toBe(
        `${target().stack.info.shopUrl}/orders/${checkout.order_id}`,
      )
      const page = await readOrderPage(target(), checkout)
      expect([page.body.order.status, page.body.tickets.length]).toEqual(['completed', 2])
    })
  })

  describe('cancel', () => {
    const cancel = ({ order_id }: CheckoutStarted, token: string | null) =>
      postJson(
        `${target().api}/orders/${order_id}/cancel`,
        {},
        token === null ? {} : { 'x-order-token': token },
      )

    it('ends the session and gives the seats back at once; again it is harmless', async () => {
      const night = await createNight(target().stack, { capacity: 4 })
      const checkout = await openCheckout(target(), night)
      expect((await cancel(checkout, checkout.token)).body).toEqual({ status: 'expired' })
      expect(await availableOf(target(), night)).toBe(4)
      expect((await cancel(checkout, checkout.token)).body).toEqual({ status: 'expired' })
      expect((await payAtStripe(target(), checkout)).outcome).toBe('not_open')
    })

    it('is refused without the order’s token', async () => {
      const night = await createNight(target().stack, { capacity: 4 })
      const [mine, other] = [
        await openCheckout(target(), night, 1),
        await openCheckout(target(), night, 1),
      ]
      for (const token of [null, other.token, ''])
        expect((await cancel(mine, token)).status).toBe(404)
      expect(await availableOf(target(), night)).toBe(2)
    })

    it('keeps an order that was paid meanwhile', async () => {
      const night = await createNight(target().stack)
      const checkout = await openCheckout(target(), night)
      await payAtStripe(target(), checkout)
      expect((await cancel(checkout, checkout.token)).body).toEqual({ status: 'completed' })
      expect(await sessionOf(target(), checkout)).toMatch(/^cs_/)
    })
  })
}
