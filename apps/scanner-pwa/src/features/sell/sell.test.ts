// Selling at the door: from the phone's own stock, offline too; kept as one with the scans that admit; and what is in the drawer.
import type { StockTicket } from '@maguey/wire/door-stock'
import { beforeEach, describe, expect, test } from 'vitest'
import type { LoggedSale } from '#db/door-disk.ts'
import { eventFixture } from '#db/door-fixtures.ts'
import type { ActRow, EventRow, KeptStock, LoggedAct } from '#db/rows.ts'
import { createDoorStock } from './door-stock.ts'
import { decimalOf, drawerOf, readAmount } from './drawer.ts'
import { createSeller, type SalePlace } from './sell-tickets.ts'

const prices = { code: 'VIP', name: 'VIP', price: '20', stock: 2 }
const event = eventFixture({ door: { currency: 'usd', types: [prices], mark: 'm1' } })
const place: SalePlace = {
  ...{ event, gate: { id: 'g', name: 'Main', admits: null }, deviceName: 'Door 1', offline: false },
}
const online = () => place
const offline = () => ({ ...place, offline: true })
const cash = (quantity: number) => ({ typeCode: 'VIP', quantity, paid: 'cash' as const })

let acts: ActRow[] = []
let sales: LoggedSale[] = []
let onDisk: KeptStock | undefined
let full = false
let nowMs = 0
let byte = 0

beforeEach(() => {
  ;[acts, sales, onDisk, full, nowMs] = [[], [], undefined, false, 0]
})

/** A server with so many seats for this phone. */
function server(seats: number) {
  const given: StockTicket[] = []
  const asked: Record<string, number>[] = []
  const state = { given, asked, silent: false }
  const ask = async (_eventId: string, least: Record<string, number>) => {
    asked.push(least)
    if (state.silent) return undefined
    const sold = new Set(acts.flatMap((act) => (act.kind === 'walk_up' ? act.payload.tickets : [])))
    const wanted = Math.max(2, least.VIP ?? 0)
    while (given.filter((one) => !sold.has(one.ticket_id)).length < wanted && given.length < seats)
      given.push({ ticket_id: `MGY-${given.length}`, type: 'VIP', qr: `qr-${given.length}` })
    return [...given]
  }
  return { state, ask }
}

async function doorWith(seats: number) {
  const { state, ask } = server(seats)
  const store = {
    actsOf: () => acts,
    disk: {
      readMeta: async () => onDisk as never,
      writeMeta: async (_key: string, value: unknown) => {
        onDisk = value as KeptStock
      },
    },
    appendSale: async (sale: LoggedSale) => {
      if (full) return { ok: false as const, reason: 'QuotaExceededError' }
      sales.push(sale)
      acts.push({ ...sale.act, state: 'queued', error: null })
      return { ok: true as const }
    },
  }
  const stock = createDoorStock({ store, ask })
  await stock.open(event.id)
  const seller = createSeller({
    ...{ store, stock, clock: { monotonicMs: () => nowMs } },
    time: {
      read: () => ({
        ...{ nowMs, deviceTimeMs: nowMs, offsetMs: 0, uncertaintyMs: 5 },
        doubtful: false,
      }),
    },
    randomBytes: (length) => {
      byte += 1
      return new Uint8Array(length).fill(byte % 256)
    },
  })
  return { stock, seller, state, store }
}

describe('the stock', () => {
  test('is asked for once, and again only when the server says otherwise', async () => {
    const { stock, state } = await doorWith(9)
    await stock.follow(event)
    await stock.follow(event)
    expect(state.asked).toHaveLength(1)
    const changed: EventRow = { ...event, door: { currency: 'usd', types: [prices], mark: 'm2' } }
    state.silent = true
    await stock.follow(changed)
    state.silent = false
    await stock.follow(changed)
    expect(state.asked).toHaveLength(3)
    expect(stock.unsold(event.id, 'VIP')).toHaveLength(2)
  })

  test('is not asked for where nothing is sold at the door', async () => {
    const { stock, state } = await doorWith(9)
    await stock.follow(eventFixture())
    expect(state.asked).toEqual([])
  })

  test('is there again after a restart, without what was sold', async () => {
    const first = await doorWith(9)
    await first.stock.follow(event)
    await first.seller.sell(cash(1), offline)
    const again = await doorWith(9)
    expect(again.stock.unsold(event.id, 'VIP').map(({ ticket_id }) => ticket_id)).toEqual(['MGY-1'])
    expect(again.stock.unsold('another', 'VIP')).toEqual([])
  })
})

describe('a sale', () => {
  test('is one act with a scan for each guest, and offline it takes what the phone carries', async () => {
    const { stock, seller, state } = await doorWith(9)
    await stock.follow(event)
    const sold = await seller.sell(cash(2), offline)
    expect(sold).toMatchObject({
      kind: 'sold',
      price: '20.00',
      tickets: [{ qr: 'qr-0' }, { qr: 'qr-1' }],
    })
    expect(sales).toMatchObject([
      {
        act: {
          kind: 'walk_up',
          payload: { tickets: ['MGY-0', 'MGY-1'], type: 'VIP', price: '20.00', paid: 'cash' },
        },
        scans: [
          { ticketId: 'MGY-0', verdict: 'admit', direction: 'in' },
          { ticketId: 'MGY-1', verdict: 'admit', direction: 'in' },
        ],
      },
    ])
    expect(await seller.sell(cash(1), offline)).toEqual({
      ...{ kind: 'short', left: 0, offline: true },
    })
    expect(state.asked).toHaveLength(1)
  })

  test('online asks for what a group needs, and sells nothing of a group that it has too few for', async () => {
    const { seller } = await doorWith(5)
    expect(await seller.sell(cash(4), online)).toMatchObject({ kind: 'sold' })
    expect(await seller.sell(cash(2), online)).toEqual({ kind: 'short', left: 1, offline: false })
    expect(sales).toHaveLength(1)
  })

  test('that waited for stock while the phone was removed is none, and what was sold is not sold again', async () => {
    const { stock, seller } = await doorWith(1)
    await stock.follow(event)
    expect(await seller.sell(cash(1), offline)).toMatchObject({ kind: 'sold' })
    let removed = false
    const waiting = seller.sell(cash(1), () => (removed ? undefined : place))
    // Its log and its list are gone by the time that the answer is there.
    removed = true
    acts = []
    stock.close()
    expect(await waiting).toEqual({ kind: 'revoked' })
    expect(stock.unsold(event.id, 'VIP')).toEqual([])
    expect(sales).toHaveLength(1)
  })

  test('never sells a ticket twice, however fast it is tapped', async () => {
    const { stock, seller } = await doorWith(2)
    await stock.follow(event)
    await Promise.all([1, 2, 3].map(() => seller.sell(cash(1), offline)))
    expect(sales.flatMap(({ scans }) => scans.map(({ ticketId }) => ticketId))).toEqual([
      ...['MGY-0', 'MGY-1'],
    ])
  })

  test('that can’t be kept is none', async () => {
    const { seller, stock } = await doorWith(2)
    full = true
    expect(await seller.sell(cash(1), online)).toMatchObject({ kind: 'storage_failed' })
    expect(stock.unsold(event.id, 'VIP')).toHaveLength(2)
  })

  test('is taken back within ten seconds, with its scans, and its tickets stay sold', async () => {
    const { seller, stock } = await doorWith(2)
    const sold = await seller.sell(cash(1), online)
    if (sold.kind !== 'sold') throw new Error(sold.kind)
    nowMs = 10_000
    expect(await seller.takeBack(sold, online)).toBe('undone')
    expect(sales[1]).toMatchObject({
      act: { kind: 'walk_up_undo', payload: { walk_up: sold.actId, after_ms: 10_000 } },
      scans: [{ ticketId: 'MGY-0', verdict: 'undo', refersTo: sold.scanIds[0], afterMs: 10_000 }],
    })
    expect(stock.unsold(event.id, 'VIP').map(({ ticket_id }) => ticket_id)).toEqual(['MGY-1'])
    nowMs = 10_001
    expect(await seller.takeBack(sold, online)).toBe('too_late')
  })
})

describe('the drawer', () => {
  const place = { ...{ eventId: 'e', gateId: 'g', actedAtMs: 1, deviceTimeMs: 1 } }
  const stamp = { ...place, clockOffsetMs: 0, clockUncertaintyMs: 5, offline: false }
  const act = (id: string, content: Pick<LoggedAct, 'kind' | 'payload'>) =>
    ({ id, ...stamp, ...content }) as LoggedAct
  const count = (step: 'open' | 'close', amount: string) =>
    act(step + amount, { kind: 'drawer', payload: { step, amount, by: 'Ana' } })
  const sale = (id: string, paid: 'cash' | 'terminal') =>
    act(id, {
      kind: 'walk_up',
      payload: { tickets: ['MGY-1', 'MGY-2'], type: 'GA', price: '9.95', paid },
    })

  test('should hold its float and what was sold for cash since, less what was taken back', () => {
    const undo = act('u', { kind: 'walk_up_undo', payload: { walk_up: 's3', after_ms: 1 } })
    const open = [sale('s0', 'cash'), count('open', '150.00'), sale('s1', 'cash')]
    const rest = [sale('s2', 'terminal'), sale('s3', 'cash'), undo]
    expect(drawerOf([...open, ...rest])).toMatchObject({ state: 'open', cash: 1_990 })
    const closed = drawerOf([...open, ...rest, count('close', '169.40'), sale('s4', 'cash')])
    expect(closed).toMatchObject({ state: 'closed', counted: 16_940, cash: 1_990, difference: -50 })
    expect(drawerOf([sale('s0', 'cash')])).toMatchObject({ state: 'none', cash: 0 })
  })

  test('is typed as people type amounts', () => {
    expect(['150', '150.5', '150,50', ' 7 ', '', '-1', '1.234', 'abc'].map(readAmount)).toEqual([
      ...[15_000, 15_050, 15_050, 700, null, null, null, null],
    ])
    expect([0, 5, 15_050, -50].map(decimalOf)).toEqual(['0.00', '0.05', '150.50', '-0.50'])
  })
})
