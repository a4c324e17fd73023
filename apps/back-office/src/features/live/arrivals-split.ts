// Arrivals split by ticket type or by gate: one row of minutes for each, all over the same span.
import type { Live } from '@maguey/wire/event-live'
import { fillMinutes } from './live-figures.ts'

export type ArrivalsBy = 'all' | 'type' | 'gate'

export type ArrivalsLine = {
  key: string
  /** Null for everybody, and for entries without a gate. */
  name: string | null
  minutes: { minuteMs: number; admitted: number }[]
}

/** In the order of the night's types or gates; entries without a gate come last, and only if there are any. */
export function splitArrivals(live: Live, by: ArrivalsBy, atMs: number): ArrivalsLine[] {
  const all = fillMinutes(live.per_minute, atMs)
  if (by === 'all') return [{ key: '', name: null, minutes: all }]
  const parts = by === 'type' ? 'types' : 'gates'
  const known = new Map(live.per_minute.map((entry) => [entry.minute, entry[parts]]))
  const lineOf = (key: string, name: string | null): ArrivalsLine => ({
    key,
    name,
    minutes: all.map(({ minuteMs }) => ({ minuteMs, admitted: known.get(minuteMs)?.[key] ?? 0 })),
  })
  if (by === 'type') return live.by_type.map(({ code, name }) => lineOf(code, name))
  const without = lineOf('', null)
  const gates = live.by_gate.map(({ id, name }) => lineOf(id, name))
  return without.minutes.some(({ admitted }) => admitted > 0) ? [...gates, without] : gates
}

/** The busiest minute of all lines, so that charts side by side can be compared by eye. */
export function busiestOf(lines: readonly ArrivalsLine[]): number {
  return Math.max(0, ...lines.flatMap(({ minutes }) => minutes.map(({ admitted }) => admitted)))
}
