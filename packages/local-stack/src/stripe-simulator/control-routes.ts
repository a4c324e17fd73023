// /_control: what tests and people can do to the simulator beyond Stripe's API.
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { type ControlParts, found, jsonOf, textOf } from './control-parts.ts'
import { closeDispute, type DisputeEnd, openDispute } from './dispute-payment.ts'
import { expireSession, paySession, settleDelayed } from './pay-session.ts'
import { refundPayment, settleRefund } from './refund-payment.ts'
import { faultsSchema } from './simulator-faults.ts'
import type { SessionRecord } from './simulator-state.ts'
import { invalidRequest } from './stripe-error.ts'
import { readCard } from './test-cards.ts'

/**
 * - `GET  /_control/sessions`, `GET /_control/payment_intents`, `GET /_control/refunds`, `GET /_control/disputes`,
 *   `GET /_control/balance_transactions`
 * - `POST /_control/sessions/:id/pay` `{card?, method?: 'card' | 'delayed', email?, name?}`
 *   → `{outcome: 'paid' | 'processing' | 'declined' | 'not_open' | 'not_offered'}`
 * - `POST /_control/sessions/:id/expire`
 * - `POST /_control/payment_intents/:id/succeed | fail`: how a delayed payment ends
 * - `POST /_control/payment_intents/:id/refund` `{amount?, reason?}`, as the Dashboard does
 * - `POST /_control/payment_intents/:id/dispute` `{reason?, inquiry?}`
 * - `POST /_control/disputes/:id/close` `{status: 'won' | 'lost' | 'warning_closed'}`
 * - `POST /_control/refunds/:id/succeed | fail | cancel`
 * - `GET /_control/faults`, `POST /_control/faults` (see `faultsSchema`)
 * - deliveries and events: see control-deliveries.ts
 */
export function addControlRoutes(app: Hono, parts: ControlParts): void {
  addSessionControls(app, parts)
  addPaymentControls(app, parts)
  addRefundControls(app, parts)
  app.get('/_control/faults', (c) => c.json(parts.faults.settings))
  app.post('/_control/faults', async (c) => {
    const wanted = v.safeParse(faultsSchema, await jsonOf(c))
    if (!wanted.success) throw invalidRequest(wanted.issues[0].message)
    parts.faults.change(wanted.output)
    return c.json(parts.faults.settings)
  })
}

function addSessionControls(app: Hono, parts: ControlParts): void {
  const { context } = parts
  app.get('/_control/sessions', (c) =>
    c.json(Object.values(context.state.sessions).map((record) => record.session)),
  )
  app.post('/_control/sessions/:id/pay', async (c) => {
    const wanted = await jsonOf(c)
    const typed = { number: textOf(wanted.card) ?? '4242424242424242', expiry: '12/49', cvc: '123' }
    const card = readCard(typed, context.clock.nowMs())
    if (typeof card === 'string') throw invalidRequest(card, 'card')
    const record = sessionOf(parts, c)
    const payer = { card, email: textOf(wanted.email), name: textOf(wanted.name) }
    const delayed = record.delayedMethod
    if (wanted.method === 'delayed' && delayed === null) return c.json({ outcome: 'not_offered' })
    const outcome = paySession(
      context,
      record,
      wanted.method === 'delayed' && delayed !== null ? { ...payer, delayed } : payer,
    )
    await parts.save()
    return c.json(outcome)
  })
  app.post('/_control/sessions/:id/expire', async (c) => {
    const expired = expireSession(context, sessionOf(parts, c))
    await parts.save()
    return c.json({ expired })
  })
}

function addPaymentControls(app: Hono, parts: ControlParts): void {
  const { context } = parts
  const { state } = context
  const intentOf = (c: Context) => found(c, state.paymentIntents, 'payment_intent')
  app.get('/_control/payment_intents', (c) => c.json(Object.values(state.paymentIntents)))
  for (const [action, succeeded] of [
    ['succeed', true],
    ['fail', false],
  ] as const) {
    app.post(`/_control/payment_intents/:id/${action}`, async (c) => {
      const settled = settleDelayed(context, intentOf(c), succeeded)
      await parts.save()
      return c.json({ settled })
    })
  }
  app.post('/_control/payment_intents/:id/refund', async (c) => {
    const wanted = await jsonOf(c)
    const refund = refundPayment(
      context,
      {
        payment_intent: c.req.param('id'),
        amount: typeof wanted.amount === 'number' ? wanted.amount : undefined,
        reason: textOf(wanted.reason) ?? undefined,
      },
      parts.firstRefundStatus(),
    )
    await parts.save()
    return c.json(refund)
  })
  app.post('/_control/payment_intents/:id/dispute', async (c) => {
    const wanted = await jsonOf(c)
    const dispute = openDispute(context, intentOf(c), {
      reason: textOf(wanted.reason) ?? 'fraudulent',
      inquiry: wanted.inquiry === true,
    })
    await parts.save()
    return c.json(dispute)
  })
  app.get('/_control/balance_transactions', (c) => c.json(Object.values(state.balanceTransactions)))
  app.get('/_control/disputes', (c) => c.json(Object.values(state.disputes)))
  app.post('/_control/disputes/:id/close', async (c) => {
    const wanted = await jsonOf(c)
    const closed = closeDispute(
      context,
      found(c, state.disputes, 'dispute'),
      wanted.status as DisputeEnd,
    )
    await parts.save()
    return c.json({ closed })
  })
}

function addRefundControls(app: Hono, parts: ControlParts): void {
  const { context } = parts
  app.get('/_control/refunds', (c) => c.json(Object.values(context.state.refunds)))
  for (const [action, status] of [
    ['succeed', 'succeeded'],
    ['fail', 'failed'],
    ['cancel', 'canceled'],
  ] as const) {
    app.post(`/_control/refunds/:id/${action}`, async (c) => {
      const settled = settleRefund(context, found(c, context.state.refunds, 'refund'), status)
      await parts.save()
      return c.json({ settled })
    })
  }
}

const sessionOf = ({ context }: ControlParts, c: Context): SessionRecord =>
  found(c, context.state.sessions, 'checkout.session')
