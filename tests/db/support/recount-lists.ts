// The record's guest lists, counted again: who came on which list, and what went beyond a name or a quota.
import type { Sql } from 'postgres'
import type { RawAct } from './recount-acts.ts'

type Arrival = { act: RawAct; heads: number; entry: string; list: string | undefined }

const sum = (all: readonly { heads: number }[]) =>
  all.reduce((total, { heads }) => total + heads, 0)

/** In the order of a merge: what is unsure of its time comes last. */
const merged = ({ act: a }: Arrival, { act: b }: Arrival) =>
  Number(a.uncertainty > 60_000) - Number(b.uncertainty > 60_000) ||
  a.at - b.at ||
  (a.id < b.id ? -1 : 1)

/** Each arrival beyond what is allowed, by as many heads as were never taken back since. */
function beyond(arrivals: readonly Arrival[], allowed: number) {
  const inOrder = [...arrivals].sort(merged)
  const after = inOrder.map((_, nth) => sum(inOrder.slice(0, nth + 1)))
  return inOrder.flatMap((arrival, nth) => {
    const stays = Math.min(...after.slice(nth))
    const before = (after[nth] ?? 0) - arrival.heads
    const excess = stays - Math.max(allowed, before)
    return arrival.heads > 0 && excess > 0 ? [{ arrival, excess }] : []
  })
}

export async function lists(sql: Sql, eventId: string, acts: readonly RawAct[]) {
  const rows = await sql`
    select l.id, l.name, l.quota, p.name as promoter from public.guest_lists l
    left join public.promoters p on p.id = l.promoter_id where l.event_id = ${eventId}`
  const entries = await sql`
    select id, list_id, plus, removed_at from public.list_entries where event_id = ${eventId}`
  const arrivals = acts
    .filter(({ kind }) => kind === 'list_arrival')
    .map((act): Arrival => {
      const entry = entries.find(({ id }) => id === act.payload.entry_id)
      const heads = Number(act.payload.heads)
      return { act, heads, entry: String(act.payload.entry_id), list: entry?.list_id }
    })
  /** Never fewer than nobody on each name. */
  const came = (its: readonly Arrival[]) =>
    [...new Set(its.map(({ entry }) => entry))].reduce(
      (total, name) => total + Math.max(0, sum(its.filter(({ entry }) => entry === name))),
      0,
    )
  const nameOf = (list: string | undefined) => rows.find(({ id }) => id === list)?.name
  const told = (what: string, { arrival, excess }: { arrival: Arrival; excess: number }) => ({
    ...{ at: arrival.act.at, list: nameOf(arrival.list), what, excess },
    ...{ gate: arrival.act.gate, phone: arrival.act.phone },
  })
  return {
    lists: rows.map(({ id, name, quota, promoter }) => {
      const its = arrivals.filter(({ list }) => list === id)
      const stand = entries.filter(({ list_id, removed_at }) => list_id === id && !removed_at)
      const paid = its.reduce(
        (total, { act, heads }) => total + heads * Number(act.payload.paid),
        0,
      )
      return {
        ...{ list: name, promoter, quota, arrived: came(its) },
        allowed: stand.reduce((total, { plus }) => total + 1 + plus, 0),
        paid: its.length === 0 ? '0' : paid.toFixed(2),
      }
    }),
    unknown: came(arrivals.filter(({ list }) => list === undefined)),
    excess: [
      ...entries.flatMap(({ id, plus, removed_at }) =>
        beyond(
          arrivals.filter(({ entry }) => entry === id),
          removed_at ? 0 : 1 + plus,
        ).map((one) => told('name', one)),
      ),
      ...rows.flatMap(({ id, quota }) =>
        beyond(
          arrivals.filter(({ list }) => list === id),
          quota ?? Number.POSITIVE_INFINITY,
        ).map((one) => told('quota', one)),
      ),
    ],
  }
}
