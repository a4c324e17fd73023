// A night to test with: an event, its types and gates, phones and a manager.

import { randomUUID } from 'node:crypto'
import { CROCKFORD_ALPHABET } from '@maguey/ticket-core/crockford'
import type { Sql } from 'postgres'
import { actAs, type Caller } from './act-as.ts'

export type NightOptions = {
  readonly name?: string
  readonly code?: string
  readonly venueCapacity?: number
  readonly vipCapacity?: number
  readonly generalCapacity?: number
  readonly status?: 'draft' | 'published' | 'cancelled'
  readonly reentry?: boolean
  /** Relative to now. */
  readonly doorsInHours?: number
  readonly endsInHours?: number
  readonly salesStartInHours?: number
  readonly salesEndInHours?: number
  readonly maxPerOrder?: number
}

export type Night = {
  readonly eventId: string
  readonly slug: string
  readonly name: string
  readonly code: string
  readonly day: string
  readonly vip: string
  readonly general: string
  readonly mainGate: string
  readonly vipGate: string
}

let nights = 0

export async function makeNight(sql: Sql, options: NightOptions = {}): Promise<Night> {
  nights += 1
  const code = options.code ?? nightCode(nights)
  const name = options.name ?? `Night ${nights}`
  const hours = (value: number | undefined) => (value === undefined ? null : `${value} hours`)
  const [event] = await sql`
    insert into public.events (name, slug, code, event_day, event_date, doors_open_at, ends_at, venue_name, venue_capacity,
      status, reentry, sales_start_at, sales_end_at, max_per_order)
    values (${name}, ${`night-${nights}`}, ${code}, '2026-11-20', now() + ${hours(options.doorsInHours ?? -1)}::interval,
      now() + ${hours(options.doorsInHours ?? -1)}::interval, now() + ${hours(options.endsInHours ?? 8)}::interval, 'Maguey',
      ${options.venueCapacity ?? 500}, ${options.status ?? 'published'}, ${options.reentry ?? false},
      now() + ${hours(options.salesStartInHours)}::interval, now() + ${hours(options.salesEndInHours)}::interval,
      ${options.maxPerOrder ?? 10})
    returning id, slug`
  const types = await sql`
    insert into public.ticket_types (event_id, code, name, price, capacity, sort)
    values (${event?.id}, 'VIP', 'VIP', 50, ${options.vipCapacity ?? 100}, 1),
      (${event?.id}, 'GA', 'General', 25, ${options.generalCapacity ?? 400}, 2)
    returning id, code`
  const gates = await sql`
    insert into public.gates (event_id, name, admits, sort)
    values (${event?.id}, 'Main', null, 1), (${event?.id}, 'VIP', ${['VIP']}, 2) returning id, name`
  const idOf = (rows: readonly Record<string, unknown>[], key: string, value: string) =>
    String(rows.find((row) => row[key] === value)?.id)
  return {
    eventId: String(event?.id),
    slug: String(event?.slug),
    name,
    code,
    day: '20261120',
    vip: idOf(types, 'code', 'VIP'),
    general: idOf(types, 'code', 'GA'),
    mainGate: idOf(gates, 'name', 'Main'),
    vipGate: idOf(gates, 'name', 'VIP'),
  }
}

function nightCode(n: number): string {
  return `N${CROCKFORD_ALPHABET[(n >> 5) & 31]}${CROCKFORD_ALPHABET[n & 31]}`
}

/** A manager who can sign in. */
export async function makeManager(
  sql: Sql,
  role = 'manager',
): Promise<Caller & { userId: string }> {
  const email = `${randomUUID()}@staff.test`
  const [row] = await sql`
    select internal.ensure_staff_member(${email}, 'correct horse battery', 'Ana', ${role}) as id`
  return { role: 'authenticated', userId: String(row?.id) }
}

export type Phone = Caller & { readonly userId: string; readonly deviceId: string }

/** A phone paired through the real functions. */
export async function makePhone(
  sql: Sql,
  night: Night,
  options: { name?: string; gateId?: string } = {},
): Promise<Phone> {
  const manager = await makeManager(sql)
  const [made] = await actAs(
    sql,
    manager,
    (tx) =>
      tx`select public.create_pairing_code(${[night.eventId]}::uuid[], ${options.gateId ?? null}, ${options.name ?? 'Door 1'}) as answer`,
  )
  const [paired] = await actAs(
    sql,
    { role: 'service_role' },
    (tx) => tx`select public.pair_device(${made?.answer.code}, null) as answer`,
  )
  // Paired yesterday, so that tests may scan before now.
  const [device] = await sql`
    update public.devices set paired_at = now() - interval '1 day' where id = ${paired?.answer.device_id} returning user_id`
  return {
    role: 'authenticated',
    userId: String(device?.user_id),
    deviceId: paired?.answer.device_id,
  }
}
