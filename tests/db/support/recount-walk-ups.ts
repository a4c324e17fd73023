// The record's sales at the door and its drawers, counted again: each phone's acts in the order in which it made them.
import type { Sql } from 'postgres'
import type { RawAct } from './recount-acts.ts'

type SaleOfDoor = {
  id: string
  act: RawAct
  tickets: readonly string[]
  undone: boolean
  /** All of its tickets were made for it. */
  seated: boolean
}

/** In hundredths: "20.00" → 2000. */
const cents = (amount: unknown): number => Math.round(Number(amount) * 100)
const decimal = (amount: number): string => (amount / 100).toFixed(2)
const count = (sales: readonly SaleOfDoor[]) =>
  sales.reduce((sum, { tickets }) => sum + tickets.length, 0)
const money = (sales: readonly SaleOfDoor[], paid?: string) =>
  sales
    .filter(({ act }) => paid === undefined || act.payload.paid === paid)
    .reduce((sum, { act, tickets }) => sum + cents(act.payload.price) * tickets.length, 0)

export async function walkUps(sql: Sql, eventId: string, acts: readonly RawAct[]) {
  const sales = await salesOf(sql, eventId, acts)
  const types = await sql`select code, name from public.ticket_types where event_id = ${eventId}`
  const stand = sales.filter(({ undone }) => !undone)
  const kinds = new Map<string, SaleOfDoor[]>()
  for (const sale of sales) {
    const { type, price, paid } = sale.act.payload
    const kind = [type, cents(price), paid, sale.undone].join()
    kinds.set(kind, [...(kinds.get(kind) ?? []), sale])
  }
  return {
    ...{ tickets: count(stand), cash: decimal(money(stand, 'cash')) },
    terminal: decimal(money(stand, 'terminal')),
    undone: count(sales.filter(({ undone }) => undone)),
    without_seat: count(stand.filter(({ seated }) => !seated)),
    sales: [...kinds.values()].map((its) => {
      const { type, price, paid } = its[0]?.act.payload ?? {}
      return {
        type: types.find(({ code }) => code === type)?.name ?? type,
        ...{ price: decimal(cents(price)), paid, undone: its[0]?.undone },
        ...{ tickets: count(its), amount: decimal(money(its)) },
      }
    }),
    drawers: drawers(acts, stand),
  }
}

async function salesOf(sql: Sql, eventId: string, acts: readonly RawAct[]): Promise<SaleOfDoor[]> {
  const made = await sql`
    select t.ticket_id, o.client_key from public.tickets t join public.orders o on o.id = t.order_id
    where t.event_id = ${eventId} and o.kind = 'door'`
  const undos = acts.filter(({ kind }) => kind === 'walk_up_undo')
  return acts
    .filter(({ kind }) => kind === 'walk_up')
    .map((act) => {
      const tickets = act.payload.tickets as unknown as string[]
      const its = made.filter(({ client_key }) => client_key === `door ${act.id}`)
      return {
        ...{ id: act.id, act, tickets },
        undone: undos.some(
          ({ payload, deviceId }) => payload.walk_up === act.id && deviceId === act.deviceId,
        ),
        seated: tickets.every((id) => its.some(({ ticket_id }) => ticket_id === id)),
      }
    })
}

type Drawer = { phone: string; open?: RawAct; close?: RawAct; sales: SaleOfDoor[] }

function drawers(acts: readonly RawAct[], stand: readonly SaleOfDoor[]) {
  const devices = [...new Set(acts.map(({ deviceId }) => deviceId))]
  return devices.flatMap((deviceId) =>
    drawersOf(
      acts.filter((act) => act.deviceId === deviceId).sort((a, b) => (a.id < b.id ? -1 : 1)),
      stand,
    ).map(figuresOf),
  )
}

/** One phone's drawer as it goes through the night: opened, sold into, counted. */
function drawersOf(acts: readonly RawAct[], stand: readonly SaleOfDoor[]): Drawer[] {
  const phone = acts[0]?.phone ?? ''
  // What is sold while none is open.
  const loose: Drawer = { phone, sales: [] }
  const all: Drawer[] = []
  let drawer = loose
  for (const act of acts) {
    drawer.sales.push(...stand.filter(({ id }) => id === act.id))
    if (act.kind !== 'drawer') continue
    const opens = act.payload.step === 'open'
    if (!opens && drawer !== loose) drawer.close = act
    drawer = opens ? { phone, open: act, sales: [] } : loose
    if (opens) all.push(drawer)
  }
  return loose.sales.length > 0 ? [...all, loose] : all
}

function figuresOf({ phone, open, close, sales }: Drawer) {
  const cash = money(sales, 'cash')
  const amount = (act: RawAct | undefined) => (act ? decimal(cents(act.payload.amount)) : null)
  return {
    ...{ phone, opened_at: open?.at ?? null, opened_by: open?.payload.by ?? null },
    ...{ float: amount(open), cash: decimal(cash), terminal: decimal(money(sales, 'terminal')) },
    ...{
      tickets: count(sales),
      closed_at: close?.at ?? null,
      closed_by: close?.payload.by ?? null,
    },
    counted: amount(close),
    difference:
      open && close
        ? decimal(cents(close.payload.amount) - cents(open.payload.amount) - cash)
        : null,
  }
}
