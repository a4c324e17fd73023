// Guest lists: who may keep them, quotas, duplicates seen, and that a promoter's link reaches its own lists and nothing else.
import { createHash, randomUUID } from 'node:crypto'
import type { NewName, TakenNames } from '@maguey/wire/guest-lists'
import type { Promoter, PromoterView } from '@maguey/wire/promoters'
import type { JSONValue } from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, callAs, refusal } from './support/act-as.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { push, scanOf } from './support/scan.ts'
import { fulfil, hold } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
const service: Caller = { role: 'service_role' }
let manager: Caller
let frontDesk: Caller
let codes = 0

beforeAll(async () => {
  manager = await makeManager(db().sql)
  frontDesk = await makeManager(db().sql, 'front_desk')
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const anyList = { name: 'House', promoter_id: null, quota: null, overbook: false, most_plus: 3 }
const noTimes = { price: '0', until: null, late_price: null, door_note: '', closed: false }

const save = (night: Night, wish: Record<string, JSONValue> = {}, id: string = randomUUID()) =>
  callAs(db().sql, manager, 'save_guest_list($1, $2, $3)', night.eventId, id, {
    ...anyList,
    ...noTimes,
    ...wish,
  })

const named = (name: string, plus = 0, more: Partial<NewName> = {}): NewName => ({
  id: randomUUID(),
  name,
  plus,
  ...more,
})

const add = (listId: string, names: readonly NewName[], caller = manager): Promise<TakenNames> =>
  callAs(db().sql, caller, 'add_list_names($1, $2)', listId, names as unknown as JSONValue)

async function makePromoter(wish: Record<string, JSONValue> = {}) {
  codes += 1
  const id = randomUUID()
  const promoter: Promoter = await callAs(db().sql, manager, 'save_promoter($1, $2)', id, {
    name: 'Rocío',
    code: `ROCIO${codes}`,
    ...wish,
  })
  const { token } = await callAs(db().sql, manager, 'renew_promoter_link($1)', id)
  return { ...promoter, token: String(token), key: [id, sha256(token)] as const }
}

describe('a list', () => {
  it('holds until the next time that the venue’s clock shows it, also past midnight', async () => {
    const night = await makeNight(db().sql)
    await db().sql`
      update public.events set timezone = 'America/Mexico_City', doors_open_at = '2031-03-01 22:00 America/Mexico_City',
        event_date = '2031-03-01 22:00 America/Mexico_City', ends_at = '2031-03-02 05:00 America/Mexico_City' where id = ${night.eventId}`
    const late = await save(night, { until: '00:30', late_price: '15' })
    expect(Date.parse(late.until_at)).toBe(Date.parse('2031-03-02T00:30:00-06:00'))
    expect(late).toMatchObject({
      until: '00:30',
      late_price: '15.00',
      price: '0.00',
      currency: 'usd',
    })
    const early = await save(night, { name: 'Early', until: '23:15' })
    expect(Date.parse(early.until_at)).toBe(Date.parse('2031-03-01T23:15:00-06:00'))
  })

  it.each([
    ['name', { name: ' ' }],
    ['quota', { quota: 0 }],
    ['quota', { quota: 1.5 }],
    ['most_plus', { most_plus: 31 }],
    ['price', { price: '-1' }],
    ['price', { price: 'free' }],
    ['until', { until: '25:00' }],
    ['until', { until: 'soon' }],
    ['late_price', { late_price: '5' }],
    ['promoter_id', { promoter_id: '00000000-0000-4000-8000-000000000000' }],
  ] as const)('is refused for its %s: %j', async (field, wish) => {
    const night = await makeNight(db().sql)
    expect(await refusal(save(night, wish))).toMatchObject({
      code: 'PT400',
      message: 'invalid_request',
      detail: { field },
    })
  })

  it('has a name of its own in its night, and stays in its night', async () => {
    const [night, other] = [await makeNight(db().sql), await makeNight(db().sql)]
    const { id } = await save(night)
    expect((await refusal(save(night)))?.message).toBe('list_name_taken')
    expect((await refusal(save(other, { name: 'Mine now' }, id)))?.message).toBe('not_found')
    expect((await save(night, { name: 'Door', quota: 9 }, id)).quota).toBe(9)
  })

  it('is made by managers; names are kept by the front desk too', async () => {
    const night = await makeNight(db().sql)
    const { id } = await save(night)
    const attempt = callAs(
      db().sql,
      frontDesk,
      'save_guest_list($1, $2, $3)',
      night.eventId,
      id,
      anyList,
    )
    expect((await refusal(attempt))?.message).toBe('not_allowed')
    expect((await add(id, [named('Ana')], frontDesk)).added).toHaveLength(1)
    const lists = await callAs(db().sql, frontDesk, 'night_lists($1)', night.eventId)
    expect(lists).toMatchObject([{ id, names: 1, heads: 1, arrived: 0 }])
  })
})

describe('names', () => {
  it('are added once, however often they are sent', async () => {
    const { id } = await save(await makeNight(db().sql))
    const names = [named('Ana López', 3), named('Juan')]
    await add(id, names)
    const again = await add(id, names)
    expect(again.list).toMatchObject({ names: 2, heads: 5 })
    expect(again.added).toEqual(names.map((name) => name.id))
    expect(again.entries.map((entry) => [entry.name, entry.plus])).toEqual([
      ['Ana López', 3],
      ['Juan', 0],
    ])
  })

  it('that are on a list of the night already are seen, in any order and with or without accents', async () => {
    const night = await makeNight(db().sql)
    const house = await save(night)
    const bar = await save(night, { name: 'Bar' })
    await add(house.id, [named('José Ñáñez')])
    const twin = named('NANEZ,  jose')
    const answer = await add(bar.id, [twin, named('Jose Nanes')])
    expect(answer.left_out).toEqual([
      { id: twin.id, name: 'NANEZ, jose', why: 'twin', on_list: 'House' },
    ])
    expect((await add(bar.id, [{ ...twin, again: true }])).list.names).toBe(2)
    const elsewhere = await save(await makeNight(db().sql))
    expect((await add(elsewhere.id, [named('José Ñáñez')])).left_out).toEqual([])
  })

  it('are left out one by one for what is wrong with them, and the rest is added', async () => {
    const { id } = await save(await makeNight(db().sql), { most_plus: 2, quota: 4 })
    const answer = await add(id, [
      named('Ana', 3),
      named('…'),
      named('Eva', 2),
      named('Leo', 1),
      named('Mia', 0),
    ])
    expect(answer.left_out.map(({ name, why }) => [name, why])).toEqual([
      ['Ana', 'too_many_plus'],
      ['…', 'unreadable'],
      ['Leo', 'full'],
    ])
    expect(answer.list).toMatchObject({ names: 2, heads: 4, quota: 4 })
  })

  it('may be more than the quota where the list is overbooked', async () => {
    const { id } = await save(await makeNight(db().sql), { quota: 2, overbook: true })
    expect((await add(id, [named('Ana', 3), named('Eva')])).list).toMatchObject({ heads: 5 })
  })

  it('never exceed the quota, whoever adds them at the same moment', async () => {
    const { id } = await save(await makeNight(db().sql), { quota: 10 })
    await withPool(db().url, 20, (pool) =>
      Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          callAs(pool, manager, 'add_list_names($1, $2)', id, [
            named(`Guest ${n}`, n % 2),
          ] as unknown as JSONValue),
        ),
      ),
    )
    const { list } = await callAs(db().sql, manager, 'list_names($1)', id)
    expect(list.heads).toBe(10)
  })

  it('are taken off and put back, but not below those who have come in', async () => {
    const night = await makeNight(db().sql)
    const { id } = await save(night, { quota: 4 })
    const [ana, eva] = [named('Ana', 3), named('Eva')]
    await add(id, [ana])
    const change = (entryId: string, wish: JSONValue) =>
      callAs(db().sql, manager, 'change_list_name($1, $2)', entryId, wish)
    expect((await change(ana.id, { plus: 1, note: 'table 4' })).list.heads).toBe(2)
    await db().sql`update public.list_entries set arrived = 2 where id = ${ana.id}`
    expect((await refusal(change(ana.id, { plus: 0 })))?.message).toBe('guest_arrived')
    expect((await refusal(change(ana.id, { removed: true })))?.message).toBe('guest_arrived')
    expect((await refusal(change(ana.id, { plus: 4 })))?.message).toBe('invalid_request')
    await add(id, [eva])
    expect((await refusal(change(ana.id, { plus: 3 })))?.message).toBe('list_full')
    const gone = await change(eva.id, { removed: true })
    expect(gone.entries.map((entry: { name: string }) => entry.name)).toEqual(['Ana'])
    expect((await change(eva.id, { removed: false })).list.names).toBe(2)
  })

  it('are stamped for the pull, each change with a newer revision', async () => {
    const { id } = await save(await makeNight(db().sql))
    const ana = named('Ana')
    await add(id, [ana])
    const stamp = async () => {
      const [row] = await db().sql`
        select revision, changed_xid::text as xid from public.list_entries where id = ${ana.id}`
      return { revision: Number(row?.revision), xid: BigInt(row?.xid) }
    }
    const before = await stamp()
    await callAs(db().sql, manager, 'change_list_name($1, $2)', ana.id, { plus: 2 })
    const after = await stamp()
    expect(after.revision).toBe(before.revision + 1)
    expect(after.xid > before.xid).toBe(true)
  })

  it('are taken no more once the list is closed, the night over or cancelled', async () => {
    const night = await makeNight(db().sql)
    const { id } = await save(night)
    await save(night, { closed: true }, id)
    expect((await refusal(add(id, [named('Ana')])))?.message).toBe('list_closed')
    await save(night, {}, id)
    await add(id, [named('Ana')])
    await db().sql`update public.events set status = 'cancelled' where id = ${night.eventId}`
    expect((await refusal(add(id, [named('Eva')])))?.message).toBe('list_closed')
  })

  it('are forgotten with the night’s guests; how many there were stays', async () => {
    const night = await makeNight(db().sql)
    const { id } = await save(night)
    await add(id, [named('Ana', 2, { note: 'blonde' })])
    await db().sql`update public.settings set retention_days = 30`
    await db().sql`
      update public.events set doors_open_at = now() - interval '50 days', event_date = now() - interval '50 days',
        ends_at = now() - interval '49 days' where id = ${night.eventId}`
    await callAs(db().sql, service, 'forget_old_guests()')
    const [entry] = await db().sql`
      select name, name_key, note, plus from public.list_entries where list_id = ${id}`
    expect(entry).toEqual({ name: null, name_key: null, note: '', plus: 2 })
  })
})

describe('a promoter', () => {
  it('has a code of their own, and a commission that is one thing', async () => {
    const { code } = await makePromoter({ commission_per: 'sale', commission_percent: '12.5' })
    for (const wish of [
      { name: 'X', code },
      { name: 'X', code: 'a b' },
      { name: 'X', code: 'XYZ1', commission_per: 'head' },
      { name: 'X', code: 'XYZ2', commission_per: 'sale', commission_percent: '101' },
      { name: 'X', code: 'XYZ3', commission_per: 'head', commission_amount: '5' },
      { name: 'X', code: 'XYZ4', commission_per: 'none', commission_percent: '5' },
    ])
      expect(
        (await refusal(callAs(db().sql, manager, 'save_promoter($1, $2)', randomUUID(), wish)))
          ?.message,
        JSON.stringify(wish),
      ).toMatch(/^(promoter_code_taken|invalid_request)$/)
  })

  it('opens their page with the newest link only, until they are ended', async () => {
    const rocio = await makePromoter()
    const view = (hash: string) =>
      callAs(db().sql, service, 'promoter_view($1, $2)', rocio.id, hash)
    expect(rocio.token).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect((await view(sha256(rocio.token))).name).toBe('Rocío')
    const { token } = await callAs(db().sql, manager, 'renew_promoter_link($1)', rocio.id)
    expect((await refusal(view(sha256(rocio.token))))?.message).toBe('promoter_link_ended')
    expect((await view(sha256(token))).code).toBe(rocio.code)
    await callAs(db().sql, manager, 'end_promoter($1, true)', rocio.id)
    expect((await refusal(view(sha256(token))))?.message).toBe('promoter_link_ended')
    await callAs(db().sql, manager, 'end_promoter($1, false)', rocio.id)
    expect((await refusal(view(sha256(token))))?.message).toBe('promoter_link_ended')
    const [stored] = await db()
      .sql`select encode(token_hash, 'hex') as hash from public.promoters where code = ${rocio.code}`
    expect(stored?.hash).toBeNull()
  })

  it('reaches their own lists and nothing of anybody else’s', async () => {
    const night = await makeNight(db().sql)
    const [rocio, beto] = [await makePromoter(), await makePromoter({ name: 'Beto' })]
    const own = await save(night, { name: 'Rocío', promoter_id: rocio.id })
    const others = await save(night, { name: 'Beto', promoter_id: beto.id })
    const house = await save(night, { name: 'House' })
    const secret = named('Secret Guest')
    const celebrity = named('Celebrity')
    await add(others.id, [secret])
    await add(house.id, [celebrity])
    await add(own.id, [named('Ana', 1)])

    const view: PromoterView = await callAs(
      db().sql,
      service,
      'promoter_view($1, $2)',
      ...rocio.key,
    )
    const ownNight = view.nights.find((one) => one.slug === night.slug)
    expect(ownNight?.lists.map(({ list }) => list.name)).toEqual(['Rocío'])
    expect(ownNight?.lists[0]?.entries.map((entry) => entry.name)).toEqual(['Ana'])
    const everything = JSON.stringify(view)
    for (const hidden of ['Secret Guest', 'Celebrity', 'Beto', 'House'])
      expect(everything).not.toContain(hidden)

    for (const listId of [others.id, house.id, randomUUID()]) {
      const attempt = callAs(
        db().sql,
        service,
        'promoter_add_names($1, $2, $3, $4)',
        ...rocio.key,
        listId,
        [named('Intruder')] as unknown as JSONValue,
      )
      expect((await refusal(attempt))?.message).toBe('not_found')
    }
    for (const entry of [secret, celebrity]) {
      const attempt = callAs(
        db().sql,
        service,
        'promoter_change_name($1, $2, $3, $4)',
        ...rocio.key,
        entry.id,
        {
          removed: true,
        },
      )
      expect((await refusal(attempt))?.message).toBe('not_found')
    }
    // Whether a name is on somebody else's list is not theirs to find out either.
    const probe: TakenNames = await callAs(
      db().sql,
      service,
      'promoter_add_names($1, $2, $3, $4)',
      ...rocio.key,
      own.id,
      [named('Celebrity'), named('ana')] as unknown as JSONValue,
    )
    expect(probe.left_out.map(({ name, on_list }) => [name, on_list])).toEqual([['ana', 'Rocío']])
    expect(probe.entries.map((entry) => [entry.name, entry.by_promoter])).toEqual([
      ['Ana', false],
      ['Celebrity', true],
    ])
  })

  it('gets the sales that began with their code, and no other', async () => {
    const night = await makeNight(db().sql)
    const rocio = await makePromoter()
    const order = await hold(db().sql, night, { referral: ` ${rocio.code.toLowerCase()}` })
    await fulfil(db().sql, night, order)
    await fulfil(db().sql, night, await hold(db().sql, night, { referral: 'NOBODY' }))
    await fulfil(db().sql, night, await hold(db().sql, night))
    const [row] = await db().sql`select promoter_id from public.orders where id = ${order.order_id}`
    expect(row?.promoter_id).toBe(rocio.id)
    const view: PromoterView = await callAs(
      db().sql,
      service,
      'promoter_view($1, $2)',
      ...rocio.key,
    )
    expect(view.nights.find((one) => one.slug === night.slug)?.sold).toBe(2)
    await callAs(db().sql, manager, 'end_promoter($1, true)', rocio.id)
    const after = await hold(db().sql, night, { referral: rocio.code })
    const [unled] = await db()
      .sql`select promoter_id from public.orders where id = ${after.order_id}`
    expect(unled?.promoter_id).toBeNull()
  })
})

describe('a statement', () => {
  const statement = (id: string) => callAs(db().sql, manager, 'promoter_statement($1)', id)
  const lines = (id: string, night: Night) =>
    callAs(db().sql, manager, 'promoter_lines($1, $2)', id, night.eventId)

  it('has a line for each ticket that the code sold, with the door and minute of its guest', async () => {
    const night = await makeNight(db().sql)
    const phone = await makePhone(db().sql, night, { name: 'Door 2' })
    const rocio = await makePromoter({ commission_per: 'sale', commission_percent: '10' })
    const order = await hold(db().sql, night, { referral: rocio.code })
    await fulfil(db().sql, night, order)
    const tickets = await db().sql`
      select ticket_id from public.tickets where order_id = ${order.order_id} order by ticket_id`
    const scan = scanOf(night, String(tickets[0]?.ticket_id))
    await push(db().sql, phone, [scan])
    expect(await lines(rocio.id, night)).toMatchObject([
      {
        ...{ kind: 'sale', what: tickets[0]?.ticket_id, amount: '50.00', commission: '5.00' },
        ...{ kept: true, gate: 'Main', device: 'Door 2' },
      },
      { what: tickets[1]?.ticket_id, entered_at: null, gate: null, commission: '5.00' },
    ])
    expect(Date.parse((await lines(rocio.id, night))[0].entered_at)).toBe(scan.scanned_at)
    expect((await statement(rocio.id)).nights).toMatchObject([
      { sold: 2, sold_amount: '100.00', ticket_heads: 1, list_heads: 0, commission: '10.00' },
    ])
  })

  it('pays by head only for who came, nothing for what was taken back, and no other currency', async () => {
    const night = await makeNight(db().sql)
    const phone = await makePhone(db().sql, night)
    const head = { commission_per: 'head', commission_amount: '3', commission_currency: 'usd' }
    const rocio = await makePromoter(head)
    const order = await hold(db().sql, night, { referral: rocio.code })
    await fulfil(db().sql, night, order)
    const tickets = await db().sql`
      select ticket_id from public.tickets where order_id = ${order.order_id} order by ticket_id`
    await push(db().sql, phone, [scanOf(night, String(tickets[1]?.ticket_id))])
    const owed = async () => (await statement(rocio.id)).nights[0]
    expect(await owed()).toMatchObject({ sold: 2, ticket_heads: 1, commission: '3.00' })
    await db().sql`update public.events set currency = 'mxn' where id = ${night.eventId}`
    expect(await owed()).toMatchObject({ commission: '0.00', other_currency: true })
    await db().sql`update public.events set currency = 'usd' where id = ${night.eventId}`
    await db().sql`update public.tickets set status = 'refunded' where order_id = ${order.order_id}`
    expect(await owed()).toMatchObject({ sold: 0, sold_amount: '0.00', commission: '0.00' })
  })

  it('pays a night by what was agreed when it ended, and those to come by what is agreed now', async () => {
    const terms = { commission_per: 'sale', commission_percent: '10' }
    const rocio = await makePromoter(terms)
    const over = await makeNight(db().sql)
    const ahead = await makeNight(db().sql)
    for (const night of [over, ahead]) {
      await fulfil(db().sql, night, await hold(db().sql, night, { referral: rocio.code }))
    }
    await db().sql`
      update public.events set doors_open_at = now() - interval '9 hours', event_date = now() - interval '9 hours', sales_end_at = null,
        ends_at = now() - interval '1 hour' where id = ${over.eventId}`
    const change = { name: rocio.name, code: rocio.code, ...terms, commission_percent: '20' }
    await callAs(db().sql, manager, 'save_promoter($1, $2)', rocio.id, change)
    const { nights } = await statement(rocio.id)
    const of = (night: Night) =>
      nights.find(({ event_id }: { event_id: string }) => event_id === night.eventId)
    expect(of(over)).toMatchObject({ sold_amount: '100.00', commission: '10.00' })
    expect(of(ahead)).toMatchObject({ sold_amount: '100.00', commission: '20.00' })
    const [first] = await lines(rocio.id, over)
    expect(first).toMatchObject({ commission: '5.00' })
  })
})
