// Returning a ticket: valid until somebody else has paid for its seat, then void once and its price owed back once.
import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { callAs, refusal, type Values } from './support/act-as.ts'
import { makeNight, makePhone, type Night } from './support/make-night.ts'
import { pull, push, scanOf } from './support/scan.ts'
import { fulfil, hold, seats } from './support/sell.ts'
import { bought, recordRefund, stateOf } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()
const refused = async (work: Promise<unknown>) => (await refusal(work))?.message
const api = { role: 'service_role' } as const
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const call = (expression: string, ...values: Values) => callAs(db().sql, api, expression, ...values)

type Sold = Awaited<ReturnType<typeof soldOut>>

/** Two VIP of two are sold in one order, whose link is known. */
async function soldOut() {
  const night = await makeNight(db().sql, { vipCapacity: 2 })
  const { orderId, intent } = await bought(db().sql, night)
  const link = hashOf(`order ${orderId}`)
  await db().sql`update public.orders set token_hash = decode(${link}, 'hex') where id = ${orderId}`
  const rows = await db()
    .sql`select ticket_id from public.tickets where order_id = ${orderId} order by ticket_id`
  return { night, orderId, intent, link, tickets: rows.map((row) => String(row.ticket_id)) }
}

const giveBack = async ({ orderId, link, tickets }: Sold, n = 0): Promise<string> =>
  (await call('return_ticket($1, $2, $3, $4)', orderId, link, tickets[n] ?? '', randomUUID()))
    .return_id
const takeBack = ({ orderId, link }: Sold, id: string) =>
  call('take_back_return($1, $2, $3)', orderId, link, id)
const listOf = ({ orderId, link }: Sold) => call('order_returns($1, $2)', orderId, link)
const returnsOf = async (sold: Sold) => (await listOf(sold)).returns
/** As the worker does for each night. */
const offerSeats = async (night: Night): Promise<number> => {
  const [row] = await db().sql`select internal.offer_seats(${night.eventId}) as made`
  return row?.made
}

async function join(night: Night, email: string, quantity = 1): Promise<string> {
  const id = randomUUID()
  await call(
    'join_waiting($1, $2, $3, $4, $5, $6)',
    night.slug,
    'VIP',
    quantity,
    { email, name: 'Sol' },
    id,
    hashOf(id),
  )
  return id
}
const view = (id: string) => call('waiting_view($1, $2)', id, hashOf(id))
const entryState = async (id: string) => (await view(id)).entry.state
const begin = (id: string) => call('begin_offer($1, $2, $3)', id, hashOf(id), 1980)
const statusOf = async (ticketId: string | undefined) => {
  const [row] = await db()
    .sql`select status from public.tickets where ticket_id = ${ticketId ?? ''}`
  return row?.status
}

describe('returning', () => {
  it('leaves the ticket as it is until its seat is paid for; then it is void, and its price goes back', async () => {
    const sold = await soldOut()
    const { night, orderId, tickets } = sold
    const id = await giveBack(sold)
    expect(await giveBack(sold)).toBe(id)
    expect(await returnsOf(sold)).toMatchObject([
      { id, state: 'open', amount: '50.00', ticket_type: 'VIP' },
    ])
    const entry = await join(night, 'ana@example.com')
    expect(await offerSeats(sold.night)).toBe(1)
    expect(await statusOf(tickets[0])).toBe('issued')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
    expect(await returnsOf(sold)).toMatchObject([{ state: 'offered' }])

    const order = await begin(entry)
    expect(await fulfil(db().sql, night, order)).toMatchObject({ outcome: 'completed' })
    expect(await entryState(entry)).toBe('bought')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
    expect([await statusOf(tickets[0]), await statusOf(tickets[1])]).toEqual(['void', 'issued'])
    expect(await returnsOf(sold)).toMatchObject([{ state: 'sold', amount: '50.00' }])
    expect(await stateOf(db().sql, orderId)).toMatchObject({
      requests: ['returned 50.00 queued'],
      mails: [`return_sold ${id}`, 'tickets'],
    })
    // Told again, nothing moves.
    await fulfil(db().sql, night, order)
    const [request] = await db()
      .sql`select id from public.refund_requests where order_id = ${orderId}`
    await recordRefund(db().sql, sold.intent, { amount: '50.00', request_id: request?.id })
    expect(await stateOf(db().sql, orderId)).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: '50.00',
      tickets: ['issued', 'refunded'],
    })
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
  })

  it('tells the door’s phones', async () => {
    const sold = await soldOut()
    const phone = await makePhone(db().sql, sold.night)
    await giveBack(sold)
    const entry = await join(sold.night, 'ana@example.com')
    await offerSeats(sold.night)
    await fulfil(db().sql, sold.night, await begin(entry))
    expect(JSON.stringify(await pull(db().sql, phone, sold.night))).toContain(
      `"${sold.tickets[0]}","VIP","Lucía Ñáñez","void"`,
    )
  })

  it('puts free seats and returned tickets together for one offer', async () => {
    const sold = await soldOut()
    await giveBack(sold)
    const entry = await join(sold.night, 'ana@example.com', 2)
    expect(await offerSeats(sold.night)).toBe(0)
    await db().sql`update public.ticket_types set capacity = 3 where id = ${sold.night.vip}`
    expect(await offerSeats(sold.night)).toBe(1)
    expect(await seats(db().sql, sold.night)).toMatchObject({ VIP: { sold: 2, held: 1 } })
    expect(await fulfil(db().sql, sold.night, await begin(entry))).toMatchObject({
      outcome: 'completed',
    })
    expect(await seats(db().sql, sold.night)).toMatchObject({ VIP: { sold: 3, held: 0 } })
  })

  it('gives its seat to the next when the offer lapses, and no more than it holds', async () => {
    const sold = await soldOut()
    await giveBack(sold)
    const first = await join(sold.night, 'ana@example.com')
    const second = await join(sold.night, 'bea@example.com')
    await offerSeats(sold.night)
    await db()
      .sql`update public.orders set hold_expires_at = now() where id = ${(await view(first)).offer.order_id}`
    expect(await offerSeats(sold.night)).toBe(1)
    expect([await entryState(first), await entryState(second)]).toEqual(['lapsed', 'offered'])
    expect(await seats(db().sql, sold.night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
  })

  it('is refused for a used, refunded or offered ticket, another order’s, and a wrong link', async () => {
    const sold = await soldOut()
    const phone = await makePhone(db().sql, sold.night)
    await push(db().sql, phone, [scanOf(sold.night, sold.tickets[0] ?? '')])
    expect(await refused(giveBack(sold))).toBe('ticket_not_returnable')
    const transferId = randomUUID()
    await call(
      'offer_transfer($1, $2, $3, $4, $5, $6, $7)',
      ...[sold.orderId, sold.link, sold.tickets[1] ?? '', transferId],
      hashOf('o'),
      '',
      'en',
    )
    expect(await refused(giveBack(sold, 1))).toBe('ticket_not_returnable')
    const other = await soldOut()
    expect(await refused(giveBack({ ...sold, tickets: other.tickets }))).toBe('not_found')
    expect(await refused(giveBack({ ...sold, link: hashOf('wrong') }))).toBe('order_not_found')
    await recordRefund(db().sql, other.intent, { amount: '100.00' })
    expect(await refused(giveBack(other))).toBe('ticket_not_returnable')
  })

  it('is offered until its sale ends or the night does, and refused from then on', async () => {
    const sold = await soldOut()
    const [ticket = ''] = sold.tickets
    const until = async () => Date.parse((await listOf(sold)).returnable_until[ticket])
    const { eventId, vip } = sold.night
    const [night] = await db().sql`select ends_at from public.events where id = ${eventId}`
    expect(await until()).toBe(night?.ends_at.getTime())
    const [ended] = await db()
      .sql`update public.events set sales_end_at = now() + interval '1 hour' where id = ${eventId} returning sales_end_at`
    expect(await until()).toBe(ended?.sales_end_at.getTime())
    const [closed] = await db()
      .sql`update public.ticket_types set sales_end_at = now() where id = ${vip} returning sales_end_at`
    expect(await until()).toBe(closed?.sales_end_at.getTime())
    expect(await refused(giveBack(sold))).toBe('ticket_not_returnable')
    await db().sql`update public.ticket_types set sales_end_at = null where id = ${vip}`
    await giveBack(sold)
  })

  it('can’t be handed on meanwhile', async () => {
    const sold = await soldOut()
    const id = await giveBack(sold)
    const offer = () =>
      call(
        'offer_transfer($1, $2, $3, $4, $5, $6, $7)',
        ...[sold.orderId, sold.link, sold.tickets[0] ?? '', randomUUID()],
        hashOf('o'),
        '',
        'en',
      )
    expect(await refused(offer())).toBe('ticket_not_transferable')
    await takeBack(sold, id)
    await offer()
  })
})

describe('a free ticket beside a paid one', () => {
  it('stands when the paid one is returned and sold, and its buyer is told of a cancelled night', async () => {
    const night = await makeNight(db().sql, { vipCapacity: 1 })
    await db().sql`update public.ticket_types set price = 0 where id = ${night.general}`
    const lines = ['VIP', 'GA'].map((ticket_type) => ({ ticket_type, quantity: 1 }))
    const { orderId, intent } = await bought(db().sql, night, { lines })
    const link = hashOf(`order ${orderId}`)
    await db()
      .sql`update public.orders set token_hash = decode(${link}, 'hex') where id = ${orderId}`
    const [vip] = await db()
      .sql`select ticket_id from public.tickets where order_id = ${orderId} and ticket_type = 'VIP'`
    const sold = { night, orderId, intent, link, tickets: [String(vip?.ticket_id)] }
    await giveBack(sold)
    const entry = await join(night, 'ana@example.com')
    await offerSeats(night)
    await fulfil(db().sql, night, await begin(entry))
    const standing = { status: 'completed', tickets: ['issued', 'void'] }
    expect(await stateOf(db().sql, orderId)).toMatchObject(standing)
    const [request] = await db()
      .sql`select id from public.refund_requests where order_id = ${orderId}`
    await recordRefund(db().sql, intent, { amount: '50.00', request_id: request?.id })
    const { mails, ...order } = await stateOf(db().sql, orderId)
    expect(order).toMatchObject({
      status: 'partially_refunded',
      refunded_amount: '50.00',
      tickets: ['issued', 'refunded'],
    })
    expect(mails.map((mail) => mail.split(' ')[0])).toEqual([
      'partial_refund',
      'return_sold',
      'tickets',
    ])
    expect(await seats(db().sql, night)).toMatchObject({ GA: { sold: 1 }, VIP: { sold: 1 } })
    await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
    await db().sql`select internal.settle_order(${orderId})`
    expect(await stateOf(db().sql, orderId)).toMatchObject({
      status: 'refunded',
      declined: 'cancelled',
      tickets: ['refunded', 'refunded'],
    })
  })
})

describe('taking back', () => {
  it('ends an offer that nobody began to pay, and gives its owner their place again', async () => {
    const sold = await soldOut()
    const id = await giveBack(sold)
    const first = await join(sold.night, 'ana@example.com')
    const second = await join(sold.night, 'bea@example.com')
    await offerSeats(sold.night)
    await takeBack(sold, id)
    await takeBack(sold, id)
    expect(await returnsOf(sold)).toEqual([])
    expect((await view(first)).entry).toMatchObject({ state: 'waiting', ahead: 0 })
    expect((await view(second)).entry).toMatchObject({ ahead: 1 })
    expect(await offerSeats(sold.night)).toBe(0)
    await giveBack(sold, 1)
    await offerSeats(sold.night)
    expect([await entryState(first), await entryState(second)]).toEqual(['offered', 'waiting'])
  })

  it('is refused while somebody pays, and once it is sold', async () => {
    const sold = await soldOut()
    const id = await giveBack(sold)
    const entry = await join(sold.night, 'ana@example.com')
    await offerSeats(sold.night)
    const order = await begin(entry)
    expect(await refused(takeBack(sold, id))).toBe('return_being_bought')
    await fulfil(db().sql, sold.night, order)
    expect(await refused(takeBack(sold, id))).toBe('return_sold')
  })

  it('and paying for it at once have one winner', async () => {
    const sold = await soldOut()
    const id = await giveBack(sold)
    const entry = await join(sold.night, 'ana@example.com')
    await offerSeats(sold.night)
    const order = await begin(entry)
    await db()
      .sql`update public.orders set hold_expires_at = now() - interval '1 minute' where id = ${order.order_id}`
    let late: Promise<unknown> | undefined
    await db().sql.begin(async (tx) => {
      await tx`select public.take_back_return(${sold.orderId}, ${sold.link}, ${id})`
      late = fulfil(db().sql, sold.night, order)
      await untilWaiting(db().sql, 1)
    })
    expect(await late).toMatchObject({ outcome: 'refund_pending' })
    expect(await statusOf(sold.tickets[0])).toBe('issued')
    expect(await seats(db().sql, sold.night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
  })
})

describe('a returned ticket that is used after all', () => {
  it('is not sold: whoever paid for its seat gets their money back', async () => {
    const sold = await soldOut()
    const phone = await makePhone(db().sql, sold.night)
    await giveBack(sold)
    const entry = await join(sold.night, 'ana@example.com')
    await offerSeats(sold.night)
    const order = await begin(entry)
    await push(db().sql, phone, [scanOf(sold.night, sold.tickets[0] ?? '')])
    expect(await returnsOf(sold)).toMatchObject([{ state: 'gone' }])
    expect(await fulfil(db().sql, sold.night, order)).toMatchObject({ outcome: 'refund_pending' })
    expect(await statusOf(sold.tickets[0])).toBe('issued')
    expect(await seats(db().sql, sold.night)).toMatchObject({ VIP: { sold: 2, held: 0 } })
    expect(await stateOf(db().sql, sold.orderId)).toMatchObject({
      requests: [],
      status: 'completed',
    })
  })
})

describe('two buyers of each other’s tickets', () => {
  it('pay at once without waiting for one another for ever', async () => {
    const [one, two] = [await soldOut(), await soldOut()]
    const buy = async (sold: Sold, email: string) => {
      await giveBack(sold)
      const entry = await join(sold.night, email)
      await offerSeats(sold.night)
      return { night: sold.night, order: await begin(entry) }
    }
    const offers = [await buy(one, 'ana@example.com'), await buy(two, 'bea@example.com')]
    const paid = await Promise.all(offers.map(({ night, order }) => fulfil(db().sql, night, order)))
    expect(paid).toMatchObject([{ outcome: 'completed' }, { outcome: 'completed' }])
    // Its seat is somebody else's by now: a hold of anybody is refused.
    expect(await refused(hold(db().sql, one.night))).toBe('sold_out')
  })
})
