// How old the shown availability is.
import { formatClock, formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { Radio } from 'lucide-react'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'

/** From then on a clock alone might be another day's. */
const LONG_MS = 3 * 3_600_000

type FreshnessProps = {
  timeZone: string
  /** When it was true, if newer requests failed; 0 where nobody knows. */
  staleSinceMs: number | null
}

export function Freshness({ timeZone, staleSinceMs }: FreshnessProps) {
  if (staleSinceMs === null) {
    return (
      <span className="flex items-center gap-1.5 text-sm font-medium text-ink-soft">
        <Radio aria-hidden className="size-4 text-agave" />
        {m.live()}
      </span>
    )
  }
  return (
    <span role="status" className="text-right text-sm text-ink-soft">
      {ageOf(staleSinceMs, timeZone, Date.now())}
    </span>
  )
}

export function ageOf(sinceMs: number, timeZone: string, nowMs: number): string {
  const format = momentFormat(timeZone)
  if (sinceMs === 0) return m.availability_unknown()
  return Math.abs(nowMs - sinceMs) > LONG_MS
    ? m.availability_old_day({ moment: formatDayAndClock(sinceMs, format) })
    : m.availability_old({ time: formatClock(sinceMs, format) })
}
