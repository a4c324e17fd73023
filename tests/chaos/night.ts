// The nights of a history: few seats, so that buyers compete, and prices from zero up.
import type { World } from './world.ts'

/** Noon at the venue on the day of the nights: 18:00 there is when their doors open. */
export const REMINDERS_DUE_MS = Date.UTC(2026, 10, 28, 20, 0, 0)

export type Night = {
  readonly eventId: string
  readonly slug: string
  readonly currency: string
  /** The user id of the phone at its door. */
  readonly phone: string
  readonly types: readonly { readonly id: string; readonly code: string; readonly free: boolean }[]
}

/** Per cent, in the prices. */
const TAX: Readonly<Record<string, number>> = { usd: 8.875, mxn: 16, jpy: 10 }

/** Half off, and everything off for the first few. */
export const PROMO_CODES = ['HALF', 'GIFT'] as const

export async function makePromoCodes(world: World): Promise<void> {
  await world.database.sql()`
    insert into public.promo_codes (code, percent_off, max_uses) values ('HALF', 50, null), ('GIFT', 100, 3)`
}

export async function makeNight(world: World, n: number, crowded: boolean): Promise<Night> {
  const { random } = world
  const sql = world.database.sql()
  const currency = random.pick(['usd', 'usd', 'mxn', 'jpy'])
  const capacities = crowded
    ? [random.between(1, 2), random.between(1, 2), 1]
    : [random.between(1, 4), random.between(2, 6), random.between(1, 3)]
  const all = capacities.reduce((sum, capacity) => sum + capacity, 0)
  // Half of the venues are smaller than the sum of their types.
  const venueCapacity = random.chance(0.5) ? all : random.between(Math.ceil(all / 2), all)
  const doors = '2026-11-29T02:00:00Z'
  const [event] = await sql`
    insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at, venue_name, venue_capacity,
      status, currency, max_per_order, tax_name, tax_percent)
    values (${`Night ${n}`}, ${`night-${n}`}, ${`N${n}`}, '2026-11-28', ${doors}, ${doors},
      ${doors}::timestamptz + interval '8 hours', 'Maguey', ${venueCapacity}, 'published', ${currency}, 4, 'Tax', ${TAX[currency] ?? 0})
    returning id`
  const price = currency === 'jpy' ? [5000, 2500] : [50, 25.5]
  const types = await sql`
    insert into public.ticket_types (event_id, code, name, price, capacity, sort)
    values (${event?.id}, 'VIP', 'VIP', ${price[0] ?? 0}, ${capacities[0] ?? 0}, 1),
      (${event?.id}, 'GA', 'General', ${price[1] ?? 0}, ${capacities[1] ?? 0}, 2),
      (${event?.id}, 'FREE', 'Guest list', 0, ${capacities[2] ?? 0}, 3)
    returning id, code, price`
  await sql`
    insert into public.door_prices (ticket_type_id, event_id, price, stock)
    select id, event_id, 20, 1 from public.ticket_types where event_id = ${event?.id} and code <> 'FREE'`
  const phone = world.database.userId(`door ${n}`)
  await sql`
    with d as (insert into public.devices (user_id, name) values (${phone}, 'Door') returning id)
    insert into public.device_events (device_id, event_id) select d.id, ${event?.id ?? null} from d`
  return {
    eventId: String(event?.id),
    slug: `night-${n}`,
    currency,
    phone,
    types: types.map(({ id, code }) => ({ id, code, free: code === 'FREE' })),
  }
}
