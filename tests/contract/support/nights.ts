// A separate night for each test, so that no test counts another's seats.

import { randomBytes } from 'node:crypto'
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import type { Sql } from 'postgres'

export type Night = { id: string; slug: string; name: string; vip: string }

export type NightOptions = {
  capacity?: number
  /** Default: as many as the type has. */
  venueCapacity?: number
  price?: string
  status?: 'draft' | 'published' | 'cancelled'
  /** Relative to now; positive: sales haven't started yet. */
  salesStartInSeconds?: number
  salesEndInSeconds?: number
  maxPerOrder?: number
}

/** A night tomorrow with one type, VIP. */
export async function createNight(
  { sql }: { sql: Sql },
  options: NightOptions = {},
): Promise<Night> {
  const { capacity = 20, price = '50.00', status = 'published', maxPerOrder = 8 } = options
  const serial = Array.from(randomBytes(6), (byte) => CROCKFORD_ALPHABET[byte % 32]).join('')
  const slug = `contract-${serial.toLowerCase()}`
  const name = `Contract ${serial}`
  const [event] = await sql<{ id: string }[]>`
    insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at, venue_name, venue_address,
      venue_capacity, min_age, status, sales_start_at, sales_end_at, max_per_order)
    values (${name}, ${slug}, ${serial}, '2030-11-29', '2030-11-30 06:00Z', '2030-11-30 05:00Z', '2030-11-30 11:00Z', 'Maguey',
      '1520 E 7th St, Los Angeles', ${options.venueCapacity ?? capacity}, 21, ${status},
      now() + ${options.salesStartInSeconds ?? null}::int * interval '1 second',
      now() + ${options.salesEndInSeconds ?? null}::int * interval '1 second', ${maxPerOrder})
    returning id`
  if (event === undefined) throw new Error('no event')
  const [type] = await sql<{ id: string }[]>`
    insert into public.ticket_types (event_id, code, name, price, capacity)
    values (${event.id}, 'VIP', 'VIP', ${price}::decimal, ${capacity}) returning id`
  if (type === undefined) throw new Error('no type')
  return { id: event.id, slug, name, vip: type.id }
}
