// The waiting list: who may join, in which order free seats are offered, what nobody else can buy, and how an offer ends.
import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { callAs, refusal, type Values } from './support/act-as.ts'
import { makeManager, makeNight, type Night } from './support/make-night.ts'
import { fulfil, hold, seats } from './support/sell.ts'
import { bought, recordRefund } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()
const refused = async (work: Promise<unknown>) => (await refusal(work))?.message
const api = { role: 'service_role' } as const
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const call = (expression: string, ...values: Values) => callAs(db().sql, api, expression, ...values)

/** Two VIP of two are sold. */
async function soldOut(options: Parameters<typeof makeNight>[1] = {}) {
  const night = await makeNight(db().sql, { vipCapacity: 2, ...options })
  return { night, sale: await bought(db().sql, night) }
}

async function join(night: Night, email: string, quantity = 1, type = 'VIP'): Promise<string> {
  const id = randomUUID()
  const customer = { email, name: 'Sol', locale: 'es' }
  await call(
    'join_waiting($1, $2, $3, $4, $5, $6)',
    ...[night.slug, type, quantity],
    customer,
    id,
    hashOf(id),
  )
  return id
}

const view = (id: string) => call('waiting_view($1, $2)', id, hashOf(id))
const stateOf = async (id: string) => (await view(id)).entry.state
const begin = (id: string) => call('begin_offer($1, $2, $3)', id, hashOf(id), 1980)
const leave = (id: string) => call('leave_waiting($1, $2)', id, hashOf(id))
/** As the worker does for each night. */
const offerSeats = async (night: Night): Promise<number> => {
  const [row] = await db().sql`select internal.offer_seats(${night.eventId}) as made`
  return row?.made
}
const giveBack = (sale: { intent: string }) =>
  recordRefund(db().sql, sale.intent, { amount: '100.00' })
const lapse = (orderId: string) =>
  db()
    .sql`update public.orders set hold_expires_at = now() - interval '1 second' where id = ${orderId}`
const shownTo = async (night: Night) => {
  const card = await call('event_availability($1)', night.slug)
  return card.ticket_types[0]
}
const waitingOf = async (night: Night) => {
  const [row] = await db().sql`
    select e.waiting, count(w) filter (where w.left_at is null and w.offer_id is null)::int as recount
    from public.events e left join public.waiting_entries w on w.event_id = e.id where e.id = ${night.eventId} group by e.id`
  expect(row?.waiting).toBe(row?.recount)
  return row?.waiting
}
const offersMailed = (id: string) => db().sql`
  select m.to_email, m.locale, m.status from public.mail_outbox m join public.waiting_entries w on w.offer_id = m.order_id
  where w.id = ${id} and m.kind = 'waiting_offer'`

describe('joining', () => {
  it('puts an address on the list of a sold-out type, and has its link mailed to it', async () => {
    const { night } = await soldOut()
    const id = await join(night, 'Sol@Example.com', 2)
    expect((await view(id)).entry).toMatchObject({
      state: 'waiting',
      quantity: 2,
      ahead: 0,
      ticket_type: 'VIP',
      email_masked: 's•••@example.com',
    })
    expect(await waitingOf(night)).toBe(1)
    const mails = await call('claim_waiting_mails($1, $2)', 50, 60)
    expect(mails.find((mail: { id: string }) => mail.id === id)).toMatchObject({
      to: 'sol@example.com',
      locale: 'es',
      quantity: 2,
      round: 1,
    })
    await call('finish_waiting_mail($1, $2)', id, 1)
    expect(await call('claim_waiting_mails($1, $2)', 50, 60)).not.toContainEqual(
      expect.objectContaining({ id }),
    )
  })

  it('answers the same to an address that waits already, whose place stays as it was', async () => {
    const { night } = await soldOut()
    const first = await join(night, 'sol@example.com', 2)
    const again = await join(night, 'SOL@example.com', 1)
    expect(await refused(view(again))).toBe('waiting_entry_not_found')
    expect((await view(first)).entry).toMatchObject({ quantity: 2 })
    const [row] = await db().sql`select mail_round from public.waiting_entries where id = ${first}`
    expect(row?.mail_round).toBe(2)
  })

  it('is refused while there are seats, for too many, for a stranger’s type, and where nothing is sold', async () => {
    const open = await makeNight(db().sql, { vipCapacity: 2 })
    expect(await refused(join(open, 'sol@example.com'))).toBe('not_sold_out')
    const { night } = await soldOut({ maxPerOrder: 2 })
    expect(await refused(join(night, 'sol@example.com', 3))).toBe('too_many_per_order')
    expect(await refused(join(night, 'sol@example.com', 1, 'NOPE'))).toBe('ticket_type_not_found')
    expect(await refused(join(night, 'not an address'))).toBe('invalid_email')
    await db().sql`update public.events set sales_end_at = now() where id = ${night.eventId}`
    expect(await refused(join(night, 'sol@example.com'))).toBe('sales_ended')
  })
})

describe('offering', () => {
  it('holds what came free for the first in line, who alone can buy it', async () => {
    const { night, sale } = await soldOut()
    const first = await join(night, 'ana@example.com')
    const second = await join(night, 'bea@example.com')
    const third = await join(night, 'cia@example.com')
    await giveBack(sale)
    expect(await shownTo(night)).toMatchObject({ available: 0, on_sale: 'sold_out' })
    expect(
      await refused(hold(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })),
    ).toBe('sold_out')
    expect(await offerSeats(night)).toBe(2)
    expect(await Promise.all([first, second, third].map(stateOf))).toEqual([
      'offered',
      'offered',
      'waiting',
    ])
    expect((await view(third)).entry.ahead).toBe(0)
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 2 } })
    expect(await offersMailed(first)).toMatchObject([
      { to_email: 'ana@example.com', locale: 'es', status: 'queued' },
    ])
    expect(await offerSeats(night)).toBe(0)
    const order = await begin(first)
    expect(order).toMatchObject({
      total_amount: '50.00',
      status: 'pending',
      email: 'ana@example.com',
    })
    expect(await fulfil(db().sql, night, order)).toMatchObject({ outcome: 'completed' })
    expect(await stateOf(first)).toBe('bought')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 1, held: 1 } })
  })

  it('passes over whoever doesn’t fit, and sells the public what nobody who waits can use', async () => {
    const { night, sale } = await soldOut({ vipCapacity: 3 })
    const one = await bought(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
    const pair = await join(night, 'ana@example.com', 2)
    await recordRefund(db().sql, one.intent, { amount: '50.00' })
    expect(await shownTo(night)).toMatchObject({ available: 1, on_sale: 'open' })
    expect(await offerSeats(night)).toBe(0)
    await hold(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
    const single = await join(night, 'bea@example.com', 1)
    await giveBack(sale)
    expect(await offerSeats(night)).toBe(1)
    expect([await stateOf(pair), await stateOf(single)]).toEqual(['offered', 'waiting'])
  })

  it('sells only what is left over once those who wait have theirs', async () => {
    const { night } = await soldOut()
    const id = await join(night, 'ana@example.com', 2)
    await db().sql`update public.ticket_types set capacity = 5 where id = ${night.vip}`
    expect(await shownTo(night)).toMatchObject({ available: 1 })
    await hold(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })
    expect(await stateOf(id)).toBe('offered')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 2, held: 3 } })
  })

  it('ends at its time, gives its seat to the next, and lets its owner join again', async () => {
    const { night, sale } = await soldOut()
    const first = await join(night, 'ana@example.com', 2)
    const second = await join(night, 'bea@example.com', 2)
    await giveBack(sale)
    await offerSeats(night)
    const { offer } = await view(first)
    expect(Date.parse(offer.ends_at) - Date.now()).toBeGreaterThan(119 * 60_000)
    await lapse(offer.order_id)
    expect(await stateOf(first)).toBe('lapsed')
    expect(await refused(begin(first))).toBe('offer_ended')
    expect(await offerSeats(night)).toBe(1)
    expect(await stateOf(second)).toBe('offered')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 2 } })
    expect((await view(await join(night, 'ana@example.com', 2))).entry).toMatchObject({
      state: 'waiting',
    })
  })

  it('ends before the sale does, and isn’t made when there is no time left', async () => {
    const { night, sale } = await soldOut({ salesEndInHours: 1 })
    const id = await join(night, 'ana@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const { offer } = await view(id)
    expect(Date.parse(offer.ends_at) - Date.now()).toBeLessThan(3_600_001)
    const late = await soldOut({ salesEndInHours: 0.2 })
    const tooLate = await join(late.night, 'ana@example.com')
    await giveBack(late.sale)
    await offerSeats(late.night)
    expect(await stateOf(tooLate)).toBe('waiting')
    expect(await shownTo(late.night)).toMatchObject({ available: 2 })
  })

  it('gives whoever begins to pay in time as long as anybody else, once', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'ana@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const { offer } = await view(id)
    await db()
      .sql`update public.orders set hold_expires_at = now() + interval '1 minute' where id = ${offer.order_id}`
    const begun = await begin(id)
    expect(Date.parse(begun.hold_expires_at) - Date.now()).toBeGreaterThan(32 * 60_000)
    expect((await begin(id)).hold_expires_at).toBe(begun.hold_expires_at)
  })

  it('gives that long again while its pay page couldn’t be opened, and not afterwards', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'ana@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const { offer } = await view(id)
    const leave = (minutes: number) => db().sql`
      update public.orders set hold_expires_at = now() + ${minutes} * interval '1 minute' where id = ${offer.order_id}`
    const minutesLeft = async () =>
      (Date.parse((await begin(id)).hold_expires_at) - Date.now()) / 60_000
    await leave(1)
    await begin(id)
    // Two minutes later, less is left than Stripe wants of a page.
    await leave(31)
    expect(await minutesLeft()).toBeGreaterThan(32)
    const page = ['cs_1', 'https://pay.example/cs_1', hashOf('page')]
    await call('attach_checkout($1, $2, $3, $4)', offer.order_id, ...page)
    await leave(31)
    expect(await minutesLeft()).toBeLessThan(31.1)
  })

  it('survives its owner’s other purchases', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'ana@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const customer = { email: 'ana@example.com', name: 'Ana' }
    await hold(db().sql, night, { customer, lines: [{ ticket_type: 'GA', quantity: 1 }] })
    expect(await stateOf(id)).toBe('offered')
  })

  it('respects a pool and the venue that several types share', async () => {
    const { night, sale } = await soldOut({ venueCapacity: 3, generalCapacity: 3 })
    await bought(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] })
    const id = await join(night, 'ana@example.com', 2, 'GA')
    expect(await offerSeats(night)).toBe(0)
    await giveBack(sale)
    expect(await shownTo(night)).toMatchObject({ available: 0 })
    expect(
      await refused(hold(db().sql, night, { lines: [{ ticket_type: 'VIP', quantity: 1 }] })),
    ).toBe('sold_out')
    expect(await offerSeats(night)).toBe(1)
    expect(await stateOf(id)).toBe('offered')
    expect(await seats(db().sql, night)).toMatchObject({ event: { sold: 1, held: 2 } })
  })

  it('makes one offer when two workers and a sale come at once', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'ana@example.com', 2)
    await giveBack(sale)
    let second: Promise<unknown> | undefined
    await db().sql.begin(async (tx) => {
      await tx`select public.offer_waiting_seats()`
      second = Promise.allSettled([call('offer_waiting_seats()'), refused(hold(db().sql, night))])
      await untilWaiting(db().sql, 1)
    })
    await second
    expect(await stateOf(id)).toBe('offered')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 2 } })
  })
})

describe('leaving', () => {
  it('takes an entry off the list, once, and gives up what it was offered', async () => {
    const { night, sale } = await soldOut()
    const first = await join(night, 'ana@example.com', 2)
    const second = await join(night, 'bea@example.com', 2)
    expect(await leave(first)).toMatchObject({ left: true, session: null })
    expect(await leave(first)).toMatchObject({ left: true })
    expect(await stateOf(first)).toBe('left')
    await giveBack(sale)
    await offerSeats(night)
    expect(await stateOf(second)).toBe('offered')
    expect(await leave(second)).toMatchObject({ left: true })
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 0 } })
    expect(await waitingOf(night)).toBe(0)
    expect(await shownTo(night)).toMatchObject({ available: 2 })
  })
})

describe('the end of a night', () => {
  it('ends entries and offers when it is cancelled', async () => {
    const { night, sale } = await soldOut()
    const first = await join(night, 'ana@example.com', 2)
    const second = await join(night, 'bea@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const manager = await makeManager(db().sql)
    await callAs(db().sql, manager, 'cancel_event($1, $2)', night.eventId, 'Flood')
    await call('work_on_cancellations($1)', 50)
    expect([await stateOf(first), await stateOf(second)]).toEqual(['lapsed', 'ended'])
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 0 } })
    expect(await offerSeats(night)).toBe(0)
  })
})

describe('privacy', () => {
  it('exports and erases who waits, and ends what they were offered', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'gone@example.com')
    await giveBack(sale)
    await offerSeats(night)
    const admin = await makeManager(db().sql, 'admin')
    const exported = await callAs(db().sql, admin, 'export_person($1)', 'gone@example.com')
    expect(exported.waiting_for).toMatchObject([{ name: 'Sol', seats: 1, state: 'offered' }])
    await callAs(db().sql, admin, 'erase_person($1, $2)', 'gone@example.com', 'They asked')
    expect(await refused(view(id))).toBe('waiting_entry_not_found')
    expect(await seats(db().sql, night)).toMatchObject({ VIP: { sold: 0, held: 0 } })
    const [row] = await db().sql`select email, name from public.waiting_entries where id = ${id}`
    expect(row).toEqual({ email: 'forgotten@people.maguey.invalid', name: null })
  })
})

describe('an erasure', () => {
  it('waits for an offer that is being made, and asks to be tried again', async () => {
    const { night, sale } = await soldOut()
    const id = await join(night, 'early@example.com')
    await giveBack(sale)
    const admin = await makeManager(db().sql, 'admin')
    const erase = () =>
      callAs(db().sql, admin, 'erase_person($1, $2)', 'early@example.com', 'asked')
    let early: Promise<string | undefined> | undefined
    await db().sql.begin(async (tx) => {
      await tx`select internal.offer_seats(${night.eventId})`
      early = refused(erase())
      await untilWaiting(db().sql, 1)
    })
    expect(await early).toBe('request_conflict')
    await erase()
    const [row] = await db().sql`
      select o.customer_email, o.status from public.waiting_entries w join public.orders o on o.id = w.offer_id where w.id = ${id}`
    expect(row?.customer_email).toContain('forgotten-')
    expect(row?.status).toBe('expired')
  })

  it('keeps no refused mail’s words, also of one that is told afterwards', async () => {
    const { night } = await soldOut()
    const id = await join(night, 'bounced@example.com')
    const bounced = () =>
      call('finish_waiting_mail($1, $2, $3)', id, 1, 'no such mailbox: bounced@example.com')
    expect(await bounced()).toEqual({ noted: true })
    const admin = await makeManager(db().sql, 'admin')
    await callAs(db().sql, admin, 'erase_person($1, $2)', 'bounced@example.com', 'asked')
    expect(await bounced()).toEqual({ noted: false })
    const [row] = await db().sql`select mail_error from public.waiting_entries where id = ${id}`
    expect(row?.mail_error).toBeNull()
  })
})

describe('what staff see', () => {
  it('counts who waits, what is offered, and nothing where there is nothing', async () => {
    const { night, sale } = await soldOut()
    const manager = await makeManager(db().sql)
    const figures = () => callAs(db().sql, manager, 'waiting_figures($1)', night.eventId)
    expect(await figures()).toEqual([])
    await join(night, 'ana@example.com', 2)
    await join(night, 'bea@example.com', 2)
    await giveBack(sale)
    await offerSeats(night)
    expect(await figures()).toEqual([
      { code: 'VIP', name: 'VIP', waiting: 1, seats: 2, offered: 2, returned: 0 },
    ])
  })
})
