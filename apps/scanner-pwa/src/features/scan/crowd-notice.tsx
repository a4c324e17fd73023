// The legal limit at the door: from nine tenths on how many may still come in, and a clear stop when the house is full.

import { limitOf } from '@maguey/ticket-core/crowd-limit'
import { formatCount } from '@maguey/ui/format/count.ts'
import { OctagonX, TriangleAlert } from 'lucide-react'
import { m } from '#messages'
import { clockTime } from '#shared/format/clock-time.ts'
import { currentLocale } from '#shared/locale.ts'

type CrowdNoticeProps = {
  /** `asOfMs`: null if the figure is as of now. */
  crowd: { people: number; capacity: number; asOfMs: number | null }
  timeZone: string
}

export function CrowdNotice({ crowd, timeZone }: CrowdNoticeProps) {
  const limit = limitOf(crowd.people, crowd.capacity)
  if (limit === null || limit.state === 'open') return null
  const full = limit.state === 'full'
  const Icon = full ? OctagonX : TriangleAlert
  return (
    <p
      className={`mx-auto mt-2 flex min-h-11 w-full max-w-md items-center gap-2 rounded-control px-3 py-1.5 font-semibold text-sm ${full ? 'bg-verdict-red text-on-verdict-red' : 'bg-verdict-amber text-on-verdict-amber'}`}
      data-limit={limit.state}
      data-testid="crowd"
      role="status"
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <span>
        {full
          ? m.door_crowd_full({
              people: formatCount(crowd.people, currentLocale()),
              capacity: formatCount(crowd.capacity, currentLocale()),
            })
          : m.door_crowd_near({
              count: limit.free,
              free: formatCount(limit.free, currentLocale()),
              capacity: formatCount(crowd.capacity, currentLocale()),
            })}
        {crowd.asOfMs !== null && (
          <span className="font-normal">
            {' '}
            {m.door_crowd_as_of({ clock: clockTime(crowd.asOfMs, timeZone) })}
          </span>
        )}
      </span>
    </p>
  )
}
