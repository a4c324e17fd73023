// Sales at the door: what phones carry for them holds seats, and what they sold becomes orders, whatever came between.
import { managerOrder } from '@maguey/wire/order-desk'
import { findOrders } from '@maguey/wire/order-finding'
import { beforeAll, describe, expect, it } from 'vitest'
import { actOf, counted, pushActs } from './support/act.ts'
import { type Caller, callAs, refusal } from './support/act-as.ts'
import {
  drawerOf,
  fillStock,
  grant,
  saleOf,
  setDoor,
  undoOf,
  type Wanted,
} from './support/door-sale.ts'
import { makeManager, makeNight, makePhone, type Night } from './support/make-night.ts'
import { pull, push, scanOf, TEN_MS, ticketRow } from './support/scan.ts'
import { buy, hold } from './support/sell.ts'
import { testDatabase, withPool } from './support/test-database.ts'

const db = testDatabase()
let manager: Caller & { userId: string }

beforeAll(async () => {
  manager = await makeManager(db().sql)
})

async function doors(options: Parameters<typeof makeNight>[1] = {}, stock = 3) {
  const night = await makeNight(db().sql, options)
  const main = await makePhone(db().sql, night, { name: 'Main phone', gateId: night.mainGate })
  const vip = await makePhone(db().sql, night, { name: 'VIP phone', gateId: night.vipGate })
  await setDoor(db().sql, manager, night, [{ id: night.general, price: '20.00', stock }])
  return { night, main, vip }
}

async function general(night: Night) {
  const [row] = await db().sql`
    select sold, held, capacity from public.ticket_types where id = ${night.general}`
  return { sold: row?.sold, held: row?.held, left: row?.capacity - row?.sold - row?.held }
}
const door = async (night: Night) =>
  (await callAs(db().sql, manager, 'event_live($1)', night.eventId)).door
const people = async (night: Night) =>
  (await callAs(db().sql, manager, 'event_live($1)', night.eventId)).people_inside
const orders = (night: Night) => db().sql`
  select kind, status, declined, total_amount::text as total, ticket_count as tickets, customer_email as email
  from public.orders where event_id = ${night.eventId} order by created_at`

describe('a phone’s stock', () => {
  it('holds seats, is filled up and not doubled, and is told by a mark', async () => {
    const { night, main } = await doors()
    const before = await pull(db().sql, main, night)
    const stock = await fillStock(db().sql, main, night)
    expect(stock).toHaveLength(3)
    expect(await fillStock(db().sql, main, night)).toEqual(stock)
    expect(await general(night)).toMatchObject({ sold: 0, held: 3 })
    const { event } = await pull(db().sql, main, night)
    expect(event.door).toMatchObject({
      currency: 'usd',
      types: [{ code: 'GA', name: 'General', price: '20.00', stock: 3 }],
    })
    expect(event.door.mark).not.toBe(before.event.door.mark)
  })

  it('that came and went between two pulls is told by another mark than before', async () => {
    const { night, main } = await doors()
    const before = await pull(db().sql, main, night)
    await fillStock(db().sql, main, night)
    await callAs(db().sql, manager, 'take_back_stock($1)', night.eventId)
    const after = await pull(db().sql, main, night)
    expect(after.event.door.mark).not.toBe(before.event.door.mark)
  })

  it('is one phone’s alone, and grows for a group', async () => {
    const { night, main, vip } = await doors()
    const [one, other] = [
      await fillStock(db().sql, main, night, { GA: 5 }),
      await fillStock(db().sql, vip, night),
    ]
    const ids = [...one, ...other].map(({ ticket_id }) => ticket_id)
    expect(new Set(ids).size).toBe(8)
  })

  it('asked for twice at once is given once', async () => {
    const { night, main } = await doors()
    const wanted: Wanted[] = [{ ticket_type_id: night.general, code: 'GA', quantity: 3 }]
    const answers = await withPool(db().url, 4, (pool) =>
      Promise.all([
        grant(pool, night, main.deviceId, wanted),
        grant(pool, night, main.deviceId, wanted),
      ]),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(await general(night)).toMatchObject({ held: 3 })
  })

  it('of two phones at once never exceeds the seats', async () => {
    const { night, main, vip } = await doors({ generalCapacity: 4 })
    const stocks = await withPool(db().url, 4, (pool) =>
      Promise.all([fillStock(pool, main, night), fillStock(pool, vip, night)]),
    )
    expect(stocks.flat()).toHaveLength(4)
    expect(await general(night)).toMatchObject({ held: 4, left: 0 })
    await expect(
      hold(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 1 }] }),
    ).rejects.toThrow('sold_out')
  })

  it('is not given days before, after the end, or to a phone that was revoked', async () => {
    for (const options of [{ doorsInHours: 48, endsInHours: 60 }, { endsInHours: -0.5 }]) {
      const { night, main } = await doors(options)
      expect(await fillStock(db().sql, main, night)).toEqual([])
    }
    const { night, main } = await doors()
    await db().sql`update public.devices set revoked_at = now() where id = ${main.deviceId}`
    expect(await fillStock(db().sql, main, night)).toEqual([])
  })

  it('comes back when it is taken, when its type is no longer sold, with its phone, and with the night', async () => {
    const taken = await doors()
    await fillStock(db().sql, taken.main, taken.night)
    await callAs(db().sql, manager, 'take_back_stock($1)', taken.night.eventId)
    expect(await general(taken.night)).toMatchObject({ held: 0 })
    expect(await fillStock(db().sql, taken.main, taken.night)).toEqual([])
    expect(await fillStock(db().sql, taken.main, taken.night, { GA: 1 })).toHaveLength(1)

    const dropped = await doors()
    await fillStock(db().sql, dropped.main, dropped.night)
    await setDoor(db().sql, manager, dropped.night, [])
    expect(await general(dropped.night)).toMatchObject({ held: 0 })
    expect((await pull(db().sql, dropped.main, dropped.night)).event.door).toBeNull()

    const revoked = await doors()
    await fillStock(db().sql, revoked.main, revoked.night)
    await fillStock(db().sql, revoked.vip, revoked.night)
    await callAs(db().sql, manager, 'revoke_device($1)', revoked.main.deviceId)
    expect(await general(revoked.night)).toMatchObject({ held: 3 })

    const over = await doors()
    await fillStock(db().sql, over.main, over.night)
    await db()
      .sql`update public.events set ends_at = now() - interval '1 minute', sales_end_at = null where id = ${over.night.eventId}`
    await callAs(db().sql, { role: 'service_role' }, 'sweep_holds()')
    expect(await general(over.night)).toMatchObject({ held: 0 })
  })
})

describe('a sale at the door', () => {
  it('is an order of the door, whose guests are inside, and no mail', async () => {
    const { night, main } = await doors()
    const [a, b] = await fillStock(db().sql, main, night)
    const sold = [a, b].flatMap((ticket) => ticket ?? [])
    await push(
      db().sql,
      main,
      sold.map(({ ticket_id }) => scanOf(night, ticket_id)),
    )
    const sale = saleOf(night, sold)
    expect(await pushActs(db().sql, main, [sale, sale])).toMatchObject([
      { status: 'stored' },
      { status: 'duplicate' },
    ])
    await pushActs(db().sql, main, [sale])
    expect([...(await orders(night))]).toEqual([
      ...[
        {
          kind: 'door',
          status: 'completed',
          declined: null,
          total: '40.00',
          tickets: 2,
          email: '',
        },
      ],
    ])
    expect(await general(night)).toMatchObject({ sold: 2, held: 1 })
    expect(await ticketRow(db().sql, String(a?.ticket_id))).toMatchObject({ presence: 'inside' })
    expect(await people(night)).toBe(2)
    expect(await door(night)).toMatchObject({
      ...{ tickets: 2, cash: '40.00', terminal: '0.00', undone: 0, without_seat: 0, carried: 1 },
    })
    const mails = await db().sql`
      select from public.mail_outbox m join public.orders o on o.id = m.order_id where o.event_id = ${night.eventId}`
    expect(mails).toHaveLength(0)
  })

  it('is in the takings beside the provider’s money, not in it', async () => {
    const { night, main } = await doors()
    await buy(db().sql, night)
    const stock = await fillStock(db().sql, main, night)
    await pushActs(db().sql, main, [saleOf(night, stock.slice(0, 1), { paid: 'terminal' })])
    expect(await callAs(db().sql, manager, 'night_takings($1)', night.eventId)).toMatchObject({
      ...{ paid: '100.00', net: '100.00', orders: 1 },
      door: { tickets: 1, cash: '0.00', terminal: '20.00' },
    })
  })

  it('counts its guest once, whichever of scan and sale is heard first', async () => {
    const { night, main } = await doors()
    const [a] = await fillStock(db().sql, main, night)
    const id = String(a?.ticket_id)
    await pushActs(db().sql, main, [saleOf(night, [{ ticket_id: id }])])
    await push(db().sql, main, [scanOf(night, id)])
    expect(await people(night)).toBe(1)
    expect(await ticketRow(db().sql, id)).toMatchObject({ presence: 'inside' })
  })

  it('taken back gives its seat back and leaves no valid code, in either order', async () => {
    const { night, main } = await doors()
    const [a, b] = await fillStock(db().sql, main, night)
    const first = saleOf(night, [{ ticket_id: String(a?.ticket_id) }])
    await pushActs(db().sql, main, [first])
    await pushActs(db().sql, main, [undoOf(night, first)])
    const second = saleOf(night, [{ ticket_id: String(b?.ticket_id) }])
    await pushActs(db().sql, main, [undoOf(night, second)])
    await pushActs(db().sql, main, [second])
    expect(await general(night)).toMatchObject({ sold: 0, held: 1 })
    expect(await ticketRow(db().sql, String(a?.ticket_id))).toMatchObject({ status: 'void' })
    expect(await door(night)).toMatchObject({ tickets: 0, cash: '0.00', undone: 2, carried: 1 })
  })

  it('taken back before the scan of its guest was gives the seat back once that is heard too', async () => {
    const { night, main } = await doors()
    const [a] = await fillStock(db().sql, main, night)
    const id = String(a?.ticket_id)
    const [sale, scan] = [saleOf(night, [{ ticket_id: id }]), scanOf(night, id)]
    await push(db().sql, main, [scan])
    await pushActs(db().sql, main, [sale])
    await pushActs(db().sql, main, [undoOf(night, sale)])
    // Somebody is in by it, as far as anybody has heard.
    expect(await general(night)).toMatchObject({ sold: 1 })
    const undo = { verdict: 'undo', refers_to: scan.id, after_ms: 4_000 } as const
    await push(db().sql, main, [scanOf(night, id, undo)])
    expect(await general(night)).toMatchObject({ sold: 0 })
    expect(await ticketRow(db().sql, id)).toMatchObject({ status: 'void', is_used: false })
  })

  it('taken back keeps its seat for whoever was let in by its code elsewhere, as soon as that is heard', async () => {
    const { night, main, vip } = await doors()
    const [a] = await fillStock(db().sql, main, night)
    const id = String(a?.ticket_id)
    const sale = saleOf(night, [{ ticket_id: id }])
    await pushActs(db().sql, main, [sale])
    await pushActs(db().sql, main, [undoOf(night, sale)])
    expect(await general(night)).toMatchObject({ sold: 0 })
    await push(db().sql, vip, [scanOf(night, id)])
    expect(await general(night)).toMatchObject({ sold: 1 })
    expect(await ticketRow(db().sql, id)).toMatchObject({ status: 'void', is_used: true })
  })

  it('can’t be taken back by another phone', async () => {
    const { night, main, vip } = await doors()
    const stock = await fillStock(db().sql, main, night)
    const sale = saleOf(night, stock.slice(0, 1))
    await pushActs(db().sql, main, [sale])
    await pushActs(db().sql, vip, [undoOf(night, sale)])
    expect(await door(night)).toMatchObject({ tickets: 1, undone: 0 })
  })

  it('of stock that was taken back before takes a seat again, as long as there is one', async () => {
    const { night, main } = await doors({ generalCapacity: 3 })
    const stock = await fillStock(db().sql, main, night)
    await callAs(db().sql, manager, 'take_back_stock($1)', night.eventId)
    await buy(db().sql, night, { lines: [{ ticket_type: 'GA', quantity: 2 }] })
    const outcomes = await pushActs(db().sql, main, [
      ...stock.map((ticket) => saleOf(night, [ticket])),
      actOf(night, counted(1)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('stored'))
    expect(await general(night)).toMatchObject({ sold: 3, held: 0 })
    expect(await door(night)).toMatchObject({ tickets: 3, cash: '60.00', without_seat: 2 })
    await push(
      db().sql,
      main,
      stock.map(({ ticket_id }) => scanOf(night, ticket_id)),
    )
    expect(await people(night)).toBe(4)
  })

  it('made offline after the night was cancelled is kept as money of the drawer, and makes no ticket', async () => {
    const { night, main } = await doors()
    const stock = await fillStock(db().sql, main, night)
    await callAs(db().sql, manager, 'cancel_event($1, $2)', night.eventId, 'Water damage')
    await callAs(db().sql, { role: 'service_role' }, 'sweep_holds()')
    expect(await general(night)).toMatchObject({ held: 0 })
    expect(await pushActs(db().sql, main, [saleOf(night, stock)])).toMatchObject([
      { status: 'stored' },
    ])
    expect(await general(night)).toMatchObject({ sold: 0, held: 0 })
    expect(await door(night)).toMatchObject({ tickets: 3, cash: '60.00', without_seat: 3 })
  })

  it('of a revoked phone counts if it was made before', async () => {
    const { night, main } = await doors()
    const [a, b] = await fillStock(db().sql, main, night)
    await callAs(db().sql, manager, 'revoke_device($1)', main.deviceId)
    await db()
      .sql`update public.devices set revoked_at = ${new Date(TEN_MS + 60_000)} where id = ${main.deviceId}`
    await pushActs(db().sql, main, [
      saleOf(night, [{ ticket_id: String(a?.ticket_id) }], { minute: 0 }),
      saleOf(night, [{ ticket_id: String(b?.ticket_id) }], { minute: 5 }),
    ])
    expect(await general(night)).toMatchObject({ sold: 1, held: 0 })
    expect(await door(night)).toMatchObject({ tickets: 1, without_seat: 0 })
  })

  it('of a ticket that nobody was given, or that was sold before, has no seat', async () => {
    const { night, main, vip } = await doors()
    const [a] = await fillStock(db().sql, main, night)
    const ticket = [{ ticket_id: String(a?.ticket_id) }]
    await pushActs(db().sql, main, [saleOf(night, ticket)])
    await pushActs(db().sql, vip, [
      saleOf(night, ticket, { minute: 1 }),
      saleOf(night, [{ ticket_id: 'MGY-N1-20261120-000000000000' }], { minute: 2 }),
    ])
    expect(await general(night)).toMatchObject({ sold: 1 })
    expect(await door(night)).toMatchObject({ tickets: 3, without_seat: 2 })
  })

  it('pushed by two phones at once, with types in another order, waits and never deadlocks', async () => {
    const { night, main, vip } = await doors()
    await setDoor(db().sql, manager, night, [
      { id: night.general, price: '20.00', stock: 4 },
      { id: night.vip, price: '60.00', stock: 4 },
    ])
    const stocks = [await fillStock(db().sql, main, night), await fillStock(db().sql, vip, night)]
    const salesOf = (index: number) =>
      (stocks[index] ?? []).map((ticket, minute) =>
        saleOf(night, [ticket], { type: ticket.type, minute }),
      )
    await withPool(db().url, 4, (pool) =>
      Promise.all([
        pushActs(pool, main, salesOf(0)),
        pushActs(pool, vip, salesOf(1).reverse()),
        buy(pool, night, {
          lines: [
            { ticket_type: 'GA', quantity: 2 },
            { ticket_type: 'VIP', quantity: 2 },
          ],
        }),
      ]),
    )
    expect(await door(night)).toMatchObject({ tickets: 16, without_seat: 0, carried: 0 })
    expect(await general(night)).toMatchObject({ sold: 10, held: 0 })
  })

  it('taken back while other doors take back their scans of it, and the shop sells, waits and never deadlocks', async () => {
    const { night, main, vip } = await doors()
    await setDoor(db().sql, manager, night, [
      { id: night.general, price: '20.00', stock: 4 },
      { id: night.vip, price: '60.00', stock: 4 },
    ])
    const stock = await fillStock(db().sql, main, night)
    const sales = (['GA', 'VIP'] as const).flatMap((type) => {
      const its = stock.filter((ticket) => ticket.type === type)
      return [0, 2].map((from) => saleOf(night, its.slice(from, from + 2), { type }))
    })
    await pushActs(db().sql, main, sales)
    const scans = stock.map(({ ticket_id }) => scanOf(night, ticket_id))
    await push(db().sql, vip, scans)
    const undo = { verdict: 'undo', after_ms: 4_000 } as const
    const undos = scans.map(({ id, ticket_id }) =>
      scanOf(night, ticket_id, { ...undo, refers_to: id }),
    )
    const lines = ['VIP', 'GA'].map((ticket_type) => ({ ticket_type, quantity: 2 }))
    await withPool(db().url, 8, (pool) =>
      Promise.all([
        ...sales.map((sale) => pushActs(pool, main, [undoOf(night, sale)])),
        push(pool, vip, undos.slice(0, 5).reverse()),
        push(pool, vip, undos.slice(5)),
        buy(pool, night, { lines }),
        buy(pool, night, { lines: lines.toReversed() }),
      ]),
    )
    expect(await general(night)).toMatchObject({ sold: 4, held: 0 })
    expect(await door(night)).toMatchObject({ tickets: 0, undone: 8, carried: 0 })
  })
})

describe('what the door may sell', () => {
  it('is refused for a type of another night, twice the same, or a price that can’t be paid', async () => {
    const { night } = await doors()
    const other = await makeNight(db().sql)
    const attempt = (...types: Parameters<typeof setDoor>[3]) =>
      refusal(setDoor(db().sql, manager, night, types))
    const bad = { code: 'PT400', message: 'invalid_request' }
    expect(await attempt({ id: other.general, price: '5.00', stock: 1 })).toMatchObject(bad)
    expect(await attempt({ id: night.general, price: '-5.00', stock: 1 })).toMatchObject(bad)
    expect(await attempt({ id: night.general, price: '5.00', stock: 21 })).toMatchObject(bad)
    const twice = { id: night.general, price: '5.00', stock: 1 }
    expect(await attempt(twice, twice)).toMatchObject(bad)
  })
})

describe('the drawer', () => {
  it('should hold what it was opened with and what was sold for cash until it was counted', async () => {
    const { night, main, vip } = await doors({}, 6)
    const stock = await fillStock(db().sql, main, night)
    const other = await fillStock(db().sql, vip, night)
    const sold = (index: number, minute: number, paid: 'cash' | 'terminal' = 'cash') =>
      saleOf(night, stock.slice(index, index + 1), { minute, paid })
    const undone = sold(3, 4)
    await pushActs(db().sql, main, [
      sold(0, 0),
      drawerOf(night, 'open', '150.00', 1),
      sold(1, 2),
      sold(2, 3, 'terminal'),
      undone,
      undoOf(night, undone),
      drawerOf(night, 'close', '169.50', 5),
      drawerOf(night, 'open', '100.00', 6),
      sold(4, 7),
    ])
    await pushActs(db().sql, vip, [saleOf(night, other.slice(0, 2), { minute: 9 })])
    const { parts } = await callAs(db().sql, manager, 'night_record($1)', night.eventId)
    const at = (minute: number) => TEN_MS + minute * 60_000
    expect(parts.walk_ups).toMatchObject({
      ...{ tickets: 6, cash: '100.00', terminal: '20.00', undone: 1, without_seat: 0 },
      drawers: [
        { phone: 'Main phone', opened_at: null, cash: '20.00', difference: null },
        {
          ...{ phone: 'Main phone', opened_at: at(1), opened_by: 'Ana', float: '150.00' },
          ...{ cash: '20.00', terminal: '20.00', tickets: 2, counted: '169.50' },
          ...{ closed_at: at(5), closed_by: 'Ana', difference: '-0.50' },
        },
        { phone: 'Main phone', opened_at: at(6), float: '100.00', cash: '20.00', counted: null },
        { phone: 'VIP phone', opened_at: null, cash: '40.00', tickets: 2 },
      ],
    })
  })
})

it('a drawer that was begun can be counted when nothing is sold any more', async () => {
  const { night, main, vip } = await doors()
  await pushActs(db().sql, main, [drawerOf(night, 'open', '100.00', 0)])
  await setDoor(db().sql, manager, night, [])
  const { event } = await pull(db().sql, main, night)
  expect(event.door).toMatchObject({ currency: 'usd', types: [] })
  expect((await pull(db().sql, vip, night)).event.door).toBeNull()
})

describe('an order of the door', () => {
  it('is found and shown like any other, without a customer to write to', async () => {
    const { night, main } = await doors()
    const stock = await fillStock(db().sql, main, night)
    await pushActs(db().sql, main, [saleOf(night, stock.slice(0, 1))])
    const found = await callAs(db().sql, manager, 'find_orders($1, $2)', '', night.eventId)
    expect(findOrders.answer['~standard'].validate(found)).not.toHaveProperty('issues')
    expect(found.orders).toMatchObject([{ kind: 'door', customer_name: null, customer_email: '' }])
    const { id } = found.orders[0]
    const shown = await callAs(db().sql, manager, 'manager_order($1)', id)
    expect(managerOrder.answer['~standard'].validate(shown)).not.toHaveProperty('issues')
    expect(shown.tickets).toMatchObject([{ status: 'issued' }])
    const resent = callAs(db().sql, manager, 'resend_tickets($1)', id)
    expect(await refusal(resent)).toMatchObject({ message: 'invalid_request' })
  })

  it('gets no reminder, however long before the night it was sold', async () => {
    const { night, main } = await doors({ doorsInHours: 1 })
    const stock = await fillStock(db().sql, main, night)
    await pushActs(db().sql, main, [saleOf(night, stock.slice(0, 1))])
    await buy(db().sql, night)
    await db().sql`
      update public.orders set completed_at = now() - interval '3 days' where event_id = ${night.eventId}`
    await callAs(db().sql, { role: 'service_role' }, 'queue_reminders()')
    const mails = await db().sql`
      select o.kind from public.mail_outbox m join public.orders o on o.id = m.order_id
      where o.event_id = ${night.eventId} and m.kind = 'reminder'`
    expect(mails.map(({ kind }) => kind)).toEqual(['sale'])
  })
})
