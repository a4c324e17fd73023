// Why this night sells nothing right now, and what to do instead.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { useNow } from '@maguey/ui/device/use-now.ts'
import { formatDayAndClock, formatTimeLeft } from '@maguey/ui/format/moment.ts'
import type { ShopEvent } from '@maguey/wire/events'
import {
  CalendarX2,
  CirclePause,
  DoorClosed,
  Hourglass,
  type LucideIcon,
  UsersRound,
} from 'lucide-react'
import { m } from '#messages'
import { momentFormat } from '#shared/format/in-locale.ts'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { ageOf } from './freshness.tsx'

type Explained = { icon: LucideIcon; title: string; body: string }

function explain(event: ShopEvent): Explained | null {
  switch (event.on_sale) {
    case 'open':
      return null
    case 'sold_out':
      return { icon: UsersRound, title: m.sold_out_title(), body: m.sold_out_body() }
    case 'ended':
      return Date.parse(event.ends_at) <= Date.now()
        ? { icon: DoorClosed, title: m.over_title(), body: m.over_body() }
        : { icon: DoorClosed, title: m.ended_title(), body: m.ended_body() }
    case 'paused':
      return { icon: CirclePause, title: m.paused_title(), body: m.paused_body() }
    case 'cancelled':
      return { icon: CalendarX2, title: m.event_cancelled_title(), body: m.event_cancelled_body() }
    case 'not_yet': {
      const opens = event.sales_start_at
      const body = opens
        ? m.not_yet_body({ moment: formatDayAndClock(opens, momentFormat(event.timezone)) })
        : m.not_yet_body_unknown()
      return { icon: Hourglass, title: m.not_yet_title(), body }
    }
  }
}

type SaleStateProps = { event: ShopEvent; staleSinceMs: number | null }

export function SaleState({ event, staleSinceMs }: SaleStateProps) {
  const text = explain(event)
  if (!text) return null
  return (
    <div data-testid="sale-state" data-state={event.on_sale}>
      <Notice
        icon={text.icon}
        title={text.title}
        role="status"
        actions={
          <Link to="/" className={buttonStyle.secondary}>
            {m.see_other_nights()}
          </Link>
        }
      >
        <p>{text.body}</p>
        {staleSinceMs === null ? null : (
          <p className="mt-2 text-sm">{ageOf(staleSinceMs, event.timezone, Date.now())}</p>
        )}
        {event.on_sale === 'not_yet' && event.sales_start_at ? (
          <OpensIn atMs={Date.parse(event.sales_start_at)} />
        ) : null}
      </Notice>
    </div>
  )
}

/** A countdown on the last day; before that, the date is more useful. */
function OpensIn({ atMs }: { atMs: number }) {
  const leftMs = atMs - useNow(1000)
  if (leftMs <= 0 || leftMs > 86_400_000) return null
  return (
    <p role="timer" className="mt-3 font-display text-4xl font-extrabold tabular-nums text-ink">
      {formatTimeLeft(leftMs)}
    </p>
  )
}
