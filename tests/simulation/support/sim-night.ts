// One seed's night in the database: all ids are predictable from the seed, and it is deleted when it is over.
import { formatTicketId } from '@maguey/ticket-core/ticket-id'
import type { Sql } from 'postgres'
import type { Caller } from '../../db/support/act-as.ts'
import type { Random } from './world.ts'

export type SimNight = {
  eventId: string
  eventName: string
  code: string
  day: string
  reentry: boolean
  /** General, VIP, and what is sold at the door. */
  typeIds: readonly [string, string, string]
  gateIds: readonly [string, string]
}

export type SimDevice = { deviceId: string; caller: Caller & { userId: string }; name: string }

export const uuidFrom = (random: Random): string => {
  const hex = Buffer.from(random.bytes(16)).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

export const DAY = '20261120'
/** The code of the type that is sold at the door, how many seats it has, and how many of it a phone carries at first. */
export const DOOR_TYPE = 'DOOR'
export const DOOR_SEATS = 24
export const DOOR_STOCK = 3
/** So many that nobody is ever refused for it. */
export const HOUSE_LIMIT = 100_000

export async function makeSimNight(
  sql: Sql,
  random: Random,
  {
    code,
    reentry,
    fromMs,
    untilMs,
  }: { code: string; reentry: boolean; fromMs: number; untilMs: number },
): Promise<SimNight> {
  const eventId = uuidFrom(random)
  const typeIds = [uuidFrom(random), uuidFrom(random), uuidFrom(random)] as const
  const gateIds = [uuidFrom(random), uuidFrom(random)] as const
  const eventName = `Simulated ${eventId}`
  const from = new Date(fromMs)
  await sql`
    insert into public.events (id, name, slug, code, event_day, event_date, doors_open_at, ends_at, venue_name, venue_capacity,
      status, reentry, max_per_order)
    values (${eventId}, ${eventName}, ${`sim-${eventId}`}, ${code}, '2026-11-20', ${from}, ${from}, ${new Date(untilMs)}, 'Maguey', ${HOUSE_LIMIT},
      'published', ${reentry}, 10)`
  await sql`
    insert into public.ticket_types (id, event_id, code, name, price, capacity, sort)
    values (${typeIds[0]}, ${eventId}, 'GA', 'General', 25, 100000, 1), (${typeIds[1]}, ${eventId}, 'VIP', 'VIP', 60, 100000, 2),
      (${typeIds[2]}, ${eventId}, ${DOOR_TYPE}, 'At the door', 25, ${DOOR_SEATS}, 3)`
  await sql`
    insert into public.door_prices (ticket_type_id, event_id, price, stock) values (${typeIds[2]}, ${eventId}, 20, ${DOOR_STOCK})`
  await sql`
    insert into public.gates (id, event_id, name, admits, sort)
    values (${gateIds[0]}, ${eventId}, 'Main', null, 1), (${gateIds[1]}, ${eventId}, 'Side', null, 2)`
  return { eventId, eventName, code, day: DAY, reentry, typeIds, gateIds }
}

export function ticketIdFor(night: SimNight, nth: number): string {
  const random = nth.toString().padStart(10, '0')
  return formatTicketId({ eventCode: night.code, eventDay: night.day, random })
}

export type SoldTicket = { id: string; ticketId: string; isVip: boolean }

export async function sellTickets(
  sql: Sql,
  night: SimNight,
  tickets: readonly SoldTicket[],
): Promise<void> {
  await sql`
    insert into public.tickets (id, ticket_id, event_id, event_name, ticket_type_id, ticket_type, qr_code_data, guest_name)
    select t.id, t.ticket_id, ${night.eventId}, ${night.eventName}, t.type_id, 'Ticket', t.ticket_id || '.GA', 'Guest ' || right(t.ticket_id, 4)
    from unnest(${tickets.map(({ id }) => id)}::uuid[], ${tickets.map(({ ticketId }) => ticketId)}::text[],
      ${tickets.map(({ isVip }) => night.typeIds[isVip ? 1 : 0])}::uuid[]) t (id, ticket_id, type_id)`
}

/** A phone in the state that pairing leaves it; sign-in is not simulated. */
export async function pairSimPhone(
  sql: Sql,
  night: SimNight,
  random: Random,
  { name, atMs }: { name: string; atMs: number },
): Promise<SimDevice> {
  const deviceId = uuidFrom(random)
  const userId = uuidFrom(random)
  await sql`
    insert into auth.users (id, email) values (${userId}, ${`${userId}@devices.invalid`})`
  await sql`
    insert into public.devices (id, name, user_id, paired_at) values (${deviceId}, ${name}, ${userId}, ${new Date(atMs)})`
  await sql`insert into public.device_events (device_id, event_id) values (${deviceId}, ${night.eventId})`
  return { deviceId, caller: { role: 'authenticated', userId }, name }
}

/** So that the same seed can be run again. */
export async function forgetSimNights(sql: Sql, eventIds: readonly string[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local lock_timeout = '10s'`
    const ids = [...eventIds]
    const devices =
      await tx`select device_id from public.device_events where event_id = any(${ids})`
    const deviceIds = devices.map((row) => row.device_id)
    await tx`delete from auth.users where id in (select user_id from public.devices where id = any(${deviceIds}))`
    await tx`delete from public.scans where device_id = any(${deviceIds})`
    await tx`delete from public.door_acts where device_id = any(${deviceIds})`
    await tx`delete from public.door_stock where event_id = any(${ids})`
    await tx`delete from public.door_prices where event_id = any(${ids})`
    await tx`delete from public.ticket_voids where ticket_id in (select ticket_id from public.tickets where event_id = any(${ids}))`
    await tx`delete from public.needs_person where order_id in (select id from public.orders where event_id = any(${ids}))`
    await tx`delete from public.order_lines where order_id in (select id from public.orders where event_id = any(${ids}))`
    await tx`delete from public.orders where event_id = any(${ids})`
    await tx`delete from public.list_shares where device_id = any(${deviceIds})`
    await tx`delete from public.list_entries where event_id = any(${ids})`
    await tx`delete from public.guest_lists where event_id = any(${ids})`
    await tx`delete from public.limit_raises where event_id = any(${ids})`
    await tx`delete from public.audit_log where event_id = any(${ids})`
    await tx`delete from public.device_events where device_id = any(${deviceIds})`
    await tx`delete from public.devices where id = any(${deviceIds})`
    await tx`delete from public.ticket_changes where event_id = any(${ids})`
    await tx`delete from public.tickets where event_id = any(${ids})`
    await tx`delete from public.gates where event_id = any(${ids})`
    await tx`delete from public.ticket_types where event_id = any(${ids})`
    // Counts and nudges don't follow deletions, and the same ids come again.
    await tx`delete from public.event_counts where event_id = any(${ids})`
    await tx`delete from public.event_nudges where event_id = any(${ids})`
    await tx`delete from public.events where id = any(${ids})`
  })
}
