// The club's settings, its staff, and how it forgets people.
import { createHash, randomUUID } from 'node:crypto'
import type { JSONValue } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, callAs, refusal, type Values } from './support/act-as.ts'
import { makeManager, makeNight, makePhone } from './support/make-night.ts'
import { push } from './support/scan.ts'
import { buy, fulfil, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()
const service: Caller = { role: 'service_role' }
let admin: Caller & { userId: string }

beforeAll(async () => {
  admin = await makeManager(db().sql, 'admin')
})

const call = (caller: Caller, expression: string, ...values: Values) =>
  callAs(db().sql, caller, expression, ...values)
const json = (value: JSONValue) => db().sql.json(value)

describe('settings', () => {
  const change = (changes: JSONValue) => call(admin, 'change_club_settings($1)', json(changes))

  it('change what is named and leave the rest, and everybody sees the club’s face', async () => {
    await change({ name: 'La Perla', accent: '#FF2E93', address: 'Calle 5, Oaxaca', clock: '12h' })
    await change({ tax_percent: '16', tax_name: 'IVA', retention_days: 90, offer_minutes: 45 })
    const face = await call({ role: 'anon' }, 'club_face()')
    expect(face).toMatchObject({ name: 'La Perla', accent: '#ff2e93', clock: '12h', logo: null })
    expect(Object.keys(face)).not.toContain('retention_days')
    expect(await call(admin, 'club_settings()')).toMatchObject({
      named: true,
      address: 'Calle 5, Oaxaca',
      tax_percent: '16.000',
      retention_days: 90,
      offer_minutes: 45,
    })
    await change({ accent: null, retention_days: null })
    expect(await call(admin, 'club_settings()')).toMatchObject({
      accent: null,
      retention_days: null,
      name: 'La Perla',
    })
  })

  it.each([
    [{ name: '' }, 'club_name'],
    [{ accent: 'red' }, 'accent'],
    [{ logo: 'data:image/svg+xml;base64,PHN2Zz4=' }, 'logo'],
    [{ tax_percent: '100' }, 'tax_percent'],
    [{ tax_percent: 'many' }, 'tax_percent'],
    [{ retention_days: 0 }, 'retention_days'],
    [{ offer_minutes: 14 }, 'offer_minutes'],
    [{ offer_minutes: '2 h' }, 'offer_minutes'],
    [{ sender_name: 'A <b@c.de>' }, 'sender_name'],
    [{ clock: '13h' }, 'clock'],
    [{ night_defaults: { timezone: 7 } }, 'night_defaults'],
    [{ night_defaults: { price: '10' } }, 'night_defaults'],
    [{ night_defaults: { timezone: 'Mexiko' } }, 'night_defaults'],
    [{ night_defaults: { currency: 'pesos' } }, 'night_defaults'],
    [{ night_defaults: { venue_capacity: 1.5 } }, 'night_defaults'],
    [{ night_defaults: { min_age: 200 } }, 'night_defaults'],
    [{ night_defaults: { max_per_order: 0 } }, 'night_defaults'],
  ])('refuse %j as a whole', async (wrong, field) => {
    const before = await call(admin, 'club_settings()')
    expect(await refusal(change({ address: 'elsewhere', ...wrong }))).toMatchObject({
      message: 'invalid_request',
      detail: { field },
    })
    expect(await call(admin, 'club_settings()')).toEqual(before)
  })

  it('say what a new night begins with, to whoever may create one', async () => {
    const defaults = { venue_name: 'La Perla', timezone: 'America/Mexico_City', min_age: 21 }
    await change({ night_defaults: defaults })
    const manager = await makeManager(db().sql)
    expect(await call(manager, 'night_defaults()')).toEqual(defaults)
    expect(await call(admin, 'club_settings()')).toMatchObject({ night_defaults: defaults })
  })

  it('are written to the audit log by name, not by content', async () => {
    await change({ contact_email: 'hola@perla.mx' })
    const [entry] = await db()
      .sql`select actor, detail from public.audit_log where action = 'change_settings' order by id desc limit 1`
    expect(entry).toEqual({ actor: admin.userId, detail: { changed: ['contact_email'] } })
    expect(await refusal(change({ reply_to: 'nobody' }))).toMatchObject({
      message: 'invalid_email',
    })
  })

  it('know what an owner has done of the first steps', async () => {
    const night = await makeNight(db().sql)
    expect(await call(admin, 'first_steps()')).toMatchObject({ night: true, phone: false })
    await makePhone(db().sql, night)
    await buy(db().sql, night)
    expect(await call(admin, 'first_steps()')).toEqual({
      named: true,
      night: true,
      phone: true,
      purchase: true,
    })
  })
})

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const mailTo = async (email: string) => {
  const mails = await call(service, 'claim_staff_mails(50)')
  return mails.find((mail: { to: string }) => mail.to === email)
}
const newEmail = () => `${randomUUID()}@staff.test`
const idOf = async (userId: string) => {
  const [row] = await db().sql`select id from public.staff_members where user_id = ${userId}`
  return row?.id
}
const userOf = async (email: string): Promise<Caller> => {
  const [row] = await db().sql`select id from auth.users where email = ${email}`
  return { role: 'authenticated', userId: String(row?.id) }
}

describe('staff', () => {
  it('come by a link that works once, with a password of their own, and in their role', async () => {
    const email = newEmail()
    await call(admin, 'invite_staff($1, $2, $3)', ` ${email.toUpperCase()} `, 'Beto', 'front_desk')
    const mail = await mailTo(email)
    expect(mail).toMatchObject({ kind: 'invite', name: 'Beto', role: 'front_desk' })
    const [kept] = await db().sql`select * from public.staff_links where email = ${email}`
    expect(JSON.stringify(kept)).not.toContain(mail.token)
    const redeem = (password: string) =>
      call(service, 'redeem_staff_link($1, $2)', hashOf(mail.token), password)
    expect(await refusal(redeem('short'))).toMatchObject({ message: 'password_weak' })
    expect(await redeem('agave and mezcal')).toEqual({ email })
    expect(await refusal(redeem('agave and mezcal'))).toMatchObject({ message: 'link_ended' })
    const beto = await userOf(email)
    expect(await call(beto, 'who_am_i()')).toEqual({ name: 'Beto', role: 'front_desk' })
    expect(await refusal(call(beto, 'staff_list()'))).toMatchObject({ message: 'not_allowed' })
  })

  it('who were invited and withdrawn, replaced or late get nowhere', async () => {
    const email = newEmail()
    const { id } = await call(admin, 'invite_staff($1, $2, $3)', email, 'Caro', 'manager')
    const first = await mailTo(email)
    await call(admin, 'invite_staff($1, $2, $3)', email, 'Caro', 'manager')
    const second = await mailTo(email)
    const late = newEmail()
    await call(admin, 'invite_staff($1, $2, $3)', late, 'Dani', 'manager')
    const third = await mailTo(late)
    await db()
      .sql`update public.staff_links set expires_at = now() - interval '1 second' where email = ${late}`
    await call(
      admin,
      'withdraw_invitation($1)',
      (await call(admin, 'staff_list()')).invitations.find(
        (one: { email: string }) => one.email === email,
      ).id,
    )
    for (const mail of [first, second, third]) {
      const redeemed = call(
        service,
        'redeem_staff_link($1, $2)',
        hashOf(mail.token),
        'long enough pass',
      )
      expect(await refusal(redeemed)).toMatchObject({ message: 'link_ended' })
    }
    expect(await refusal(call(admin, 'withdraw_invitation($1)', id))).toMatchObject({
      message: 'not_found',
    })
    expect(await db().sql`select 1 from auth.users where email = ${email}`).toHaveLength(0)
  })

  it('who leave have no right and no session from that moment, and may come back', async () => {
    const manager = await makeManager(db().sql)
    const staffId = await idOf(manager.userId)
    await call(admin, 'change_staff($1, $2, $3)', staffId, 'manager', false)
    expect(await refusal(call(manager, 'manager_events()'))).toMatchObject({ message: 'not_staff' })
    await call(admin, 'change_staff($1, $2, $3)', staffId, 'front_desk', true)
    expect(await call(manager, 'who_am_i()')).toMatchObject({ role: 'front_desk' })
    await call(manager, 'leave_staff()')
    expect(await refusal(call(manager, 'who_am_i()'))).toMatchObject({ message: 'not_staff' })
  })

  it('always have an admin among them', async () => {
    await db()
      .sql`update public.staff_members set active = false where role = 'admin' and user_id <> ${admin.userId}`
    const id = await idOf(admin.userId)
    for (const change of [
      () => call(admin, 'change_staff($1, $2, $3)', id, 'manager', true),
      () => call(admin, 'change_staff($1, $2, $3)', id, 'admin', false),
      () => call(admin, 'leave_staff()'),
    ])
      expect(await refusal(change())).toMatchObject({ message: 'last_admin' })
    const other = await makeManager(db().sql, 'admin')
    const both = await Promise.all([
      refusal(call(admin, 'leave_staff()')),
      refusal(call(other, 'leave_staff()')),
    ])
    expect(both.filter((one) => one?.message === 'last_admin')).toHaveLength(1)
    await db().sql`update public.staff_members set active = true where user_id = ${admin.userId}`
  })

  it('change their own password by proving the old one, a few times a minute', async () => {
    const manager = await makeManager(db().sql)
    const change = (current: string) =>
      call(manager, 'change_own_password($1, $2)', current, 'a new long password')
    expect(await change('wrong')).toEqual({ changed: false, code: 'password_wrong' })
    expect(await change('correct horse battery')).toEqual({ changed: true })
    expect(await change('correct horse battery')).toMatchObject({ code: 'password_wrong' })
    for (let i = 0; i < 10; i++) await change('guess')
    expect(await change('guess')).toMatchObject({ code: 'too_many_requests' })
  })

  it('who forgot it get a link by mail, and nobody learns who works here', async () => {
    const email = newEmail()
    await db()
      .sql`select internal.ensure_staff_member(${email}, 'old password one', 'Eva', 'manager')`
    const ask = (address: string) => call(service, 'request_password_reset($1)', address)
    expect(await ask(email)).toEqual(await ask('stranger@example.com'))
    await ask(email)
    const mail = await mailTo(email)
    expect(mail.kind).toBe('reset')
    expect(await mailTo('stranger@example.com')).toBeUndefined()
    await call(service, 'redeem_staff_link($1, $2)', hashOf(mail.token), 'new password one')
    const eva = await userOf(email)
    const changed = await call(
      eva,
      'change_own_password($1, $2)',
      'new password one',
      'another long one',
    )
    expect(changed).toEqual({ changed: true })
  })
})

describe('a forgotten password', () => {
  it('fills nobody’s inbox: three links, then one in twenty minutes', async () => {
    const email = newEmail()
    await db()
      .sql`select internal.ensure_staff_member(${email}, 'old password one', 'Eva', 'manager')`
    for (let asked = 0; asked < 8; asked += 1) {
      await call(service, 'request_password_reset($1)', email.toUpperCase())
      await db()
        .sql`update public.staff_links set created_at = created_at - interval '3 minutes' where email = ${email}`
    }
    const [row] = await db()
      .sql`select count(*)::int as links from public.staff_links where email = ${email}`
    expect(row?.links).toBe(3)
  })
})

describe('a person', () => {
  const bought = async (email: string, options: { endsInHours?: number } = {}) => {
    const night = await makeNight(db().sql, options)
    const order = await hold(db().sql, night, { customer: { email, name: 'Lucía Ñáñez' } })
    await fulfil(db().sql, night, order)
    return { night, orderId: String(order.order_id) }
  }
  const tracesOf = async (text: string) => {
    const tables = [
      'orders',
      'tickets',
      'mail_outbox',
      'payments',
      'audit_log',
      'needs_person',
      'erasures',
    ]
    const found: string[] = []
    for (const table of tables) {
      const rows = await db().sql.unsafe(
        `select 1 from public.${table} t where to_jsonb(t)::text ilike '%${text}%'`,
      )
      if (rows.length > 0) found.push(table)
    }
    return found
  }

  it('is told all that is stored, and erased from all of it but the money', async () => {
    const email = `${randomUUID()}@example.com`
    const { orderId } = await bought(email)
    const told = await call(admin, 'export_person($1)', email)
    expect(told.orders[0]).toMatchObject({ id: orderId, name: 'Lucía Ñáñez', total: '100.00' })
    expect(told.orders[0].tickets).toHaveLength(2)
    expect(await tracesOf(email)).toContain('orders')

    const erased = await call(admin, 'erase_person($1, $2)', email.toUpperCase(), 'asked by mail')
    expect(erased).toMatchObject({ orders: 1 })
    expect(await tracesOf(email)).toEqual([])
    const [order] = await db()
      .sql`select customer_name, total_amount, status from public.orders where id = ${orderId}`
    expect(order).toEqual({ customer_name: null, total_amount: '100.00', status: 'completed' })
    expect((await call(admin, 'export_person($1)', email)).orders).toEqual([])
  })

  it('is erased from phones too: each is named until its list is newer', async () => {
    const email = `${randomUUID()}@example.com`
    const { night } = await bought(email)
    const phone = await makePhone(db().sql, night, { name: 'Door 7' })
    const erased = await call(admin, 'erase_person($1, $2)', email, 'asked')
    expect(erased.phones.map((one: { name: string }) => one.name)).toEqual(['Door 7'])
    const pull = (ageMs: number) =>
      call(
        phone,
        'scanner_pull($1, $2, $3, $4)',
        night.eventId,
        null,
        500,
        json({ list_age_ms: ageMs }),
      )
    const openPhones = async () => {
      const list = await call(admin, 'erasure_list()')
      return list.find((one: { id: string }) => one.id === erased.id).phones.length
    }
    await pull(600_000)
    expect(await openPhones()).toBe(1)
    // Heard from a minute after its pull, its list is a minute old, and still older than the erasure.
    await db()
      .sql`update public.devices set last_seen_at = last_seen_at - interval '1 minute', list_age_ms = 0 where id = ${phone.deviceId}`
    await push(db().sql, phone, [])
    expect(await openPhones()).toBe(1)
    await pull(0)
    expect(await openPhones()).toBe(0)
  })

  it('who is paying right now is not erased under their hands', async () => {
    const email = `${randomUUID()}@example.com`
    const night = await makeNight(db().sql)
    await hold(db().sql, night, { customer: { email, name: 'X' } })
    expect(await refusal(call(admin, 'erase_person($1, $2)', email, 'asked'))).toMatchObject({
      message: 'person_is_buying',
    })
  })

  it('is forgotten some days after the night, where the club says so, and not before', async () => {
    const [old, recent] = [`${randomUUID()}@example.com`, `${randomUUID()}@example.com`]
    const night = await bought(old)
    await bought(recent)
    await db().sql`
      update public.events set event_date = now() - interval '40 days', doors_open_at = now() - interval '40 days', ends_at = now() - interval '39 days'
      where id = ${night.night.eventId}`
    expect(await call(service, 'forget_old_guests()')).toBe(0)
    // Money still in motion keeps its order, not who came on a list.
    const waits = `${randomUUID()}@example.com`
    const other = await bought(waits)
    await db()
      .sql`update public.orders set status = 'refund_pending' where event_id = ${other.night.eventId}`
    await db().sql`
      update public.events set event_date = now() - interval '50 days', doors_open_at = now() - interval '50 days', ends_at = now() - interval '49 days'
      where id = ${other.night.eventId}`
    const listId = randomUUID()
    await db().sql`
      insert into public.guest_lists (id, event_id, name, door_note) values (${listId}, ${other.night.eventId}, 'House', 'table of Rosa')`
    await db().sql`
      insert into public.list_entries (id, event_id, list_id, name, name_key) values (${randomUUID()}, ${other.night.eventId}, ${listId}, 'Rosa', 'rosa')`
    await call(admin, 'change_club_settings($1)', json({ retention_days: 30 }))
    expect(await call(service, 'forget_old_guests()')).toBe(1)
    expect(await call(service, 'forget_old_guests()')).toBe(0)
    expect(await tracesOf(old)).toEqual([])
    expect(await tracesOf(recent)).toContain('orders')
    expect(await tracesOf(waits)).toContain('orders')
    const [list] = await db().sql`
      select l.door_note, e.name from public.guest_lists l join public.list_entries e on e.list_id = l.id where l.id = ${listId}`
    expect(list).toEqual({ door_note: '', name: null })
    const [event] = await db()
      .sql`select people_forgotten_at from public.events where id = ${night.night.eventId}`
    expect(event?.people_forgotten_at).not.toBeNull()
  })
})
