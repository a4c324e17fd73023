// Nights as managers create, edit, duplicate, publish, pause and move them: refusals, confirmations, notifications.
import { randomUUID } from 'node:crypto'
import { parseAnswer } from '@maguey/wire/deadline'
import {
  duplicateNight,
  type ManagedNight,
  managerNight,
  managerNights,
  type Night as NightDocument,
  previewNightChange,
  type SavedNight,
  saveNight,
  setNightState,
} from '@maguey/wire/nights'
import type { JSONValue } from 'postgres'
import { describe, expect, it } from 'vitest'
import { actAs, type Caller, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { buy, fulfil, hold } from './support/sell.ts'
import { testDatabase } from './support/test-database.ts'

const db = testDatabase()

function parsed<const Schema extends Parameters<typeof parseAnswer>[0]>(
  schema: Schema,
  data: unknown,
) {
  const answer = parseAnswer(schema, data, 200)
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  return answer.value
}

const typeOf = (name: string, price: string, capacity = 100) => ({
  id: randomUUID(),
  name,
  description: null,
  price,
  capacity,
  max_per_order: null,
  sales_start_at: null,
  sales_end_at: null,
  hidden: false,
  pool: null,
  releases: [],
})

const document = (changes: Partial<NightDocument> = {}): NightDocument => ({
  name: `Noche ${randomUUID().slice(0, 8)}`,
  description: 'Cumbia until late',
  line_up: null,
  event_date: '2032-03-12T23:00',
  doors_open_at: '2032-03-12T22:00',
  ends_at: '2032-03-13T04:00',
  timezone: 'America/Los_Angeles',
  venue_name: 'Maguey',
  venue_address: '1520 E 7th St',
  venue_capacity: 300,
  min_age: 21,
  currency: 'usd',
  tax_name: 'IVA',
  tax_percent: '16',
  sales_start_at: null,
  sales_end_at: null,
  max_per_order: 8,
  reentry: false,
  unsynced_policy: 'admit',
  image_url: null,
  image_alt: null,
  image_focus: [50, 50],
  pools: [],
  types: [typeOf('General', '25.00', 200), typeOf('VIP', '50.00')],
  gates: [{ id: randomUUID(), name: 'Main', admits: null }],
  ...changes,
})

const manager = () => makeManager(db().sql)

async function save(
  caller: Caller,
  night: JSONValue,
  options: { id?: string; revision?: number; confirmed?: string[] } = {},
): Promise<SavedNight> {
  const [row] = await actAs(
    db().sql,
    caller,
    (tx) => tx`
      select public.save_night(${options.id ?? randomUUID()}, ${tx.json(night)}, ${options.revision ?? 0},
        ${options.confirmed ?? []}::text[]) as answer`,
  )
  return parsed(saveNight.answer, row?.answer)
}

async function read(caller: Caller, id: string): Promise<ManagedNight> {
  const [row] = await actAs(
    db().sql,
    caller,
    (tx) => tx`select public.manager_night(${id}) as answer`,
  )
  return parsed(managerNight.answer, row?.answer)
}

async function setState(caller: Caller, id: string, state: string) {
  const [row] = await actAs(
    db().sql,
    caller,
    (tx) => tx`select public.set_night_state(${id}, ${state}) as answer`,
  )
  return parsed(setNightState.answer, row?.answer)
}

async function published(caller: Caller, night = document()) {
  const made = await save(caller, night)
  return setState(caller, made.id, 'published')
}

/** A night created by the editor, in the form that the tests' selling functions expect. */
async function sellable(made: ManagedNight) {
  const [row] = await db()
    .sql`select to_char(event_day, 'YYYYMMDD') as day, name from public.events where id = ${made.id}`
  return {
    eventId: made.id,
    slug: made.slug,
    name: String(row?.name),
    code: made.code,
    day: String(row?.day),
    vip: '',
    general: '',
    mainGate: '',
    vipGate: '',
  }
}
const one = { lines: [{ ticket_type: 'General', quantity: 1 }] }

const problemOf = async (work: Promise<unknown>) => {
  const refused = await refusal(work)
  expect(refused).toMatchObject({ code: 'PT422', message: 'night_invalid' })
  return refused?.detail as { field: string; problem: string }
}

describe('a new night', () => {
  it('is a draft with all that was written, in the hours of its zone', async () => {
    const ana = await manager()
    const pool = { id: randomUUID(), name: 'Tables', capacity: 40 }
    const night = document({ name: 'Perreo Ñáñez', pools: [pool] })
    const table = {
      ...typeOf('Table', '80.00', 40),
      pool: pool.id,
      hidden: true,
      max_per_order: 4,
      sales_start_at: '2032-03-01T10:00',
      sales_end_at: '2032-03-12T20:00',
      releases: [
        { name: 'First', price: '60.00', until_taken: 10, ends_at: null },
        { name: 'Second', price: '70.00', until_taken: null, ends_at: '2032-03-10T12:00' },
      ],
    }
    const whole = {
      ...night,
      types: [...night.types, table],
      gates: [...night.gates, { id: randomUUID(), name: 'VIP', admits: [table.id] }],
    }
    const made = await save(ana, whole)
    expect(made).toMatchObject({
      saved: true,
      state: 'draft',
      revision: 1,
      slug: 'perreo-nanez-20320312',
      code: 'PN',
      night: whole,
    })
    expect((await read(ana, made.id)).night).toEqual(whole)
    const [event] = await db().sql`select * from public.events where id = ${made.id}`
    expect(event?.event_date).toEqual(new Date('2032-03-13T07:00:00.000Z'))
    const [logged] = await db().sql`select * from public.audit_log where event_id = ${made.id}`
    expect(logged).toMatchObject({ action: 'save_night', actor: ana.userId })
    expect((await refusal(hold(db().sql, await sellable(made), one)))?.message).toBe(
      'event_not_found',
    )
  })

  it('has the club’s tax unless it has its own, which stays when the club’s changes', async () => {
    const ana = await manager()
    const taxOf = async (id: string) => {
      const { tax_name: name, tax_percent: percent } = (await read(ana, id)).night
      return `${name} ${percent}`
    }
    await db().sql`update public.settings set tax_name = 'Sales tax', tax_percent = 9.5`
    const plain = await save(ana, document({ tax_name: null, tax_percent: null }))
    const own = await save(ana, document({ tax_name: 'IVA', tax_percent: '16.00' }))
    await db().sql`update public.settings set tax_name = '', tax_percent = 0`
    expect([await taxOf(plain.id), await taxOf(own.id)]).toEqual(['Sales tax 9.5', 'IVA 16'])
  })

  it('is the same night when its request is sent again', async () => {
    const ana = await manager()
    const id = randomUUID()
    const night = document()
    const first = await save(ana, night, { id })
    const again = await save(ana, night, { id })
    expect(again).toMatchObject({ saved: true, revision: first.revision, slug: first.slug })
  })

  it.each([
    ['currency', 'currency', { currency: 'kwd' }],
    ['currency', 'currency', { currency: 'xxx' }],
    ['timezone', 'timezone', { timezone: 'Mars/Olympus' }],
    ['tax_percent', 'percent', { tax_percent: '100' }],
    ['tax_percent', 'percent', { tax_percent: '' }],
    ['tax_name', 'too_long', { tax_name: 'x'.repeat(41) }],
    ['name', 'missing', { name: '  ' }],
    ['event_date', 'time', { event_date: '2032-02-30T22:00' }],
    ['event_date', 'order', { doors_open_at: '2032-03-12T23:30' }],
    ['ends_at', 'order', { ends_at: '2032-03-12T22:30' }],
    ['venue_capacity', 'number', { venue_capacity: -1 }],
    ['max_per_order', 'number', { max_per_order: 1.5 }],
    ['image_url', 'image', { image_url: 'https://example.com/x.webp' }],
    ['types.0.price', 'not_chargeable', { types: [typeOf('A', '0.10')] }],
    ['types.0.price', 'not_chargeable', { currency: 'jpy', types: [typeOf('A', '9.50')] }],
    ['types.0.price', 'price', { types: [typeOf('A', '-1')] }],
    ['types.0.pool', 'unknown', { types: [{ ...typeOf('A', '5'), pool: randomUUID() as never }] }],
    ['types', 'same_name', { types: [typeOf('A', '5'), typeOf('a ', '6')] }],
    [
      'types.0.releases.0.ends_at',
      'no_end',
      {
        types: [
          {
            ...typeOf('A', '5'),
            releases: [{ name: 'R', price: '4', until_taken: null, ends_at: null }] as never,
          },
        ],
      },
    ],
  ])('names %s as %s', async (field, problem, changes) => {
    expect(await problemOf(save(await manager(), document(changes as never)))).toMatchObject({
      field,
      problem,
    })
  })

  it('can’t take the parts of another night', async () => {
    const ana = await manager()
    const other = document()
    await save(ana, other)
    expect(await refusal(save(ana, document({ types: other.types })))).toMatchObject({
      message: 'invalid_request',
    })
  })
})

describe('an edit', () => {
  it('says what it changed, and raises the revision', async () => {
    const ana = await manager()
    const made = await save(ana, document())
    const [general, vip] = made.night.types
    const edited = {
      ...made.night,
      description: 'More cumbia',
      line_up: ' DJ Nopal\nSonora Dinamita ',
      types: [vip ?? null, { ...general, price: '30.00' }],
    }
    const saved = await save(ana, edited, { id: made.id, revision: 1 })
    expect(saved).toMatchObject({ saved: true, revision: 2, told: 0 })
    expect(saved.changes.map((change) => change.field).sort()).toEqual([
      'description',
      'line_up',
      'types.order',
      'types.price',
    ])
    expect((await read(ana, made.id)).night.line_up).toBe('DJ Nopal\nSonora Dinamita')
    expect((await read(ana, made.id)).night.types.map((type) => type.name)).toEqual([
      'VIP',
      'General',
    ])
  })

  it('on top of somebody else’s is refused with who and what', async () => {
    const [ana, beto] = [await manager(), await manager()]
    const made = await save(ana, document())
    await save(beto, { ...made.night, min_age: 18 }, { id: made.id, revision: 1 })
    expect(
      await refusal(save(ana, { ...made.night, name: 'Mine' }, { id: made.id, revision: 1 })),
    ).toMatchObject({
      code: 'PT409',
      message: 'night_conflict',
      detail: {
        revision: 2,
        edits: [{ by: 'Ana', changes: [{ field: 'min_age', from: 21, to: 18 }] }],
      },
    })
    expect((await read(ana, made.id)).night.name).toBe(made.night.name)
  })

  it('that hurts is told first, and done once it is confirmed', async () => {
    const ana = await manager()
    const night = await published(ana)
    await buy(db().sql, await sellable(night), one)
    const edited = {
      ...night.night,
      min_age: 25,
      types: night.night.types.map((type) => ({ ...type, price: '33.00' })),
    }
    const asked = await save(ana, edited, { id: night.id, revision: 2 })
    expect(asked.saved).toBe(false)
    expect(asked.changes.filter((change) => change.hurts)).toEqual([
      { field: 'min_age', from: 21, to: 25, hurts: 'age_raised', count: 1 },
      {
        field: 'types.price',
        of: 'General',
        from: '25.00',
        to: '33.00',
        hurts: 'price_sold',
        count: 1,
      },
    ])
    const [row] = await actAs(
      db().sql,
      ana,
      (tx) => tx`select public.preview_night_change(${night.id}, ${tx.json(edited)}) as answer`,
    )
    expect(parsed(previewNightChange.answer, row?.answer).changes).toEqual(asked.changes)
    expect((await read(ana, night.id)).revision).toBe(2)
    const half = { id: night.id, revision: 2, confirmed: ['price_sold'] }
    expect((await save(ana, edited, half)).saved).toBe(false)
    const done = await save(ana, edited, { ...half, confirmed: ['price_sold', 'age_raised'] })
    expect(done).toMatchObject({ saved: true, revision: 3 })
    const [ticket] = await db()
      .sql`select price_paid from public.tickets where event_id = ${night.id}`
    expect(ticket?.price_paid).toBe('25.00')
  })

  it('leaves no fewer seats than are taken, of a type, a pool or the venue', async () => {
    const ana = await manager()
    const pool = { id: randomUUID(), name: 'House', capacity: 50 }
    const start = document({ pools: [pool] })
    const night = await published(ana, {
      ...start,
      types: start.types.map((type) => ({ ...type, pool: pool.id })),
    })
    await hold(db().sql, await sellable(night), { lines: [{ ticket_type: 'VIP', quantity: 5 }] })
    const { types } = night.night
    const at = { id: night.id, revision: 2 }
    const few = types.map((type) => ({ ...type, capacity: 4 }))
    expect(await problemOf(save(ana, { ...night.night, types: few }, at))).toEqual({
      field: 'types.1.capacity',
      problem: 'below_taken',
      taken: 5,
    })
    const small = { ...night.night, pools: [{ ...pool, capacity: 4 }] }
    expect(await problemOf(save(ana, small, at))).toMatchObject({ field: 'pools.0.capacity' })
    const house = { ...night.night, venue_capacity: 4 }
    expect(await problemOf(save(ana, house, at))).toMatchObject({ field: 'venue_capacity' })
    const just = {
      ...night.night,
      venue_capacity: 5,
      types: types.map((t) => ({ ...t, capacity: 5 })),
    }
    expect((await save(ana, just, at)).saved).toBe(true)
  })

  it('removes no type that was ordered, and changes no currency that was charged', async () => {
    const ana = await manager()
    const night = await published(ana)
    await hold(db().sql, await sellable(night), one)
    const at = { id: night.id, revision: 2 }
    const without = { ...night.night, types: night.night.types.slice(1) }
    expect(await problemOf(save(ana, without, at))).toMatchObject({
      field: 'types',
      problem: 'ordered',
      name: 'General',
    })
    expect(await problemOf(save(ana, { ...night.night, currency: 'mxn' }, at))).toMatchObject({
      field: 'currency',
      problem: 'ordered',
    })
  })

  it('may change the currency of what nobody ordered, prices with it', async () => {
    const ana = await manager()
    const made = await save(ana, document({ types: [typeOf('A', '9.50')] }))
    const yen = {
      ...made.night,
      currency: 'jpy',
      types: made.night.types.map((type) => ({ ...type, price: '1500' })),
    }
    expect((await save(ana, yen, { id: made.id, revision: 1 })).night.types[0]?.price).toBe(
      '1500.00',
    )
  })

  it('asks before it takes a gate from the phones that stand there', async () => {
    const ana = await manager()
    const night = await makeNight(db().sql)
    await makePhone(db().sql, night, { gateId: night.mainGate })
    const { night: shown, revision } = await read(ana, night.eventId)
    const asked = await save(
      ana,
      { ...shown, gates: shown.gates.slice(1) },
      { id: night.eventId, revision },
    )
    expect(asked).toMatchObject({ saved: false, changes: [{ hurts: 'gate_in_use', count: 1 }] })
  })

  it('removes no gate that was scanned at', async () => {
    const ana = await manager()
    const night = await makeNight(db().sql)
    const phone = await makePhone(db().sql, night)
    const [ticket] = await buy(db().sql, night)
    await push(db().sql, phone, [scanOf(night, String(ticket))])
    const { night: shown, revision } = await read(ana, night.eventId)
    const without = (nth: number) => ({ ...shown, gates: shown.gates.filter((_, n) => n !== nth) })
    const at = { id: night.eventId, revision }
    expect(await problemOf(save(ana, without(0), at))).toMatchObject({
      ...{ field: 'gates', problem: 'scanned', name: 'Main' },
    })
    expect((await save(ana, without(1), at)).saved).toBe(true)
  })

  it('takes the hour of its guest lists along', async () => {
    const ana = await manager()
    const made = await save(ana, document())
    const listId = randomUUID()
    await db().sql`
      insert into public.guest_lists (id, event_id, name, until_at) values (${listId}, ${made.id}, 'House', '2032-03-13 00:30-08')`
    const until = async () => {
      const [row] = await db().sql`select until_at from public.guest_lists where id = ${listId}`
      return row?.until_at.toISOString()
    }
    const moved = {
      ...made.night,
      ...{ event_date: '2032-03-19T23:00', doors_open_at: '2032-03-19T22:00' },
      ...{ ends_at: '2032-03-20T04:00', timezone: 'America/New_York' },
    }
    await save(ana, { ...made.night, min_age: 18 }, { id: made.id, revision: 1 })
    expect(await until()).toBe('2032-03-13T08:30:00.000Z')
    await save(ana, moved, { id: made.id, revision: 2 })
    expect(await until()).toBe('2032-03-20T04:30:00.000Z')
  })

  it('keeps an instant that was not touched, to the second', async () => {
    const ana = await manager()
    const night = await makeNight(db().sql)
    await db()
      .sql`update public.events set doors_open_at = '2032-03-12 22:00:07-08', event_date = '2032-03-12 22:00:07-08',
        ends_at = '2032-03-13 04:00:07-08' where id = ${night.eventId}`
    const { night: shown, revision } = await read(ana, night.eventId)
    await save(ana, { ...shown, description: 'x' }, { id: night.eventId, revision })
    const [row] = await db().sql`select event_date from public.events where id = ${night.eventId}`
    expect(row?.event_date).toEqual(new Date('2032-03-13T06:00:07.000Z'))
  })
})

describe('a moved night', () => {
  it('tells every buyer once, keeps the tickets, and says so before', async () => {
    const ana = await manager()
    const night = await published(ana)
    const shop = await sellable(night)
    const [ticket] = await buy(db().sql, shop, one)
    await buy(db().sql, shop, { ...one, customer: { email: 'beto@example.com' } })
    const unpaid = await hold(db().sql, shop, one)
    const later = { ...night.night, event_date: '2032-03-12T23:30' }
    expect(await save(ana, later, { id: night.id, revision: 2 })).toMatchObject({
      saved: false,
      changes: [{ field: 'event_date', hurts: 'moved', count: 2 }],
    })
    const moved = await save(
      ana,
      {
        ...night.night,
        doors_open_at: '2032-03-19T22:00',
        event_date: '2032-03-19T23:00',
        ends_at: '2032-03-20T04:00',
      },
      { id: night.id, revision: 2, confirmed: ['moved'] },
    )
    expect(moved).toMatchObject({
      saved: true,
      told: 2,
      night: { doors_open_at: '2032-03-19T22:00', ends_at: '2032-03-20T04:00' },
    })
    await fulfil(db().sql, shop, unpaid)
    const mails = await db().sql`
      select m.kind, m.to_email from public.mail_outbox m join public.orders o on o.id = m.order_id
      where o.event_id = ${night.id} and m.kind = 'moved' and m.status = 'queued' order by 2`
    expect(mails.map((mail) => mail.to_email)).toEqual(['beto@example.com', 'lucia@example.com'])
    const [claimed] = await db().sql`select public.claim_mails(100) as mails`
    const mail = claimed?.mails.find((job: { kind: string }) => job.kind === 'moved')
    expect(mail.move).toMatchObject({ from_date: '2032-03-13T07:00:00+00:00' })
    const [kept] = await db()
      .sql`select status from public.tickets where ticket_id = ${String(ticket)}`
    expect(kept?.status).toBe('issued')
    // Tickets sold later have ids with the same day: phones identify the night by it.
    const [event] = await db()
      .sql`select to_char(event_day, 'YYYYMMDD') as day from public.events where id = ${night.id}`
    expect(event?.day).toBe(shop.day)
  })
})

describe('a duplicate', () => {
  it('is a draft on the next free date of the same weekday, at the same hours whatever the clocks did', async () => {
    const ana = await manager()
    const start = document({
      // Clocks go forward on 14 March 2032.
      types: [
        {
          ...typeOf('General', '25.00'),
          sales_end_at: '2032-03-12T20:00',
          releases: [{ name: 'R', price: '20.00', until_taken: null, ends_at: '2032-03-05T12:00' }],
        },
      ],
    })
    const night = await published(ana, start)
    const copy = async () => {
      const [row] = await actAs(
        db().sql,
        ana,
        (tx) => tx`select public.duplicate_night(${night.id}, ${randomUUID()}) as answer`,
      )
      return parsed(duplicateNight.answer, row?.answer)
    }
    const next = await copy()
    expect(next).toMatchObject({
      state: 'draft',
      night: {
        name: start.name,
        event_date: '2032-03-19T23:00',
        doors_open_at: '2032-03-19T22:00',
        types: [{ sales_end_at: '2032-03-19T20:00', releases: [{ ends_at: '2032-03-12T12:00' }] }],
      },
    })
    expect(next.night.types[0]?.id).not.toBe(start.types[0]?.id)
    expect(next.night.gates).toHaveLength(1)
    expect((await copy()).night.event_date).toBe('2032-03-26T23:00')
    const listed = await actAs(db().sql, ana, (tx) => tx`select public.manager_nights() as answer`)
    const nights = parsed(managerNights.answer, listed[0]?.answer)
    expect(nights.filter((row) => row.name === start.name).map((row) => row.state)).toEqual([
      'draft',
      'draft',
      'published',
    ])
  })
})

describe('the state of a night', () => {
  it('goes from draft to published, paused and on, and no further back once it is ordered', async () => {
    const ana = await manager()
    const night = await published(ana)
    const shop = await sellable(night)
    expect(await setState(ana, night.id, 'paused')).toMatchObject({ state: 'paused', revision: 3 })
    expect((await refusal(hold(db().sql, shop, one)))?.message).toBe('sales_paused')
    expect(await setState(ana, night.id, 'draft')).toMatchObject({ state: 'draft' })
    expect(await setState(ana, night.id, 'published')).toMatchObject({ state: 'published' })
    await hold(db().sql, shop, one)
    expect(await problemOf(setState(ana, night.id, 'draft'))).toMatchObject({ problem: 'ordered' })
  })

  it('can’t be published without a type to sell, or when it is over', async () => {
    const ana = await manager()
    const empty = await save(ana, document({ types: [] }))
    expect(await problemOf(setState(ana, empty.id, 'published'))).toMatchObject({
      problem: 'none_for_sale',
    })
    const past = await save(
      ana,
      document({
        event_date: '2020-03-12T23:00',
        doors_open_at: '2020-03-12T22:00',
        ends_at: '2020-03-13T04:00',
      }),
    )
    expect(await problemOf(setState(ana, past.id, 'published'))).toMatchObject({ problem: 'over' })
  })

  it('is final once it is cancelled', async () => {
    const ana = await manager()
    const night = await published(ana)
    await actAs(db().sql, ana, (tx) => tx`select public.cancel_event(${night.id}, 'Water damage')`)
    expect((await refusal(setState(ana, night.id, 'published')))?.message).toBe('event_cancelled')
    const edit = save(ana, { ...night.night, min_age: 18 }, { id: night.id, revision: 2 })
    expect((await refusal(edit))?.message).toBe('event_cancelled')
  })
})

describe('refunds of a cancelled night that failed', () => {
  it('are listed, and asked for once more however often it is tapped', async () => {
    const ana = await manager()
    const night = await published(ana)
    const shop = await sellable(night)
    const order = await hold(db().sql, shop, one)
    await fulfil(db().sql, shop, order)
    await actAs(db().sql, ana, (tx) => tx`select public.cancel_event(${night.id}, 'Water damage')`)
    // Other nights of this file were cancelled before this one.
    for (let turn = 0; turn < 4; turn += 1) await db().sql`select public.work_on_cancellations(50)`
    const [claimed] = await db().sql`select public.claim_refunds(100, 60) as requests`
    const [request] = claimed?.requests ?? []
    await db().sql`select public.finish_refund(${request.request_id}, '[]', 'card_closed', true)`
    const failures = async () => {
      const [row] = await actAs(
        db().sql,
        ana,
        (tx) => tx`select public.cancellation_failures(${night.id}) as answer`,
      )
      return row?.answer
    }
    expect(await failures()).toMatchObject([{ order_id: order.order_id, amount: '25.00' }])
    const retry = async () => {
      const [row] = await actAs(
        db().sql,
        ana,
        (tx) => tx`select public.retry_cancellation(${night.id}) as answer`,
      )
      return row?.answer.asked
    }
    expect([await retry(), await retry()]).toEqual([1, 0])
    expect(await failures()).toEqual([])
  })
})
