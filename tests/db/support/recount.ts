// A second implementation of the record's figures: counted here from the raw rows, without a line of the SQL that the
// record is made of. Slow and plain on purpose.

import type { Sql } from 'postgres'
import type { RawAct } from './recount-acts.ts'

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 4 * QUARTER_MS

export type RawScan = {
  id: string
  ticket: string | null
  gate: string | null
  phone: string
  deviceId: string
  verdict: string
  direction: string
  result: string
  offline: boolean
  at: number
  uncertainty: number
  received: number
  /** Of a double entry: the entry before it. */
  firstScanId: string | null
  /** Taken back by the phone that made it. */
  undone: boolean
  /** Answered or overruled, by what was not taken back itself. */
  answered: boolean
}

const GREEN = ['admit', 'readmit', 'admit_unsynced', 'override', 'let_in']
const ANSWERS = ['override', 'let_in', 'turned_away']

export const rawScans = async (sql: Sql, eventId: string): Promise<RawScan[]> => {
  const rows = await sql`
    select s.*, g.name as gate, d.name as phone from public.scans s
    left join public.gates g on g.id = s.gate_id join public.devices d on d.id = s.device_id
    where s.event_id = ${eventId}`
  return rows.map((row) => {
    const answersTo = (id: string) => rows.filter(({ refers_to }) => refers_to === id)
    // Only what moved somebody can be taken back.
    const isUndone = (one: (typeof rows)[number]) =>
      (one.direction === 'in' ? GREEN.includes(one.verdict) : one.verdict === 'exit') &&
      answersTo(one.id).some(
        (undo) =>
          undo.verdict === 'undo' && undo.device_id === one.device_id && !undo.after_revocation,
      )
    return {
      ...{ id: row.id, ticket: row.ticket_id, gate: row.gate, phone: row.phone },
      ...{ deviceId: row.device_id, verdict: row.verdict, direction: row.direction },
      ...{ result: row.result, offline: row.offline, uncertainty: row.merged_uncertainty_ms },
      ...{ at: row.merged_at.getTime(), received: row.received_at.getTime() },
      firstScanId: row.first_scan_id,
      answered: answersTo(row.id).some(
        (one) => ANSWERS.includes(one.verdict) && !isUndone(one) && !one.after_revocation,
      ),
      undone: isUndone(row),
    }
  })
}

/** What the phones did besides: it lets nobody in by a ticket, but waits as scans do. */
export const rawActs = async (sql: Sql, eventId: string): Promise<RawScan[]> => {
  const rows = await sql`
    select a.*, g.name as gate, d.name as phone from public.door_acts a
    left join public.gates g on g.id = a.gate_id join public.devices d on d.id = a.device_id
    where a.event_id = ${eventId}`
  return rows.map((row) => ({
    ...{ id: row.id, ticket: null, gate: row.gate, phone: row.phone, deviceId: row.device_id },
    ...{
      verdict: '',
      direction: '',
      result: row.kind === 'refusal' ? 'refusal' : 'act',
      offline: row.offline,
    },
    ...{ uncertainty: row.merged_uncertainty_ms, answered: false, undone: false },
    firstScanId: null,
    ...{ at: row.merged_at.getTime(), received: row.received_at.getTime() },
  }))
}

/** Which way a phone moved somebody, by what it showed. */
const moved = (scan: RawScan): 1 | -1 | 0 => {
  if (scan.undone) return 0
  if (scan.direction === 'in') return GREEN.includes(scan.verdict) ? 1 : 0
  return scan.verdict === 'exit' ? -1 : 0
}

export const byTime = (a: { at: number; id: string }, b: { at: number; id: string }) =>
  a.at - b.at || (a.id < b.id ? -1 : 1)

/** Let in by this phone, whatever became of it. */
export const admitted = (scan: RawScan): boolean => moved(scan) === 1

export const refused = (scan: RawScan): boolean => scan.result === 'refusal' && !scan.answered

export type Change = { at: number; uncertainty: number; received: number; change: number }

/** How many people one ticket stands for after each of its moves. */
function changesOf(scans: RawScan[]): Change[] {
  const moves = scans
    .filter(({ result }) =>
      ['entry', 'readmission', 'double_entry', 'exit', 'unknown_ticket', 'other_event'].includes(
        result,
      ),
    )
    .filter((scan) => moved(scan) !== 0)
    .sort(byTime)
  const many = moves.some(({ result }) =>
    ['double_entry', 'unknown_ticket', 'other_event'].includes(result),
  )
  let [balance, before] = [0, 0]
  return moves.map((scan) => {
    const step = moved(scan)
    balance += step
    const now = many ? Math.max(0, balance) : Math.max(0, step)
    const change = now - before
    before = now
    return { at: scan.at, uncertainty: scan.uncertainty, received: scan.received, change }
  })
}

export function headChanges(scans: RawScan[]): Change[] {
  const tickets = new Map<string | null, RawScan[]>()
  for (const scan of scans) tickets.set(scan.ticket, [...(tickets.get(scan.ticket) ?? []), scan])
  return [...tickets.values()].flatMap(changesOf).filter(({ change }) => change !== 0)
}

/** Heads counted by hand, and those of each name on a guest list: of a name never fewer than nobody. */
export function actChanges(acts: readonly RawAct[]): Change[] {
  const byName = new Map<unknown, number>()
  return [...acts].sort(byTime).flatMap(({ kind, payload, at, uncertainty, received }) => {
    const heads = Number(payload.heads)
    if (kind === 'count') return { at, uncertainty, received, change: heads }
    if (kind !== 'list_arrival') return []
    const name = payload.entry_id
    const before = byName.get(name) ?? 0
    byName.set(name, before + heads)
    const change = Math.max(0, before + heads) - Math.max(0, before)
    return change === 0 ? [] : { at, uncertainty, received, change }
  })
}

const total = (changes: Change[]) => changes.reduce((sum, { change }) => sum + change, 0)

/** No earlier than half a day before the doors, and no later than a day after the end: a clock may be off by days. */
export function headsByQuarter(changes: Change[], night: { doorsAt: number; endsAt: number }) {
  if (changes.length === 0) return []
  const times = changes.map(({ at }) => at)
  const floor = (ms: number) => Math.floor(ms / QUARTER_MS) * QUARTER_MS
  const quarters = []
  for (
    let at = Math.max(floor(Math.min(...times)) + QUARTER_MS, night.doorsAt - 12 * HOUR_MS);
    at <= Math.min(floor(Math.max(...times)) + QUARTER_MS, night.endsAt + 24 * HOUR_MS);
    at += QUARTER_MS
  ) {
    const inside = changes.filter((move) => move.at <= at)
    const within = inside.filter((move) => move.at > at - QUARTER_MS)
    quarters.push({
      at,
      came: total(within.filter(({ change }) => change > 0)),
      went: 0 - total(within.filter(({ change }) => change < 0)),
      people: total(inside),
      margin: changes
        .filter((move) => Math.abs(move.at - at) <= move.uncertainty)
        .reduce((sum, { change }) => sum + Math.abs(change), 0),
      heard: total(inside.filter(({ received }) => received <= at)),
    })
  }
  return quarters
}

export function fullest(changes: Change[], capacity: number) {
  const moments = [...new Set(changes.map(({ at }) => at))].sort((a, b) => a - b)
  const states = moments.map((at, index) => ({
    at,
    people: total(changes.filter((move) => move.at <= at)),
    lasted: (moments[index + 1] ?? at) - at,
  }))
  const most = states.reduce(
    (best, state) => (state.people > best.people ? state : best),
    states[0] ?? { people: 0, at: null, lasted: 0 },
  )
  const lasting = (reached: (people: number) => boolean) =>
    states.filter(({ people }) => reached(people)).reduce((sum, { lasted }) => sum + lasted, 0)
  return {
    people: most.people,
    at: most.at,
    nearly_full_ms: lasting((people) => people >= capacity * 0.9),
    above_limit_ms: lasting((people) => people > capacity),
  }
}

export function doors(scans: RawScan[], gates: readonly string[]) {
  const names = [...gates, ...(scans.some(({ gate }) => gate === null) ? [null] : [])]
  return names.map((name) => {
    const here = scans.filter(({ gate }) => gate === name)
    const of = (...results: string[]) => here.filter(({ result }) => results.includes(result))
    const entries = of('entry').map(({ at }) => at)
    return {
      gate: name,
      entries: entries.length,
      readmissions: of('readmission').length,
      exits: of('exit').length,
      double_entries: of('double_entry').length,
      unmatched: of('unknown_ticket', 'other_event').filter((scan) => moved(scan) === 1).length,
      refusals: here.filter(refused).length,
      after_revocation: of('after_revocation').length,
      first_at: entries.length === 0 ? null : Math.min(...entries),
      last_at: entries.length === 0 ? null : Math.max(...entries),
    }
  })
}

/** Walks through each phone's scans in their order, and begins an outage whenever all before it had arrived. */
export function outages(scans: RawScan[]) {
  const waited = scans
    .filter((scan) => scan.offline || scan.received - scan.at > 90_000)
    .sort(byTime)
  const found: { deviceId: string; phone: string; scans: RawScan[]; heard: number }[] = []
  for (const scan of waited) {
    const open = found.filter(({ deviceId }) => deviceId === scan.deviceId).at(-1)
    if (open === undefined || scan.at > open.heard)
      found.push({
        ...{ deviceId: scan.deviceId, phone: scan.phone },
        ...{ scans: [scan], heard: scan.received },
      })
    else {
      open.scans.push(scan)
      open.heard = Math.max(open.heard, scan.received)
    }
  }
  return found
    .map(({ phone, scans: its, heard }) => ({
      phone,
      from_at: its[0]?.at ?? 0,
      until_at: heard,
      longest_wait_ms: Math.max(...its.map(({ at, received }) => received - at)),
      facts: its.length,
      admitted: its.filter(admitted).length,
      refused: its.filter(refused).length,
      double_entries: its.filter(({ result }) => result === 'double_entry').length,
    }))
    .sort((a, b) => a.from_at - b.from_at || (a.phone < b.phone ? -1 : 1))
}
