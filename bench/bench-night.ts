// A night to measure with: one event, one gate, one ticket type, open doors, room for everybody.
import type { Sql } from 'postgres'

export type BenchNight = {
  readonly eventId: string
  readonly eventName: string
  readonly slug: string
  readonly eventCode: string
  /** YYYYMMDD */
  readonly eventDay: string
  readonly typeId: string
  readonly typeCode: string
}

const CAPACITY = 100_000_000

export async function createBenchNight(sql: Sql, name: string, code: string): Promise<BenchNight> {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const [event] = await sql<{ id: string; day: string }[]>`
    insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at,
      venue_name, venue_capacity, status)
    values (${name}, ${slug}, ${code}, current_date, now(), now() - interval '1 hour',
      now() + interval '12 hours', 'Bench', ${CAPACITY}, 'published')
    returning id, to_char(event_day, 'YYYYMMDD') as day`
  if (event === undefined) throw new Error('the bench night was not inserted')
  const [type] = await sql<{ id: string }[]>`
    insert into public.ticket_types (event_id, code, name, price, capacity)
    values (${event.id}, 'GA', 'General', 25, ${CAPACITY}) returning id`
  if (type === undefined) throw new Error('the ticket type was not inserted')
  await sql`insert into public.gates (event_id, name) values (${event.id}, 'Main')`
  return {
    eventId: event.id,
    eventName: name,
    slug,
    eventCode: code,
    eventDay: event.day,
    typeId: type.id,
    typeCode: 'GA',
  }
}
