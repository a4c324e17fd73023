// Arrivals split by ticket type or by gate: one row of minutes for each, all over the same span.
import type { Live } from '@maguey/wire/event-live'
import { fillMinutes } from './live-figures.ts'

export type ArrivalsBy = 'all' | 'type' | 'gate'

/** Those of no ticket type of this night's, in the order in which they are shown. */
const OTHERS = ['list', 'hand', 'other'] as const

export type ArrivalsLine = {
  key: string
  /** Null for everybody, for arrivals without a gate, and for those of no ticket type. */
  name: string | null
  minutes: { minuteMs: number; admitted: number }[]
}

/** In the order of the night's types or gates; those of no type or gate come last, and only if there are any. */
export function splitArrivals(live: Live, by: ArrivalsBy, atMs: number): ArrivalsLine[] {
  const all = fillMinutes(live.per_minute, atMs)
  if (by === 'all') return [{ key: '', name: null, minutes: all }]
  const known = new Map(
    live.per_minute.map(({ minute, types, others, gates }) => [
      minute,
      by === 'type' ? { ...types, ...others } : gates,
    ]),
  )
  const lineOf = (key: string, name: string | null): ArrivalsLine => ({
    key,
    name,
    minutes: all.map(({ minuteMs }) => ({ minuteMs, admitted: known.get(minuteMs)?.[key] ?? 0 })),
  })
  const named =
    by === 'type'
      ? live.by_type.map(({ code, name }) => lineOf(code, name))
      : live.by_gate.map(({ id, name }) => lineOf(id, name))
  const unnamed = (by === 'type' ? OTHERS : ['']).map((key) => lineOf(key, null))
  return [...named, ...unnamed.filter(({ minutes }) => minutes.some((of) => of.admitted > 0))]
}

/** The busiest minute of all lines, so that charts side by side can be compared by eye. */
export function busiestOf(lines: readonly ArrivalsLine[]): number {
  return Math.max(0, ...lines.flatMap(({ minutes }) => minutes.map(({ admitted }) => admitted)))
}
