// The record's shift, counted again: which phones did how much, and which staff acted on the night.
import type { Sql } from 'postgres'
import { admitted, type RawScan, refused } from './recount.ts'

const ROUND_THE_NIGHT_MS = 6 * 3_600_000
const ms = (at: Date | null): number | null => (at === null ? null : Math.round(at.getTime()))

export async function shift(sql: Sql, eventId: string, facts: readonly RawScan[]) {
  return { phones: await phones(sql, eventId, facts), staff: await staff(sql, eventId) }
}

async function phones(sql: Sql, eventId: string, facts: readonly RawScan[]) {
  const rows = await sql`
    select d.id, d.name, d.revoked_at, m.name as paired_by, round(extract(epoch from d.paired_at) * 1000)::float8 as paired_at
    from public.device_events v join public.devices d on d.id = v.device_id
    left join public.staff_members m on m.id = d.paired_by where v.event_id = ${eventId}`
  const revocations = await sql`
    select a.detail ->> 'device_id' as device, m.name from public.audit_log a
    left join public.staff_members m on m.user_id = a.actor where a.action = 'revoke_phone' order by a.id`
  return rows.map((row) => {
    const its = facts.filter(({ deviceId }) => deviceId === row.id)
    const times = its.map(({ at }) => at)
    const some = its.length > 0
    return {
      ...{ phone: row.name, paired_at: row.paired_at, paired_by: row.paired_by },
      gates: [...new Set(its.flatMap(({ gate }) => gate ?? []))],
      ...{ facts: its.length, admitted: its.filter(admitted).length },
      refused: its.filter(refused).length,
      first_at: some ? Math.min(...times) : null,
      last_at: some ? Math.max(...times) : null,
      heard_at: some ? Math.max(...its.map(({ received }) => received)) : null,
      revoked_at: ms(row.revoked_at),
      revoked_by: revocations.find(({ device }) => device === row.id)?.name ?? null,
    }
  })
}

async function staff(sql: Sql, eventId: string) {
  const [night] = await sql`
    select doors_open_at, ends_at from public.events where id = ${eventId}`
  const rows = await sql`
    select m.id, m.name, m.role, a.at as moment, round(extract(epoch from a.at) * 1000)::float8 as at
    from public.audit_log a join public.staff_members m on m.user_id = a.actor
    where a.event_id = ${eventId} and a.action not in ('seal_record', 'correct_record')`
  const from = Number(night?.doors_open_at) - ROUND_THE_NIGHT_MS
  const until = Number(night?.ends_at) + ROUND_THE_NIGHT_MS
  const there = rows.filter(({ moment }) => Number(moment) >= from && Number(moment) <= until)
  return [...new Set(there.map(({ id }) => id))].map((id) => {
    const its = there.filter((row) => row.id === id)
    const times = its.map(({ at }) => Number(at))
    return {
      ...{ name: its[0]?.name, role: its[0]?.role, acts: its.length },
      ...{ first_at: Math.min(...times), last_at: Math.max(...times) },
    }
  })
}
