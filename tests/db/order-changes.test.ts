// How staff change orders: resend tickets, correct a customer, replace a lost ticket, issue comps.
import { randomUUID } from 'node:crypto'
import type { JSONValue } from 'postgres'
import { describe, expect, it } from 'vitest'
import { type Caller, callAs, refusal, type Values } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { fulfil, newTicketId, qrTextOf, seats, ticketsFor } from './support/sell.ts'
import { bought, recordRefund, stateOf } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const HASH = 'ab'.repeat(32)

const call = (caller: Caller, expression: string, ...values: Values) =>
  callAs(db().sql, caller, expression, ...values)

const mailsOf = async (orderId: string) =>
  (
    await db().sql`
      select kind, to_email, status from public.mail_outbox where order_id = ${orderId} order by created_at, kind`
  ).map((mail) => `${mail.kind} ${mail.to_email} ${mail.status}`)

const ticketsOf = async (orderId: string) =>
  [
    ...(await db().sql`
      select ticket_id, status, guest_name, revision from public.tickets where order_id = ${orderId} order by created_at, ticket_id`),
  ] as { ticket_id: string; status: string; guest_name: string; revision: number }[]

describe('sending the tickets once more', () => {
  it('is what the front desk may, and twice at once is one mail', async () => {
    const night = await makeNight(db().sql)
    const { orderId } = await bought(db().sql, night)
    const desk = await makeManager(db().sql, 'front_desk')
    await db().sql`update public.mail_outbox set status = 'sent', sent_at = now()`
    const resend = () => call(desk, 'resend_tickets($1)', orderId)
    expect(await resend()).toEqual({ to: 'lucia@example.com' })
    await resend()
    expect(await mailsOf(orderId)).toEqual([
      'tickets lucia@example.com sent',
      'tickets lucia@example.com queued',
    ])
  })

  it('makes one mail due of several that wait', async () => {
    const night = await makeNight(db().sql)
    const desk = await makeManager(db().sql, 'front_desk')
    const { orderId } = await bought(db().sql, night)
    await db().sql`
      insert into public.mail_outbox (order_id, kind, cause, to_email, locale, next_attempt_at)
      select order_id, kind, 'reissued', to_email, locale, now() + interval '1 hour' from public.mail_outbox where order_id = ${orderId}`
    expect(await call(desk, 'resend_tickets($1)', orderId)).toEqual({ to: 'lucia@example.com' })
    expect(await mailsOf(orderId)).toHaveLength(2)
  })

  it('is refused where no ticket stands', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const ids = (await ticketsOf(orderId)).map(({ ticket_id }) => ticket_id)
    await call(manager, 'void_tickets($1, $2, $3)', orderId, ids, 'x')
    expect(await refusal(call(manager, 'resend_tickets($1)', orderId))).toMatchObject({
      message: 'order_not_complete',
    })
  })
})

describe('correcting whose order it is', () => {
  const correct = (caller: Caller, orderId: string, name: string, email: string, version = 0) =>
    call(
      caller,
      'correct_order($1, $2, $3, $4, $5, $6)',
      orderId,
      version,
      name,
      email,
      'Typo',
      HASH,
    )

  it('to another address ends the old link, sends the tickets there, and tells the old address', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    expect(await correct(manager, orderId, 'Lucía Ñáñez', ' Right@Example.com')).toEqual({
      link_version: 1,
    })
    const [order] = await db()
      .sql`select customer_email, encode(token_hash, 'hex') as hash from public.orders where id = ${orderId}`
    expect(order).toEqual({ customer_email: 'right@example.com', hash: HASH })
    expect(await mailsOf(orderId)).toEqual([
      'tickets lucia@example.com dropped',
      'address_changed lucia@example.com queued',
      'tickets right@example.com queued',
    ])
    const [log] = await db()
      .sql`select action, detail from public.audit_log where order_id = ${orderId}`
    expect(log).toEqual({
      action: 'correct',
      detail: { name: false, from: 'l•••@example.com', to: 'r•••@example.com' },
    })
  })

  it('sends there whatever was still on its way to the old address', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    await recordRefund(db().sql, `pi_${orderId}`, { amount: '50.00' })
    await correct(manager, orderId, 'Lucía Ñáñez', 'right@example.com')
    expect(await mailsOf(orderId)).toContain('partial_refund right@example.com queued')
    expect(await mailsOf(orderId)).toContain('partial_refund lucia@example.com dropped')
  })

  it('by name alone keeps the link, and phones learn the new name', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const before = await ticketsOf(orderId)
    expect(await correct(manager, orderId, 'Luz Ñáñez', 'lucia@example.com')).toEqual({
      link_version: 0,
    })
    const after = await ticketsOf(orderId)
    expect(after.map(({ guest_name }) => guest_name)).toEqual(['Luz Ñáñez', 'Luz Ñáñez'])
    expect(after[0]?.revision).toBe(Number(before[0]?.revision) + 1)
  })

  it('meanwhile corrected by another is a conflict, and the same again is nothing', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    await correct(manager, orderId, 'A', 'a@example.com')
    expect(await correct(manager, orderId, 'A', 'a@example.com')).toEqual({ link_version: 1 })
    expect(await refusal(correct(manager, orderId, 'B', 'b@example.com'))).toMatchObject({
      message: 'request_conflict',
    })
    expect(await refusal(correct(manager, orderId, 'B', 'no address', 1))).toMatchObject({
      message: 'invalid_email',
    })
  })
})

describe('a lost ticket', () => {
  const fresh = (night: Night) => {
    const ticket_id = newTicketId(night)
    return { ticket_id, qr_code_data: qrTextOf(ticket_id, 'VIP') }
  }
  const reissue = (caller: Caller, ticketId: string, ticket: JSONValue) =>
    call(caller, 'reissue_ticket($1, $2::jsonb, $3)', ticketId, ticket, 'Lost phone')

  it('is void, another stands in its place, the seats stay as they are, and it is mailed', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const before = await seats(db().sql, night)
    const [old] = await ticketsOf(orderId)
    const ticket = fresh(night)
    const answer = await reissue(manager, String(old?.ticket_id), ticket)
    expect(answer).toEqual({ ticket_id: ticket.ticket_id, order_id: orderId })
    // Called again, with another new id, it returns the ticket that was issued the first time.
    expect(await reissue(manager, String(old?.ticket_id), fresh(night))).toEqual(answer)
    expect(await seats(db().sql, night)).toEqual(before)
    const tickets = await ticketsOf(orderId)
    expect(tickets.find(({ ticket_id }) => ticket_id === old?.ticket_id)?.status).toBe('void')
    expect(tickets.filter(({ status }) => status === 'issued')).toHaveLength(2)
    expect((await stateOf(db().sql, orderId)).mails).toContain(`tickets reissued ${old?.ticket_id}`)
  })

  it('has its money in its replacement: it can’t be refunded beside it', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const [old] = await ticketsOf(orderId)
    const ticket = fresh(night)
    await reissue(manager, String(old?.ticket_id), ticket)
    const refund = (ticketId: string) =>
      call(manager, 'request_refund($1, $2, $3, $4, null)', orderId, 'sorry', randomUUID(), [
        ticketId,
      ])
    expect(await refusal(refund(String(old?.ticket_id)))).toMatchObject({
      message: 'tickets_mismatch',
    })
    await refund(ticket.ticket_id)
  })

  it('that was used, refunded or is unknown is not replaced, nor by a ticket of another night', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const { orderId } = await bought(db().sql, night)
    const [used, other] = await ticketsOf(orderId)
    const foreign = fresh(await makeNight(db().sql))
    expect(await refusal(reissue(manager, String(other?.ticket_id), foreign))).toMatchObject({
      message: 'tickets_mismatch',
    })
    await push(db().sql, await makePhone(db().sql, night), [scanOf(night, String(used?.ticket_id))])
    expect(await refusal(reissue(manager, String(used?.ticket_id), fresh(night)))).toMatchObject({
      message: 'ticket_not_replaceable',
    })
    expect(await refusal(reissue(manager, newTicketId(night), fresh(night)))).toMatchObject({
      message: 'order_not_found',
    })
  })
})

describe('comps', () => {
  const give = (caller: Caller, night: Night, quantity: JSONValue, key = randomUUID()) =>
    call(
      caller,
      'hold_comp($1, $2::jsonb, $3::jsonb, $4, $5)',
      night.eventId,
      [{ ticket_type_id: night.vip, quantity }],
      { name: 'DJ Luz', email: 'Luz@example.com', locale: 'es' },
      'Plays tonight',
      key,
    )

  it('take seats at no price, and become tickets like any others', async () => {
    const night = await makeNight(db().sql)
    const manager = await makeManager(db().sql)
    const key = randomUUID()
    const comp = await give(manager, night, 2, key)
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 2 })
    expect(await give(manager, night, 2, key)).toEqual(comp)
    const order = {
      order_id: comp.order_id,
      total_amount: '0.00',
      lines: [{ ticket_type_id: night.vip, code: 'VIP', quantity: 2 }],
    }
    const payment = { payment_intent: null }
    expect(
      await fulfil(db().sql, night, order, { payment, tickets: ticketsFor(night, order) }),
    ).toMatchObject({ outcome: 'completed' })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 2, held: 0 })
    expect(await give(manager, night, 2, key)).toMatchObject({ completed: true })
    const [row] = await db()
      .sql`select kind, status, total_amount, customer_email from public.orders where id = ${comp.order_id}`
    expect(row).toEqual({
      kind: 'comp',
      status: 'completed',
      total_amount: '0.00',
      customer_email: 'luz@example.com',
    })
    expect(await refusal(give(manager, night, 3, key))).toMatchObject({
      message: 'client_key_conflict',
    })
  })

  it('never go past the capacity, are given by managers only, and for a night that takes place', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 1 })
    const manager = await makeManager(db().sql)
    expect(await refusal(give(manager, night, 2))).toMatchObject({ message: 'sold_out' })
    expect(await refusal(give(manager, night, 1.5))).toMatchObject({ message: 'invalid_quantity' })
    const desk = await makeManager(db().sql, 'front_desk')
    expect(await refusal(give(desk, night, 1))).toMatchObject({ message: 'not_allowed' })
    const off = await makeNight(db().sql, { status: 'cancelled' })
    expect(await refusal(give(manager, off, 1))).toMatchObject({ message: 'event_cancelled' })
    expect((await seats(db().sql, night)).VIP).toEqual({ sold: 0, held: 0 })
  })
})
