// What one does with a night besides buying: tell somebody, note it, ask the club.
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import type { ShopEvent } from '@maguey/wire/events'
import { CalendarPlus, Share2 } from 'lucide-react'
import { useState } from 'react'
import { m } from '#messages'
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
  return (
    <div className="mt-10">
      <div className="flex flex-wrap gap-2.5">
        <button type="button" className={buttonStyle.secondary} onClick={() => hear(share())}>
          <Share2 aria-hidden className="size-5" />
          {m.share_night()}
        </button>
        {event.on_sale === 'cancelled' ? null : (
          <a href={`/events/${event.slug}.ics`} download className={buttonStyle.secondary}>
            <CalendarPlus aria-hidden className="size-5" />
            {m.add_to_calendar()}
          </a>
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
