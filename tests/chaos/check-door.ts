// Sales at the door after a history: each sold ticket has one seat or none, and the money is what the doormen said.
import { DOOR_PRICE } from './acts-of-the-door.ts'
import type { DoorSale, Story } from './plot.ts'
import type { World } from './world.ts'

export async function checkDoor(world: World, { nights, door }: Story): Promise<string[]> {
  const sql = world.database.sql()
  const halves = await sql<{ ticket_id: string; ended: string | null }[]>`
    select s.ticket_id, s.ended from public.door_stock s left join public.tickets t on t.ticket_id = s.ticket_id
    where (t.ticket_id is not null) <> (s.ended = 'sold' and exists (
      select from public.orders o where o.id = s.order_id and o.completed_at is not null)) or t.order_id <> s.order_id`
  const seated = await sql<{ sale: string; tickets: number; standing: number }[]>`
    select substr(o.client_key, 6) as sale, count(t.ticket_id)::int as tickets, count(*) filter (where t.status = 'issued')::int as standing
    from public.orders o left join public.tickets t on t.order_id = o.id where o.kind = 'door' group by o.id`
  const of = (sale: DoorSale) => seated.find((one) => one.sale === sale.id)
  const wrong = door.sales.flatMap((sale) => {
    const its = of(sale)
    const short = `sale ${sale.id.slice(0, 8)} of the door`
    if (its && its.tickets !== 0 && its.tickets !== sale.tickets.length)
      return [`${short} has some of its tickets`]
    if (sale.undone && (its?.standing ?? 0) > 0) return [`${short} was taken back, and has tickets`]
    return sale.held && !sale.undone && !its?.tickets ? [`${short} was held, and has no seat`] : []
  })
  const takings: string[] = []
  for (const night of nights) {
    const told = (await world.manage('night_takings', { p_event_id: night.eventId })) as {
      door?: Record<string, unknown>
    }
    const sales = door.sales.filter((sale) => sale.night === night)
    const stand = sales.filter(({ undone }) => !undone)
    const count = (its: DoorSale[]) => its.reduce((sum, { tickets }) => sum + tickets.length, 0)
    const money = (cash: boolean) =>
      (count(stand.filter((one) => one.cash === cash)) * Number(DOOR_PRICE)).toFixed(2)
    const should = {
      ...{ tickets: count(stand), cash: money(true), terminal: money(false) },
      undone: count(sales) - count(stand),
      without_seat: count(stand.filter((sale) => !of(sale)?.tickets)),
    }
    for (const [name, figure] of Object.entries(should))
      if (told.door?.[name] !== figure)
        takings.push(`the door of ${night.slug} says ${name} ${told.door?.[name]}, not ${figure}`)
  }
  return [
    ...halves.map(({ ticket_id: id, ended }) => `stock ${id} is ${ended}, and half a ticket`),
    ...wrong,
    ...takings,
  ]
}
