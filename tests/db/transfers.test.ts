// Handing a ticket on: who may, what becomes of the two tickets, the seat, the money and the mails.
import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { actAs, callAs, refusal, type Values } from './support/act-as.ts'
import {
  makeManager,
  makeNight,
  makePhone,
  type Night,
  type NightOptions,
} from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { newTicketId, qrTextOf, seats } from './support/sell.ts'
import { bought, recordDispute, recordRefund } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()
const api = { role: 'service_role' } as const
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const call = (expression: string, ...values: Values) => callAs(db().sql, api, expression, ...values)

type Bought = { night: Night; orderId: string; link: string; tickets: string[] }

/** Two VIP, with the link that opens them. */
async function boughtWithLink(options: NightOptions = {}): Promise<Bought> {
  const night = await makeNight(db().sql, options)
  const { orderId } = await bought(db().sql, night)
  const link = hashOf(`order ${orderId}`)
  await db().sql`update public.orders set token_hash = decode(${link}, 'hex') where id = ${orderId}`
  const rows = await db().sql<{ ticket_id: string }[]>`
    select ticket_id from public.tickets where order_id = ${orderId} order by ticket_id`
  return { night, orderId, link, tickets: rows.map((row) => row.ticket_id) }
}

async function offer(
  { orderId, link, tickets }: Bought,
  { ticket = tickets[0] ?? '', email = '', id = randomUUID() as string } = {},
): Promise<string> {
  const answer = await call(
    'offer_transfer($1, $2, $3, $4, $5, $6, $7)',
    ...[orderId, link, ticket, id, hashOf(`offer ${id}`), email, 'es'],
  )
  return answer.transfer_id
}

const takeBack = ({ orderId, link }: Bought, id: string) =>
  call('take_back_transfer($1, $2, $3)', orderId, link, id)

type AcceptOptions = { key?: string; token?: string; newId?: string; name?: string }

function accept(night: Night, id: string, options: AcceptOptions = {}) {
  const newId = options.newId ?? newTicketId(night)
  const ticket = { ticket_id: newId, qr_code_data: qrTextOf(newId, 'VIP') }
  const guest = { name: options.name ?? 'Sol', email: 'Sol@Example.com', locale: 'en' }
  return call(
    'accept_transfer($1, $2, $3, $4, $5, $6)',
    ...[id, hashOf(options.token ?? `offer ${id}`), ticket, guest],
    ...[options.key ?? 'a-browser-of-sol', hashOf(`held ${id}`)],
  )
}

async function reissue(oldId: string, newId: string) {
  const ticket = { ticket_id: newId, qr_code_data: qrTextOf(newId, 'VIP') }
  const manager = await makeManager(db().sql)
  await callAs(db().sql, manager, 'reissue_ticket($1, $2, $3)', oldId, ticket, 'Lost')
}

/** The mails of this order that are due, with their stored jobs. */
async function claimOf(orderId: string) {
  await db().sql`update public.mail_outbox set status = 'sent' where order_id <> ${orderId}`
  return call('claim_mails($1, $2)', 50, 60)
}

const view = (id: string, token: string) => call('transfer_view($1, $2)', id, hashOf(token))

const standing = async (orderId: string) =>
  (
    await db().sql`
      select t.ticket_id, t.status, t.guest_name, t.transfer_id is not null as handed, t.revision, v.replaced_by
      from public.tickets t left join public.ticket_voids v on v.ticket_id = t.ticket_id
      where t.order_id = ${orderId} order by t.created_at, t.ticket_id`
  ).map((row) => ({ ...row }))

const mailsOf = async (orderId: string) =>
  (
    await db().sql`
      select kind, to_email, locale, status from public.mail_outbox where order_id = ${orderId} order by created_at, kind`
  ).map((mail) => `${mail.kind} ${mail.to_email} ${mail.locale} ${mail.status}`)

describe('accepting an offered ticket', () => {
  it('voids the old one, issues one to the recipient under another code, and moves no seat', async () => {
    const order = await boughtWithLink()
    const before = await seats(db().sql, order.night)
    const id = await offer(order, { email: 'sol@example.com' })
    const newId = newTicketId(order.night)
    await accept(order.night, id, { newId })
    const old = order.tickets[0]
    expect(await standing(order.orderId)).toMatchObject([
      { ticket_id: old, status: 'void', handed: false, revision: 2, replaced_by: newId },
      { ticket_id: order.tickets[1], status: 'issued', handed: false },
      { ticket_id: newId, status: 'issued', guest_name: 'Sol', handed: true },
    ])
    expect(await seats(db().sql, order.night)).toEqual(before)
    expect(await mailsOf(order.orderId)).toEqual([
      'tickets lucia@example.com es queued',
      'transfer_offered sol@example.com es dropped',
      'tickets sol@example.com en queued',
      'transfer_accepted lucia@example.com es queued',
    ])
  })

  it('shows the new code to the recipient’s link alone', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    const newId = newTicketId(order.night)
    await accept(order.night, id, { newId })
    expect(await view(id, `offer ${id}`)).toMatchObject({
      transfer: { state: 'accepted', holds: false, from_name: 'Lucía Ñáñez', ticket_type: 'VIP' },
      tickets: [],
    })
    expect(await view(id, `held ${id}`)).toMatchObject({
      transfer: { state: 'accepted', holds: true },
      tickets: [{ ticket_id: newId, qr_code_data: qrTextOf(newId, 'VIP'), guest_name: 'Sol' }],
    })
    const payers = await call('order_view($1, $2)', order.orderId, order.link)
    expect(JSON.stringify(payers)).not.toContain(newId)
    // Given away, and not taken back.
    expect(payers.tickets).toMatchObject([
      { ticket_id: order.tickets[0], status: 'handed' },
      { ticket_id: order.tickets[1], status: 'issued' },
    ])
    expect(await refusal(view(id, 'another'))).toMatchObject({ message: 'transfer_not_found' })
  })

  it('is found by the recipient’s address while it stands, and counted for the payer no more', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    await accept(order.night, id)
    const [payer, recipient] = [`${randomUUID()}@example.com`, `${randomUUID()}@example.com`]
    await db().sql`update public.orders set customer_email = ${payer} where id = ${order.orderId}`
    await db().sql`update public.ticket_transfers set to_email = ${recipient} where id = ${id}`
    const found = async (email: string) => {
      const [row] = await db().sql`select internal.orders_that_matter(${email}) as orders`
      return row?.orders
    }
    expect(await found(recipient)).toMatchObject([
      { id: order.orderId, transfer_id: id, tickets: 1, event: { id: order.night.eventId } },
    ])
    expect(await found(payer)).toMatchObject([{ id: order.orderId, transfer_id: null, tickets: 1 }])
    await db().sql`update public.tickets set status = 'void' where transfer_id = ${id}`
    expect(await found(recipient)).toEqual([])
  })

  it('is in no row that the payer can read, signed in', async () => {
    const order = await boughtWithLink()
    const newId = newTicketId(order.night)
    await accept(order.night, await offer(order), { newId })
    const email = `${randomUUID()}@example.com`
    await db().sql`update public.orders set customer_email = ${email} where id = ${order.orderId}`
    const [user] = await db().sql`select internal.create_sign_in(${email}, 'a long password') as id`
    const payer = { role: 'authenticated', userId: String(user?.id) } as const
    const rows = await actAs(
      db().sql,
      payer,
      (tx) => tx`select ticket_id from public.tickets order by ticket_id`,
    )
    expect(rows.map((row) => row.ticket_id)).toEqual(order.tickets)
  })

  it('twice by one browser is once; by another it is refused', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    await accept(order.night, id)
    await accept(order.night, id)
    expect(await refusal(accept(order.night, id, { key: 'another-browser' }))).toMatchObject({
      code: 'PT409',
      message: 'transfer_accepted',
    })
    expect((await standing(order.orderId)).length).toBe(3)
  })

  it('by many at once makes one ticket', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        refusal(accept(order.night, id, { key: `browser-number-${n}` })),
      ),
    )
    expect(answers.filter((answer) => answer === null).length).toBe(1)
    expect((await standing(order.orderId)).length).toBe(3)
  })

  it('and taking back at once: one of the two happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const order = await boughtWithLink()
      const id = await offer(order)
      const [accepted, taken] = await Promise.all([
        refusal(accept(order.night, id)),
        refusal(takeBack(order, id)),
      ])
      expect([accepted, taken].filter((answer) => answer === null).length).toBe(1)
      const statuses = (await standing(order.orderId)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 'issued').length).toBe(2)
    }
  })

  it('waits for the order’s tickets in id order, as a push of both does', async () => {
    const order = await boughtWithLink()
    const [first, last] = await db().sql<{ id: string; ticket_id: string }[]>`
      select id, ticket_id from public.tickets where order_id = ${order.orderId} order by id`
    const id = await offer(order, { ticket: String(last?.ticket_id) })
    let accepted: Promise<unknown> = Promise.resolve()
    await db().sql.begin(async (tx) => {
      const lock = (ticket: string) =>
        tx`select 1 from public.tickets where id = ${ticket} for no key update nowait`
      await lock(String(first?.id))
      accepted = accept(order.night, id)
      await untilWaiting(db().sql, 1)
      await lock(String(last?.id))
    })
    await accepted
  })

  it('is refused with a ticket of another night or type, and changes nothing', async () => {
    const order = await boughtWithLink()
    const other = await makeNight(db().sql)
    const id = await offer(order)
    expect(await refusal(accept(order.night, id, { newId: newTicketId(other) }))).toMatchObject({
      message: 'tickets_mismatch',
    })
    expect(await view(id, `offer ${id}`)).toMatchObject({ transfer: { state: 'open' } })
  })
})

describe('taking an offer back', () => {
  it('ends its link, keeps the ticket, and tells whoever had heard of it', async () => {
    const order = await boughtWithLink()
    const id = await offer(order, { email: 'sol@example.com' })
    await db()
      .sql`update public.mail_outbox set status = 'sent', attempts = 1 where transfer_id = ${id}`
    await takeBack(order, id)
    await takeBack(order, id)
    expect(await refusal(accept(order.night, id))).toMatchObject({
      code: 'PT410',
      message: 'transfer_taken_back',
    })
    expect(await mailsOf(order.orderId)).toContain('transfer_taken_back sol@example.com es queued')
    expect((await standing(order.orderId)).map(({ status }) => status)).toEqual([
      'issued',
      'issued',
    ])
    // And may be offered to somebody else.
    await accept(order.night, await offer(order))
  })

  it('is too late once it was accepted, and not for another order', async () => {
    const order = await boughtWithLink()
    const other = await boughtWithLink()
    const id = await offer(order)
    expect(await refusal(takeBack(other, id))).toMatchObject({ message: 'transfer_not_found' })
    await accept(order.night, id)
    expect(await refusal(takeBack(order, id))).toMatchObject({ message: 'transfer_accepted' })
  })
})

describe('offering', () => {
  it('the same ticket again is the same offer; to somebody else it is refused', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    expect(await offer(order)).toBe(id)
    expect(await refusal(offer(order, { email: 'b@example.com' }))).toMatchObject({
      message: 'ticket_already_offered',
    })
  })

  it.each([
    [
      'used',
      async ({ night, tickets }: Bought) => {
        const phone = await makePhone(db().sql, night)
        await push(db().sql, phone, [scanOf(night, tickets[0] ?? '')])
      },
    ],
    [
      'void',
      async ({ orderId, tickets }: Bought) => {
        const manager = await makeManager(db().sql)
        await callAs(db().sql, manager, 'void_tickets($1, $2, $3)', orderId, tickets, 'x')
      },
    ],
    [
      'refunded',
      async ({ orderId }: Bought) => {
        await recordRefund(db().sql, `pi_${orderId}`, { amount: '100.00' })
      },
    ],
    [
      'ended',
      async ({ night }: Bought) => {
        await db()
          .sql`update public.events set ends_at = now() - interval '1 minute', doors_open_at = now() - interval '9 hours' where id = ${night.eventId}`
      },
    ],
    [
      'cancelled',
      async ({ night }: Bought) => {
        await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
      },
    ],
  ])('and accepting is refused of a ticket that is %s', async (reason, happen) => {
    const order = await boughtWithLink()
    const id = await offer(order)
    await happen(order)
    const refused = { code: 'PT409', message: 'ticket_not_transferable', detail: { reason } }
    expect(await refusal(offer(order, { ticket: order.tickets[0] }))).toMatchObject(refused)
    expect(await refusal(accept(order.night, id))).toMatchObject(refused)
    expect(await view(id, `offer ${id}`)).toMatchObject({ transfer: { state: 'gone' } })
  })

  it('is for tickets of this order only, by its own link, and not of one that was handed on', async () => {
    const order = await boughtWithLink()
    const other = await boughtWithLink()
    expect(await refusal(offer(order, { ticket: other.tickets[0] }))).toMatchObject({
      message: 'not_found',
    })
    expect(await refusal(offer({ ...order, link: other.link }))).toMatchObject({
      message: 'order_not_found',
    })
    const newId = newTicketId(order.night)
    await accept(order.night, await offer(order), { newId })
    expect(await refusal(offer(order, { ticket: newId }))).toMatchObject({ message: 'not_found' })
  })

  it('ends after ten offers of one ticket, each of which may write to a stranger', async () => {
    const order = await boughtWithLink()
    for (let n = 0; n < 10; n += 1) await takeBack(order, await offer(order))
    expect(await refusal(offer(order))).toMatchObject({ detail: { reason: 'too_often' } })
  })
})

describe('the money of a ticket that was handed on', () => {
  it('stays the payer’s: a refund voids the recipient’s ticket, frees its seat and tells them', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    await accept(order.night, id)
    await recordRefund(db().sql, `pi_${order.orderId}`, { amount: '100.00' })
    expect((await standing(order.orderId)).map(({ status }) => status)).toEqual([
      'refunded',
      'refunded',
      'refunded',
    ])
    expect((await seats(db().sql, order.night)).VIP).toEqual({ sold: 0, held: 0 })
    expect(await mailsOf(order.orderId)).toContain('transfer_void sol@example.com en queued')
  })

  it('is refunded once, through the new ticket', async () => {
    const order = await boughtWithLink()
    const newId = newTicketId(order.night)
    await accept(order.night, await offer(order), { newId })
    const manager = await makeManager(db().sql)
    const refund = (ticket: string) =>
      callAs(
        db().sql,
        manager,
        'request_refund($1, $2, $3, $4)',
        ...[order.orderId, 'x', `key-${ticket}`, [ticket]],
      )
    expect(await refusal(refund(order.tickets[0] ?? ''))).toMatchObject({
      message: 'tickets_mismatch',
    })
    expect(await refund(newId)).toMatchObject({ amount: '50.00' })
    expect((await standing(order.orderId)).at(-1)).toMatchObject({ status: 'void' })
    expect((await standing(order.orderId))[1]).toMatchObject({ status: 'issued' })
  })

  it('that the bank takes in a dispute is told to the recipient once it is lost', async () => {
    const order = await boughtWithLink()
    await accept(order.night, await offer(order))
    await recordDispute(db().sql, `pi_${order.orderId}`, 'needs_response', 1)
    const told = async () =>
      (await mailsOf(order.orderId)).filter((mail) => mail.startsWith('transfer_void'))
    expect(await told()).toEqual([])
    await recordDispute(db().sql, `pi_${order.orderId}`, 'lost', 2)
    await db().sql`select internal.settle_order(${order.orderId})`
    expect(await told()).toEqual(['transfer_void sol@example.com en queued'])
  })

  it('when the night is cancelled is told to the recipient', async () => {
    const order = await boughtWithLink()
    await accept(order.night, await offer(order))
    await db().sql`update public.events set status = 'cancelled' where id = ${order.night.eventId}`
    await db().sql`select internal.settle_order(${order.orderId})`
    expect(await mailsOf(order.orderId)).toContain('transfer_void sol@example.com en queued')
  })
})

describe('at the door', () => {
  it('an old code that a phone without a network let in still settles: the pair has one seat', async () => {
    const order = await boughtWithLink({ vipCapacity: 2 })
    const phone = await makePhone(db().sql, order.night)
    await accept(order.night, await offer(order))
    await push(db().sql, phone, [scanOf(order.night, order.tickets[0] ?? '')])
    await db().sql`select internal.settle_order(${order.orderId})`
    expect((await seats(db().sql, order.night)).VIP).toEqual({ sold: 2, held: 0 })
    await recordRefund(db().sql, `pi_${order.orderId}`, { amount: '100.00' })
    // Somebody is inside on that seat.
    expect((await seats(db().sql, order.night)).VIP).toEqual({ sold: 1, held: 0 })
  })

  it('that was replaced twice keeps the seat of whoever is inside on the first', async () => {
    const order = await boughtWithLink({ vipCapacity: 2 })
    const phone = await makePhone(db().sql, order.night)
    const [newId, again] = [newTicketId(order.night), newTicketId(order.night)]
    await accept(order.night, await offer(order), { newId })
    await reissue(newId, again)
    await push(db().sql, phone, [scanOf(order.night, order.tickets[0] ?? '')])
    await recordRefund(db().sql, `pi_${order.orderId}`, { amount: '100.00' })
    expect((await seats(db().sql, order.night)).VIP).toEqual({ sold: 1, held: 0 })
  })
})

describe('staff and the recipient', () => {
  it('a lost ticket is replaced for the recipient, who gets it by mail', async () => {
    const order = await boughtWithLink()
    const id = await offer(order)
    const [newId, again] = [newTicketId(order.night), newTicketId(order.night)]
    await accept(order.night, id, { newId })
    await reissue(newId, again)
    expect(
      (await view(id, `held ${id}`)).tickets.map((one: { status: string }) => one.status).sort(),
    ).toEqual(['issued', 'void'])
    expect(
      (await mailsOf(order.orderId)).filter((mail) => mail.startsWith('tickets sol@')).length,
    ).toBe(2)
  })

  it('correcting the buyer leaves the recipient’s name and mails alone', async () => {
    const order = await boughtWithLink()
    await accept(order.night, await offer(order))
    const manager = await makeManager(db().sql)
    await callAs(
      db().sql,
      manager,
      'correct_order($1, $2, $3, $4, $5, $6)',
      ...[order.orderId, 0, 'Luz', 'luz@example.com', 'Typo', hashOf('new')],
    )
    expect((await standing(order.orderId)).at(-1)).toMatchObject({ guest_name: 'Sol' })
    expect(await mailsOf(order.orderId)).toContain('tickets sol@example.com en queued')
  })

  it('correcting the buyer’s address takes back what the old one has offered', async () => {
    const order = await boughtWithLink()
    const handed = await offer(order)
    await accept(order.night, handed)
    const id = await offer(order, { ticket: order.tickets[1] ?? '', email: 'eve@example.com' })
    const manager = await makeManager(db().sql)
    const correct = (version: number, name: string, email: string) =>
      callAs(
        db().sql,
        manager,
        'correct_order($1, $2, $3, $4, $5, $6)',
        ...[order.orderId, version, name, email, 'Typo', hashOf('new')],
      )
    await correct(0, 'Luz', 'lucia@example.com')
    expect(await view(id, `offer ${id}`)).toMatchObject({ transfer: { state: 'open' } })
    await correct(0, 'Luz', 'luz@example.com')
    expect(await view(id, `offer ${id}`)).toMatchObject({ transfer: { state: 'taken_back' } })
    expect(await view(handed, `held ${handed}`)).toMatchObject({ transfer: { state: 'accepted' } })
    expect(await refusal(accept(order.night, id))).toMatchObject({ message: 'transfer_taken_back' })
    expect(await mailsOf(order.orderId)).toContain('transfer_offered eve@example.com es dropped')
  })

  it.each(['sent', 'queued'])(
    'erasing either leaves nothing of them in a %s mail of the other',
    async (status) => {
      const admin = await makeManager(db().sql, 'admin')
      const erase = (email: string) =>
        callAs(db().sql, admin, 'erase_person($1, $2)', email, 'asked')
      const order = await boughtWithLink()
      await accept(order.night, await offer(order))
      const jobs = await claimOf(order.orderId)
      expect(jobs.length).toBe(3)
      await db()
        .sql`update public.mail_outbox set status = ${status} where order_id = ${order.orderId}`
      const jobsWith = async (text: string) =>
        (
          await db().sql`
            select kind from public.mail_outbox where order_id = ${order.orderId} and job::text like ${`%${text}%`} order by 1`
        ).map(({ kind }) => kind)
      // The recipient’s mail names who gave it, and no more of them.
      expect(await jobsWith('lucia@example.com')).toEqual(['tickets', 'transfer_accepted'])
      expect(await jobsWith('"Sol"')).toEqual(['tickets', 'transfer_accepted'])
      await erase('sol@example.com')
      expect(await jobsWith('"Sol"')).toEqual([])
      const other = await boughtWithLink()
      await accept(other.night, await offer(other))
      await claimOf(other.orderId)
      await db()
        .sql`update public.mail_outbox set status = ${status} where order_id = ${other.orderId}`
      await erase('lucia@example.com')
      const traces = await db().sql`
        select kind from public.mail_outbox where order_id = ${other.orderId} and job::text ~ 'lucia@example.com|Lucía'`
      expect([...traces]).toEqual([])
      // What waits is still sent, without the name.
      const [mail] = await db().sql`
        select status, job -> 'transfer' ->> 'to_name' as to_name from public.mail_outbox
        where order_id = ${other.orderId} and transfer_id is not null and kind = 'tickets'`
      expect(mail).toEqual({ status, to_name: status === 'sent' ? null : 'Sol' })
    },
  )

  it('erasing the payer doesn’t keep the recipient’s name beyond the club’s retention', async () => {
    const admin = await makeManager(db().sql, 'admin')
    const order = await boughtWithLink()
    const id = await offer(order)
    await accept(order.night, id)
    await callAs(db().sql, admin, 'erase_person($1, $2)', 'lucia@example.com', 'asked')
    await db().sql`
      update public.events set event_date = now() - interval '40 days', doors_open_at = now() - interval '40 days', ends_at = now() - interval '39 days'
      where id = ${order.night.eventId}`
    await db().sql`update public.settings set retention_days = 30`
    expect(await call('forget_old_guests()')).toBe(1)
    expect(await call('forget_old_guests()')).toBe(0)
    await db().sql`update public.settings set retention_days = null`
    const [row] = await db().sql`
      select x.to_email, x.to_name, t.guest_name, t.guest_email, e.people_forgotten_at is not null as done
      from public.ticket_transfers x join public.tickets t on t.transfer_id = x.id join public.events e on e.id = t.event_id
      where x.id = ${id}`
    expect(row).toEqual({
      ...{ to_email: null, to_name: null, guest_name: null, guest_email: null, done: true },
    })
  })

  it('a recipient’s mail is sent again though the payer was erased, and not once they were', async () => {
    const admin = await makeManager(db().sql, 'admin')
    const order = await boughtWithLink()
    await accept(order.night, await offer(order))
    await db().sql`update public.mail_outbox set status = 'sent' where order_id = ${order.orderId}`
    const [mail] = await db().sql`
      select id from public.mail_outbox where order_id = ${order.orderId} and kind = 'tickets' and transfer_id is not null`
    const again = () => callAs(db().sql, admin, 'requeue_mail($1)', mail?.id)
    await callAs(db().sql, admin, 'erase_person($1, $2)', 'lucia@example.com', 'asked')
    await again()
    expect(await mailsOf(order.orderId)).toContain('tickets sol@example.com en queued')
    await callAs(db().sql, admin, 'erase_person($1, $2)', 'sol@example.com', 'asked')
    expect(await refusal(again())).toMatchObject({ message: 'not_found' })
  })

  it('an offer’s mail, sent again after the ticket was accepted, is dropped', async () => {
    const admin = await makeManager(db().sql, 'admin')
    const order = await boughtWithLink()
    const id = await offer(order, { email: 'eve@example.com' })
    await db().sql`update public.mail_outbox set status = 'sent' where transfer_id = ${id}`
    await accept(order.night, id)
    const [mail] = await db().sql`
      select id from public.mail_outbox where transfer_id = ${id} and kind = 'transfer_offered'`
    await callAs(db().sql, admin, 'requeue_mail($1)', mail?.id)
    const kinds = (await claimOf(order.orderId)).map((job: { kind: string }) => job.kind)
    expect(kinds).not.toContain('transfer_offered')
    expect(await mailsOf(order.orderId)).toContain('transfer_offered eve@example.com es dropped')
  })

  it('erasing either leaves the other’s', async () => {
    const admin = await makeManager(db().sql, 'admin')
    const erase = (email: string) => callAs(db().sql, admin, 'erase_person($1, $2)', email, 'asked')
    const order = await boughtWithLink()
    const id = await offer(order)
    await accept(order.night, id)
    await erase('lucia@example.com')
    expect(await view(id, `held ${id}`)).toMatchObject({ tickets: [{ guest_name: 'Sol' }] })
    await erase('sol@example.com')
    expect(await refusal(view(id, `held ${id}`))).toMatchObject({ message: 'transfer_not_found' })
    const [row] = await db().sql`
      select to_email, to_name from public.ticket_transfers where id = ${id}`
    expect(row).toEqual({ to_email: null, to_name: null })
    expect((await standing(order.orderId)).at(-1)).toMatchObject({
      status: 'issued',
      guest_name: null,
    })
  })
})

it('the front desk finds the order by the recipient’s address', async () => {
  const order = await boughtWithLink()
  const id = await offer(order, { email: 'early@example.com' })
  const desk = await makeManager(db().sql, 'front_desk')
  const find = async (query: string) =>
    (await callAs(db().sql, desk, 'find_orders($1, $2)', query, order.night.eventId)).orders.map(
      (one: { id: string }) => one.id,
    )
  // Only an address that somebody gave for themselves.
  expect(await find('early@ex')).toEqual([])
  await accept(order.night, id)
  expect(await find('sol@ex')).toEqual([order.orderId])
})

it('a reminder, and news of a move, go to the recipient as well, each about their own ticket', async () => {
  const order = await boughtWithLink({ doorsInHours: 1, endsInHours: 40 })
  await accept(order.night, await offer(order))
  await db()
    .sql`update public.orders set completed_at = now() - interval '2 days' where id = ${order.orderId}`
  await db()
    .sql`update public.ticket_transfers set accepted_at = now() - interval '2 days' where order_id = ${order.orderId}`
  await db().sql`select public.queue_reminders(1000)`
  await db().sql`select public.queue_reminders(1000)`
  await db()
    .sql`select internal.tell_move(e, e) from public.events e where e.id = ${order.night.eventId}`
  const mails = await mailsOf(order.orderId)
  for (const kind of ['reminder', 'moved']) {
    expect(mails.filter((mail) => mail.startsWith(`${kind} `)).sort()).toEqual([
      `${kind} lucia@example.com es queued`,
      `${kind} sol@example.com en queued`,
    ])
  }
})

it('mails carry the ticket of whom they go to', async () => {
  const order = await boughtWithLink()
  const newId = newTicketId(order.night)
  await accept(order.night, await offer(order), { newId })
  const jobs: { kind: string; to: string; tickets: { ticket_id: string }[]; transfer: unknown }[] =
    await claimOf(order.orderId)
  const ofOrder = jobs.map(({ kind, to, tickets, transfer }) => ({
    mail: `${kind} ${to}`,
    tickets: tickets.map(({ ticket_id }) => ticket_id),
    transfer,
  }))
  expect(ofOrder).toMatchObject([
    { mail: 'tickets lucia@example.com', tickets: order.tickets, transfer: null },
    {
      mail: 'tickets sol@example.com',
      tickets: [newId],
      transfer: { for_recipient: true, accepted: true, to_name: 'Sol' },
    },
    {
      mail: 'transfer_accepted lucia@example.com',
      transfer: { for_recipient: false, ticket_id: order.tickets[0] },
    },
  ])
})
