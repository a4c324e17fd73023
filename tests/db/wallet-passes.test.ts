// Wallet passes: which are due to be told after what happened, which phones hold them, and when they are forgotten.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { callAs, refusal, type Values } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { bought, recordRefund } from './support/stripe-facts.ts'
import { testDatabase } from './support/test-database.ts'
import { untilWaiting } from './support/until-waiting.ts'

const db = testDatabase()
const api = { role: 'service_role' } as const
const call = (expression: string, ...values: Values) => callAs(db().sql, api, expression, ...values)
const refused = async (work: Promise<unknown>) => (await refusal(work))?.message

type Due = {
  id: string
  revision: number
  ticket: { ticket_id: string; status: string; guest_name: string | null } | null
  event: { id: string; name: string }
}

/** Two VIP, of which the first is in both wallets. */
async function passed(customer?: { email: string; name: string; locale: string }) {
  const night = await makeNight(db().sql)
  const sale = await bought(db().sql, night, customer === undefined ? {} : { customer })
  const tickets = await db().sql<{ ticket_id: string }[]>`
    select ticket_id from public.tickets where order_id = ${sale.orderId} order by ticket_id`
  const [first = '', second = ''] = tickets.map((ticket) => ticket.ticket_id)
  await handOut(first)
  return { night, ...sale, first, second }
}

async function handOut(ticketId: string) {
  await call('hand_out_pass($1, $2)', ticketId, 'apple')
  return call('hand_out_pass($1, $2)', ticketId, 'google')
}

const finish = (passes: object[]) => call('finish_passes($1)', passes as never)
const told = ({ id, revision }: Due) => ({ id, revision, error: null, away: false })

/** What Google would be told of this night: "night", or the ticket's id and status. All that is due of others is left. */
async function dueAtGoogle({ eventId }: Night): Promise<Due[]> {
  const all: Due[] = await call('claim_google_passes($1, $2)', 500, 0)
  return all.filter(({ event }) => event.id === eventId)
}
const sayDue = (due: Due[]) =>
  due
    .map(({ ticket }) => (ticket === null ? 'night' : `${ticket.ticket_id} ${ticket.status}`))
    .sort()

async function dueAtApple(ticketId: string): Promise<{ push_tokens: string[] } | undefined> {
  const [pass] = await db().sql`
    select id from public.wallet_passes where ticket_id = ${ticketId} and wallet = 'apple'`
  const all: { id: string; push_tokens: string[] }[] = await call(
    'claim_apple_passes($1, $2)',
    500,
    0,
  )
  return all.find(({ id }) => id === pass?.id)
}

const settleAll = async ({ eventId }: Night) => {
  await call('claim_google_passes($1, $2)', 500, 0)
  await db()
    .sql`update public.wallet_passes set told_revision = revision where event_id = ${eventId}`
}

describe('a pass is due', () => {
  it('not when it is handed out: it says what is so', async () => {
    const { night, first } = await passed()
    expect(await dueAtGoogle(night)).toEqual([])
    expect(await dueAtApple(first)).toBeUndefined()
    expect(await handOut(first)).toMatchObject({
      event: { id: night.eventId },
      order: { locale: 'es' },
      ticket: { ticket_id: first, status: 'issued' },
    })
  })

  it('once its ticket is refunded, and not that of another ticket or one that nobody took', async () => {
    const { night, intent, first } = await passed()
    const other = await passed()
    await recordRefund(db().sql, intent, { amount: '100.00' })
    const due = await dueAtGoogle(night)
    expect(sayDue(due)).toEqual([`${first} refunded`])
    expect(await dueAtApple(first)).toMatchObject({ push_tokens: [] })
    expect(await dueAtGoogle(other.night)).toEqual([])
    await finish(due.map(told))
    await db().sql`update public.wallet_passes set try_at = now() where event_id = ${night.eventId}`
    expect(await dueAtGoogle(night)).toEqual([])
  })

  it('once it has another name, and not for an entry, which it doesn’t show', async () => {
    const { night, first } = await passed()
    await db().sql`
      update public.tickets set entry_scan_id = ${randomUUID()}, entered_at = now(), presence = 'inside' where ticket_id = ${first}`
    expect(await dueAtGoogle(night)).toEqual([])
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    expect(await dueAtGoogle(night)).toMatchObject([{ ticket: { guest_name: 'Sol' } }])
  })

  it.each([
    ['is renamed', `name = 'Another ' || code`],
    ['moves', `event_date = event_date + interval '1 day', ends_at = ends_at + interval '1 day'`],
    ['opens later', `doors_open_at = doors_open_at + interval '1 hour'`],
    ['ends later', `ends_at = ends_at + interval '1 hour'`],
    ['is in another zone', `timezone = 'America/Mexico_City'`],
    ['is elsewhere', `venue_name = 'El Otro'`],
    ['has another address', `venue_address = 'Calle 5 de Mayo 12'`],
    ['is for others', `min_age = 18`],
    ['lets people back in', `reentry = not reentry`],
  ])('when its night %s: once at Google for all, and on each phone', async (_, change) => {
    const { night, first, second } = await passed()
    await handOut(second)
    await db().sql.unsafe(`update public.events set ${change} where id = '${night.eventId}'`)
    expect(sayDue(await dueAtGoogle(night))).toEqual(['night'])
    expect(await dueAtApple(first)).toBeDefined()
    await db().sql`update public.wallet_passes set try_at = now() where event_id = ${night.eventId}`
    expect(await dueAtApple(second)).toBeDefined()
  })

  it('with each ticket, when its night is cancelled', async () => {
    const { night, first } = await passed()
    await callAs(
      db().sql,
      await makeManager(db().sql),
      'cancel_event($1, $2)',
      night.eventId,
      'rain',
    )
    expect(sayDue(await dueAtGoogle(night))).toEqual([`${first} issued`, 'night'].sort())
  })

  it('not for what the pass doesn’t show: a sale, a limit', async () => {
    const { night } = await passed()
    await bought(db().sql, night)
    await db()
      .sql`update public.events set max_per_order = 3, description = 'x', taken = taken where id = ${night.eventId}`
    expect(await dueAtGoogle(night)).toEqual([])
  })

  it('whatever changed while it was handed out', async () => {
    const { night, second } = await passed()
    const { sql } = db()
    let handed: Promise<unknown> = Promise.resolve()
    await sql.begin(async (tx) => {
      await tx`update public.tickets set guest_name = 'Sol' where ticket_id = ${second}`
      handed = call('hand_out_pass($1, $2)', second, 'google')
      await untilWaiting(sql, 1)
    })
    expect(await handed).toMatchObject({ ticket: { guest_name: 'Sol' } })
    await sql`update public.tickets set guest_name = 'Luz' where ticket_id = ${second}`
    expect(await dueAtGoogle(night)).toMatchObject([{ ticket: { guest_name: 'Luz' } }])
  })
})

describe('telling', () => {
  it('is tried again with growing pauses, and a later change is told whatever became of an earlier one', async () => {
    const { night, first } = await passed()
    const rename = (name: string) =>
      db().sql`update public.tickets set guest_name = ${name} where ticket_id = ${first}`
    await rename('Sol')
    const [due] = await dueAtGoogle(night)
    if (due === undefined) throw new Error('not due')
    expect(await dueAtGoogle(night)).toEqual([])
    await finish([{ ...told(due), error: 'google_400' }])
    const pause = async () => {
      const [row] = await db().sql`
        select extract(epoch from try_at - now())::int as seconds, attempts, error from public.wallet_passes where id = ${due.id}`
      return row
    }
    expect(await pause()).toMatchObject({ attempts: 1, error: 'google_400' })
    await db()
      .sql`update public.wallet_passes set try_at = now(), attempts = 4 where id = ${due.id}`
    await dueAtGoogle(night)
    expect((await pause())?.seconds).toBeGreaterThan(900)
    await rename('Luz')
    const [later] = await dueAtGoogle(night)
    expect(later).toMatchObject({ revision: due.revision + 1, ticket: { guest_name: 'Luz' } })
    // The answer about the earlier one comes late.
    await finish([told(due)])
    await db().sql`update public.wallet_passes set try_at = now() where id = ${due.id}`
    expect(await dueAtGoogle(night)).toHaveLength(1)
    await finish([told(later ?? due)])
    await db().sql`update public.wallet_passes set try_at = now() where id = ${due.id}`
    expect(await dueAtGoogle(night)).toEqual([])
  })

  it('waits with all of a wallet whose owner doesn’t answer, and with none of the other', async () => {
    const [one, two] = [await passed(), await passed()]
    for (const { first } of [one, two])
      await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    const [due] = await dueAtGoogle(one.night)
    if (due === undefined) throw new Error('not due')
    await db().sql`update public.wallet_passes set try_at = now()`
    await finish([{ ...told(due), error: 'google_unreachable', away: true }])
    expect(await dueAtGoogle(two.night)).toEqual([])
    expect(await dueAtApple(two.first)).toBeDefined()
    await settleAll(one.night)
    await settleAll(two.night)
  })
})

describe('a phone', () => {
  const register = (device: string, ticketId: string, token = 'aa11') =>
    call('register_pass($1, $2, $3)', device, ticketId, token)
  const held = (device: string, since: string | null = null) =>
    call('passes_of_device($1, $2)', device, since)

  it('is told of the passes that it holds, until it gives them up or is reached no more', async () => {
    const { first } = await passed()
    const [phone, watch] = [randomUUID(), randomUUID()]
    expect(await register(phone, first, 'aa11')).toEqual({ added: true })
    expect(await register(phone, first, 'bb22')).toEqual({ added: false })
    expect(await register(watch, first, 'cc33')).toEqual({ added: true })
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    expect((await dueAtApple(first))?.push_tokens.sort()).toEqual(['bb22', 'cc33'])
    expect(await call('unregister_pass($1, $2)', phone, first)).toBe(true)
    expect(await call('forget_push_tokens($1)', ['cc33'])).toBe(1)
    await db().sql`update public.tickets set guest_name = 'Luz' where ticket_id = ${first}`
    expect((await dueAtApple(first))?.push_tokens).toEqual([])
  })

  it('learns what changed since it last asked, and all of it from another database', async () => {
    const { first, second } = await passed()
    await handOut(second)
    const phone = randomUUID()
    for (const ticket of [first, second]) await register(phone, ticket)
    const all = await held(phone)
    expect(all.ticket_ids.sort()).toEqual([first, second].sort())
    // Whatever ran beside an answer is listed once more; then nothing.
    let quiet = all
    const again = async () => {
      quiet = await held(phone, quiet.tag)
      return quiet.ticket_ids
    }
    await expect.poll(again).toEqual([])
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${second}`
    await dueAtApple(second)
    expect((await held(phone, quiet.tag)).ticket_ids).toEqual([second])
    for (const tag of ['0123456789abcdef.999999', 'x', quiet.tag.replace(/\..*/, '.x')])
      expect((await held(phone, tag)).ticket_ids).toHaveLength(2)
    expect((await held(randomUUID())).ticket_ids).toEqual([])
  })

  it('learns of a change that is counted while it asks', async () => {
    const { first } = await passed()
    const phone = randomUUID()
    await register(phone, first)
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    let tag = ''
    await db().sql.begin(async (tx) => {
      await tx`select public.claim_apple_passes(500, 0)`
      // Something else begins and ends meanwhile.
      await db().sql`update public.settings set offer_minutes = offer_minutes`
      tag = (await held(phone)).tag
    })
    expect((await held(phone, tag)).ticket_ids).toEqual([first])
  })

  it('asks about a pass in whole seconds, and never gets the same time for two contents', async () => {
    const { first } = await passed()
    const at = async () => Date.parse((await call('apple_pass($1)', first)).changed_at)
    const times = [await at()]
    for (const name of ['Sol', 'Luz', 'Mar']) {
      await db().sql`update public.tickets set guest_name = ${name} where ticket_id = ${first}`
      await dueAtApple(first)
      times.push(await at())
    }
    expect(times.map((time) => time % 1000)).toEqual([0, 0, 0, 0])
    for (const [index, time] of times.slice(1).entries())
      expect(time).toBeGreaterThanOrEqual((times[index] ?? 0) + 1000)
  })

  it('that took a pass before a change and registers after it is told, also while others are being told', async () => {
    const { first } = await passed()
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    const early = await dueAtApple(first)
    expect(early?.push_tokens).toEqual([])
    await register(randomUUID(), first, 'dd44')
    await finish([{ ...early, error: null, away: false }])
    const due = await dueAtApple(first)
    expect(due).toMatchObject({ push_tokens: ['dd44'] })
    await finish([{ ...due, error: null, away: false }])
    await db().sql`update public.wallet_passes set try_at = now() where ticket_id = ${first}`
    expect(await dueAtApple(first)).toBeUndefined()
  })

  it('is one of twenty of a pass at most', async () => {
    const { first } = await passed()
    for (let device = 0; device < 23; device += 1) await register(`device-${device}`, first)
    const rows = await db().sql`
      select r.device_id from public.pass_registrations r join public.wallet_passes p on p.id = r.pass_id where p.ticket_id = ${first}`
    expect(rows).toHaveLength(20)
    expect(rows.map((row) => row.device_id)).toContain('device-22')
    expect(rows.map((row) => row.device_id)).not.toContain('device-2')
  })

  it('registers for no ticket that was never handed out', async () => {
    const { second } = await passed()
    expect(await refused(register(randomUUID(), second))).toBe('not_found')
    expect(await refused(call('apple_pass($1)', second))).toBe('not_found')
    expect(
      await refused(call('hand_out_pass($1, $2)', 'MGY-NO-20261120-0000000000AB', 'apple')),
    ).toBe('not_found')
  })
})

describe('what is kept', () => {
  const phonesOf = (orderId: string) => db().sql`
    select r.device_id from public.pass_registrations r join public.wallet_passes p on p.id = r.pass_id
    join public.tickets t on t.ticket_id = p.ticket_id where t.order_id = ${orderId}`
  const register = (ticketId: string) =>
    call('register_pass($1, $2, $3)', randomUUID(), ticketId, 'ee55')

  it('is shown to the person, and is gone with them: from our side at once, from Google’s when it is told', async () => {
    const email = `${randomUUID()}@example.com`
    const { night, orderId, first } = await passed({ email, name: 'Lucía', locale: 'es' })
    await register(first)
    const admin = await makeManager(db().sql, 'admin')
    const told = await callAs(db().sql, admin, 'export_person($1)', email)
    const passes = told.orders[0].tickets.flatMap((ticket: { passes: object[] }) => ticket.passes)
    expect(passes).toMatchObject([
      { wallet: 'apple', devices: 1 },
      { wallet: 'google', devices: 0 },
    ])
    await callAs(db().sql, admin, 'erase_person($1, $2)', email, 'asked')
    expect(await phonesOf(orderId)).toHaveLength(0)
    expect(await dueAtGoogle(night)).toMatchObject([
      { ticket: { ticket_id: first, guest_name: null } },
    ])
    // Their phone, which still holds the pass, can't make us remember it.
    expect(await refused(register(first))).toBe('not_found')
  })

  it('is gone with the guests of an old night, or a week after it where guests are kept', async () => {
    const [old, recent] = [await passed(), await passed()]
    for (const { first } of [old, recent]) await register(first)
    const endDaysAgo = ({ night }: { night: Night }, days: number) => db().sql`
      update public.events set doors_open_at = now() - ${days + 1} * interval '1 day', ends_at = now() - ${days} * interval '1 day' where id = ${night.eventId}`
    await endDaysAgo(old, 8)
    await endDaysAgo(recent, 6)
    await call('sweep_pass_registrations()')
    expect(await phonesOf(old.orderId)).toHaveLength(0)
    expect(await phonesOf(recent.orderId)).toHaveLength(1)
    await db().sql`update public.settings set retention_days = 5`
    while ((await call('forget_old_guests()')) > 0);
    await db().sql`update public.settings set retention_days = null`
    expect(await phonesOf(recent.orderId)).toHaveLength(0)
  })

  it('is read by nobody but the functions', async () => {
    const { night } = await passed()
    const callers = [
      { role: 'anon' as const },
      await makeManager(db().sql, 'admin'),
      await makePhone(db().sql, night),
    ]
    for (const caller of callers)
      for (const table of ['wallet_passes', 'pass_changes', 'pass_registrations'])
        expect(
          await refusal(
            callAs(db().sql, caller, `club_face(), (select count(*) from public.${table})`),
          ),
        ).toMatchObject({ code: '42501' })
  })
})

describe('counting changes', () => {
  it('makes a pass due at once, also to a round that began before', async () => {
    const { night, first } = await passed()
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    await db().sql.begin(async (tx) => {
      await tx`select now()`
      await dueAtApple(first)
      const [row] = await tx`select public.claim_google_passes(500, 0) as due`
      expect(row?.due.map(({ event }: Due) => event.id)).toContain(night.eventId)
    })
  })

  it('is done once, however many rounds run at once', async () => {
    const { night, first } = await passed()
    await db().sql`update public.tickets set guest_name = 'Sol' where ticket_id = ${first}`
    const rounds = await Promise.all(
      Array.from(
        { length: 8 },
        () => call('claim_google_passes($1, $2)', 500, 60) as Promise<Due[]>,
      ),
    )
    const mine = rounds.flat().filter(({ event }) => event.id === night.eventId)
    expect(mine).toMatchObject([{ revision: 2 }])
  })
})
