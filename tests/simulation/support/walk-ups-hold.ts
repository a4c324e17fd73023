// What must hold of the sales at the door when all is over: each is on the server once with its guests, no ticket was sold twice,
// and seats are what was sold and what is still carried.
import type { Sql } from 'postgres'
import type { Night } from './night.ts'

type Stock = {
  ticket_id: string
  device_id: string
  phone: string
  ended: string | null
  order_id: string | null
}
type Ticket = { ticket_id: string; status: string; is_used: boolean; order_id: string }
type Sale = {
  id: string
  tickets: string[]
  counts: boolean
  undone: boolean
  half_undone: boolean
  phone: string
}

export async function walkUpsHold(sql: Sql, night: Night): Promise<string[]> {
  const { eventId, typeIds } = night.tonight
  const stock = await sql<Stock[]>`
    select s.ticket_id, s.device_id, d.name as phone, s.ended, s.order_id from public.door_stock s join public.devices d on d.id = s.device_id
    where s.event_id = ${eventId}`
  const tickets = await sql<Ticket[]>`
    select ticket_id, status, is_used, order_id from public.tickets where ticket_type_id = ${typeIds[2]}`
  const sales = await sql<Sale[]>`
    select a.id, d.name as phone, array(select jsonb_array_elements_text(a.payload -> 'tickets')) as tickets, not a.after_revocation as counts,
      exists (select from public.door_acts u where u.kind = 'walk_up_undo' and u.payload ->> 'walk_up' = a.id::text and u.device_id = a.device_id
        and not u.after_revocation) as undone,
      -- To the server, a phone that was paired anew meanwhile is another one: its undo of the scan may count, and this one not.
      exists (select from public.door_acts u where u.kind = 'walk_up_undo' and u.payload ->> 'walk_up' = a.id::text and u.device_id <> a.device_id) as half_undone
    from public.door_acts a join public.devices d on d.id = a.device_id where a.event_id = ${eventId} and a.kind = 'walk_up'`
  return [
    ...(await salesAreKept(sql, night)),
    ...soldOnce(sales),
    ...stockIsSoldOnce(stock, tickets, sales),
    ...guestsAreIn(tickets, sales),
    ...(await seatsAreRight(sql, night, stock, tickets)),
    ...phonesKnowStock(night, stock),
  ]
}

/** Acts are kept elsewhere; these are the scans that admitted, and what was shown as taken back. */
async function salesAreKept(sql: Sql, { till }: Night): Promise<string[]> {
  const shown = [...till.sold.values()].flatMap(({ sold }) =>
    sold.scanIds.map((id, nth) => `${id} ${sold.tickets[nth]?.ticket_id} admit`),
  )
  const scans = await sql`
    select id, ticket_id, verdict from public.scans where id = any(${shown.map((one) => one.split(' ')[0] ?? '')})`
  const stored = new Set(scans.map(({ id, ticket_id, verdict }) => `${id} ${ticket_id} ${verdict}`))
  const undos = await sql`
    select payload ->> 'walk_up' as sale, count(*)::int as times from public.door_acts where kind = 'walk_up_undo' and payload ->> 'walk_up' = any(${[...till.sold.keys()]})
    group by 1`
  const times = new Map(undos.map((row) => [row.sale, row.times]))
  return [
    ...shown.filter((one) => !stored.has(one)).map((one) => `the server lacks of a sale: ${one}`),
    ...[...till.undone].flatMap((id) =>
      times.get(id) === 1 ? [] : [`the sale ${id} was taken back ${times.get(id) ?? 0} times`],
    ),
  ]
}

function soldOnce(sales: readonly Sale[]): string[] {
  const all = sales.flatMap(({ tickets }) => tickets)
  const twice = all.filter((id, nth) => all.indexOf(id) !== nth)
  return twice.map((id) => `${id} was sold twice at the door`)
}

/** A ticket of the stock has an order or is on sale again, and was sold by the phone that carried it. */
function stockIsSoldOnce(
  stock: readonly Stock[],
  tickets: readonly Ticket[],
  sales: readonly Sale[],
): string[] {
  const made = new Map(tickets.map((ticket) => [ticket.ticket_id, ticket]))
  const carried = new Map(stock.map((one) => [one.ticket_id, one]))
  return [
    ...stock.flatMap(({ ticket_id: id, ended, order_id: order }) =>
      made.has(id) && (ended !== 'sold' || made.get(id)?.order_id !== order)
        ? [`${id} is a ticket, and as stock ${ended}`]
        : [],
    ),
    ...sales.flatMap(({ tickets: ids, phone }) =>
      ids.flatMap((id) =>
        carried.get(id)?.phone === phone ? [] : [`${id} was sold by ${phone}, which never had it`],
      ),
    ),
  ]
}

/** Whoever was sold a ticket that stands is in by it, and one that was taken back is void. */
function guestsAreIn(tickets: readonly Ticket[], sales: readonly Sale[]): string[] {
  const made = new Map(tickets.map((ticket) => [ticket.ticket_id, ticket]))
  return sales.flatMap((sale) =>
    sale.tickets.flatMap((id) => {
      const ticket = made.get(id)
      const wrong = ticket && wrongWith(ticket, sale)
      return wrong ? [`${id} was ${wrong}`] : []
    }),
  )
}

function wrongWith(
  { status, is_used }: Ticket,
  { counts, undone, half_undone }: Sale,
): string | undefined {
  if (!counts) return 'sold after a revocation, and is a ticket'
  if (undone) return status === 'void' ? undefined : `taken back, and is ${status}`
  return is_used || half_undone ? undefined : 'sold at the door, and nobody is in by it'
}

async function seatsAreRight(
  sql: Sql,
  { tonight, till }: Night,
  stock: readonly Stock[],
  tickets: readonly Ticket[],
): Promise<string[]> {
  const [row] = await sql`
    select sold, held, capacity from public.ticket_types where id = ${tonight.typeIds[2]}`
  const seated = tickets.filter(({ status, is_used }) => status === 'issued' || is_used).length
  const should = {
    sold: till.inShop + seated,
    held: stock.filter(({ ended }) => ended === null).length,
  }
  const found: string[] = []
  if (row?.sold !== should.sold || row?.held !== should.held)
    found.push(
      `the door's type says ${row?.sold} sold and ${row?.held} held, a recount ${should.sold} and ${should.held}`,
    )
  if (row?.sold + row?.held > row?.capacity) found.push("the door's type is oversold")
  return found
}

/** A phone that is still paired may sell what the server holds for it. */
function phonesKnowStock({ phones, revoked, devices }: Night, stock: readonly Stock[]): string[] {
  return phones
    .filter(({ name }) => !revoked.has(name))
    .flatMap(({ name, unsold }) => {
      const deviceId = devices.get(name)?.deviceId
      const holds = stock
        .filter((one) => one.device_id === deviceId && one.ended === null)
        .map(({ ticket_id }) => ticket_id)
      const [has, should] = [unsold() ?? [], holds].map((ids) => [...ids].sort().join(' '))
      return has === should ? [] : [`${name} may sell ${has}, and the server holds ${should}`]
    })
}
