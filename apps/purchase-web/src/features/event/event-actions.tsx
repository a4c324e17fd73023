// What one does with a night besides buying: tell somebody, note it, ask the club.
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { saveFile } from '@maguey/ui/device/save-file.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { CalendarPlus, Share2 } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
import { calendarFile } from '#shared/calendar/calendar-file.ts'
import { nightInCalendar } from '#shared/calendar/night-in-calendar.ts'
import { EMBEDDED } from '#shared/ui/embedded-path.ts'
import { Link } from '#shared/ui/link.tsx'
import { shareLink } from '#shared/ui/share-link.ts'

export function EventActions({ event }: { event: ShopEvent }) {
  const [said, setSaid] = useState('')
  const share = async () => {
    const how = await shareLink({
      title: event.name,
      url: `${location.origin}/events/${event.slug}`,
    })
    if (how === 'copied') setSaid(m.link_copied())
  }
  const note = () => {
    const file = calendarFile([nightInCalendar(event, location.origin, Date.now())])
    saveFile(new Blob([file], { type: 'text/calendar;charset=utf-8' }), `${event.slug}.ics`)
  }
  return (
    <div className="mt-10">
      <div className="flex flex-wrap gap-2.5">
        <button type="button" className={buttonStyle.secondary} onClick={() => hear(share())}>
          <Share2 aria-hidden className="size-5" />
          {m.share_night()}
        </button>
        {event.on_sale === 'cancelled' ? null : (
          <button type="button" className={buttonStyle.secondary} onClick={note}>
            <CalendarPlus aria-hidden className="size-5" />
            {m.add_to_calendar()}
          </button>
        )}
      </div>
      <p aria-live="polite" className="mt-2 text-sm text-ink-soft">
        {said}
      </p>
      {EMBEDDED ? (
        <Link to="/club" className="inline-flex min-h-11 items-center underline">
          {m.club_link()}
        </Link>
      ) : null}
    </div>
  )
}
