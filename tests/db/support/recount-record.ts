// Every part of a night's record, counted again from the raw rows: what the record must say, in any order. Slow and plain
// on purpose, and without a line of the SQL that the record is made of.
import type { Sql } from 'postgres'
import type { RawScan } from './recount.ts'
import * as recount from './recount.ts'
import { type RawAct, readActs } from './recount-acts.ts'
import { lists } from './recount-lists.ts'
import { shift } from './recount-shift.ts'
import { walkUps } from './recount-walk-ups.ts'

/** Lists in a record have an order of their own, which is no figure. */
export function unordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, unordered(one)]),
  )
}

export async function recountRecord(sql: Sql, eventId: string): Promise<Record<string, unknown>> {
  const scans = await recount.rawScans(sql, eventId)
  const acts = await readActs(sql, eventId)
  const facts = [...scans, ...(await recount.rawActs(sql, eventId))]
  const counting = acts.filter(({ afterRevocation }) => !afterRevocation)
  const changes = [...recount.headChanges(scans), ...recount.actChanges(counting)]
  const [event] = await sql`
    select venue_capacity, doors_open_at, ends_at from public.events where id = ${eventId}`
  const gates = await sql`select name from public.gates where event_id = ${eventId} order by sort`
  return {
    heads: {
      capacity: event?.venue_capacity,
      fullest: recount.fullest(changes, Number(event?.venue_capacity)),
      inside_at_end: Math.max(
        0,
        changes.reduce((sum, { change }) => sum + change, 0),
      ),
      quarters: recount.headsByQuarter(changes, {
        doorsAt: new Date(event?.doors_open_at).getTime(),
        endsAt: new Date(event?.ends_at).getTime(),
      }),
    },
    doors: {
      gates: recount.doors(
        scans,
        gates.map(({ name }) => String(name)),
      ),
    },
    outages: { outages: recount.outages(facts) },
    tickets: await tickets(sql, eventId, scans),
    refusals: refusals(scans),
    hand_refusals: handRefusals(counting),
    double_entries: await doubleEntries(sql, eventId, scans),
    decisions: await decisions(sql, eventId, scans),
    age_checks: ageChecks(counting),
    incidents: { incidents: incidents(acts) },
    lists: await lists(sql, eventId, counting),
    limits: await limits(sql, eventId),
    shift: await shift(sql, eventId, facts),
    walk_ups: await walkUps(sql, eventId, counting),
  }
}

const times = (facts: readonly { at: number }[]) => {
  const all = facts.map(({ at }) => at)
  return { first_at: Math.min(...all), last_at: Math.max(...all) }
}

/** Those that are alike in these keys, together. */
function grouped<T, K>(all: readonly T[], keysOf: (one: T) => K): { keys: K; its: T[] }[] {
  const groups = new Map<string, { keys: K; its: T[] }>()
  for (const one of all) {
    const keys = keysOf(one)
    const group = groups.get(JSON.stringify(keys)) ?? { keys, its: [] }
    group.its.push(one)
    groups.set(JSON.stringify(keys), group)
  }
  return [...groups.values()]
}

function refusals(scans: readonly RawScan[]) {
  const refused = scans.filter(recount.refused)
  return {
    causes: grouped(refused, ({ verdict }) => ({ verdict })).map(({ keys, its }) => ({
      ...{ ...keys, total: its.length },
      ...times(its),
    })),
    gates: grouped(refused, ({ gate, verdict }) => ({ gate, verdict })).map(({ keys, its }) => ({
      ...keys,
      total: its.length,
    })),
  }
}

function handRefusals(acts: readonly RawAct[]) {
  const refused = acts.filter(({ kind }) => kind === 'refusal')
  return {
    causes: grouped(refused, ({ gate, payload }) => ({ cause: payload.cause, gate })).map(
      ({ keys, its }) => ({ ...keys, total: its.length, ...times(its) }),
    ),
    words: refused
      .filter(({ payload }) => payload.words !== '')
      .map(({ at, gate, phone, payload: { cause, words } }) => ({
        ...{ at, cause, words },
        ...{ gate, phone },
      })),
  }
}

function ageChecks(acts: readonly RawAct[]) {
  const checks = acts.filter(({ kind }) => kind === 'age_check')
  const alike = grouped(checks, ({ payload: { how, rule, passed, min_age } }) => ({
    ...{ how, rule, passed, min_age: min_age ?? null },
  }))
  return { checks: alike.map(({ keys, its }) => ({ ...keys, total: its.length })) }
}

const incidents = (acts: readonly RawAct[]) =>
  acts
    .filter(({ kind }) => kind === 'incident')
    .map(({ at, payload: { what, place, words, minutes_ago }, gate, phone, afterRevocation }) => ({
      ...{ at: at - Number(minutes_ago) * 60_000, written_at: at, what, place, words },
      ...{ gate, phone, after_revocation: afterRevocation },
    }))

async function tickets(sql: Sql, eventId: string, scans: readonly RawScan[]) {
  const types = await sql`
    select y.id, y.code, y.name from public.ticket_types y where y.event_id = ${eventId}`
  const rows = await sql`
    select t.ticket_id, t.ticket_type_id, t.status from public.tickets t where t.event_id = ${eventId}`
  const moves = (ticket: string) =>
    scans
      .filter((scan) => scan.ticket === ticket)
      .filter(({ result }) => ['entry', 'readmission', 'exit'].includes(result))
      .sort(recount.byTime)
  return {
    types: types.map(({ id, code, name }) => {
      const its = rows.filter(({ ticket_type_id }) => ticket_type_id === id)
      const entries = its.flatMap(({ ticket_id }) =>
        scans.filter(({ ticket, result }) => ticket === ticket_id && result === 'entry'),
      )
      return {
        ...{ code, name },
        // Whoever is in keeps the seat, whatever became of the ticket.
        sold: its.filter(
          ({ ticket_id, status }) =>
            status === 'issued' || entries.some(({ ticket }) => ticket === ticket_id),
        ).length,
        entered: entries.length,
        inside: its.filter(({ ticket_id }) => {
          const last = moves(ticket_id).at(-1)
          return last !== undefined && last.result !== 'exit'
        }).length,
        gates: grouped(entries, ({ gate }) => ({ gate })).map(({ keys, its: through }) => ({
          ...keys,
          entered: through.length,
        })),
      }
    }),
  }
}

async function doubleEntries(sql: Sql, eventId: string, scans: readonly RawScan[]) {
  const types = new Map(
    (await sql`select ticket_id, ticket_type from public.tickets where event_id = ${eventId}`).map(
      ({ ticket_id, ticket_type }) => [ticket_id, ticket_type],
    ),
  )
  const notes = await sql`
    select n.scan_id, n.note, round(extract(epoch from n.noted_at) * 1000)::float8 as noted_at, m.name as noted_by
    from public.double_entry_notes n left join public.staff_members m on m.user_id = n.noted_by`
  const place = ({ at, gate, phone }: RawScan) => ({ at, gate, device: phone })
  return {
    entries: scans
      .filter(({ result }) => result === 'double_entry')
      .flatMap((second) => {
        const first = scans.find(({ id }) => id === second.firstScanId)
        if (!first) return []
        const note = notes.find(({ scan_id }) => scan_id === second.id)
        const unsure = Math.max(first.uncertainty, second.uncertainty) > 60_000
        const apart = Math.abs(first.at - second.at) > first.uncertainty + second.uncertainty
        return {
          ...{ ticket: second.ticket, type: types.get(second.ticket) },
          ...{ first: place(first), second: place(second), certain: !unsure && apart },
          ...{ note: note?.note ?? null, noted_at: note?.noted_at ?? null },
          noted_by: note?.noted_by ?? null,
        }
      }),
  }
}

async function decisions(sql: Sql, eventId: string, scans: readonly RawScan[]) {
  const rows = await sql`
    select s.id, s.refers_to, s.override_reason, s.override_allowed, m.name as by from public.scans s
    left join public.staff_members m on m.id = s.override_by
    where s.event_id = ${eventId} and s.verdict in ('override', 'let_in', 'turned_away', 'undo')`
  return {
    decisions: rows.map(({ id, refers_to, override_reason, override_allowed, by }) => {
      const scan = scans.find((one) => one.id === id)
      return {
        ...{ at: scan?.at, what: scan?.verdict, reason: override_reason, by },
        about: scans.find((one) => one.id === refers_to)?.verdict ?? null,
        ...{ allowed: override_allowed ?? true, undone: scan?.undone },
        ...{ ticket: scan?.ticket, gate: scan?.gate, phone: scan?.phone },
      }
    }),
  }
}

/** As the audit log says it, which the record is not made of. */
async function limits(sql: Sql, eventId: string) {
  const rows = await sql`
    select round(extract(epoch from a.at) * 1000)::float8 as at, m.name as by, a.detail from public.audit_log a
    left join public.staff_members m on m.user_id = a.actor
    where a.event_id = ${eventId} and a.action = 'raise_limit'`
  return {
    raises: rows.map(({ at, by, detail }) => ({ at, by, from: detail.from, to: detail.to })),
  }
}
