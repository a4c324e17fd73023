// A night that doesn't exist, or isn't public.

import { buttonStyle } from '@maguey/ui/button-style.ts'
import { Compass } from 'lucide-react'
import { m } from '#messages'
import { FindTicketsLink } from '#shared/ui/find-tickets-link.tsx'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'

export function EventMissing() {
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <PageTitle>{m.event_missing_title()}</PageTitle>
      <Notice
        icon={Compass}
        title={m.event_missing_title()}
        testId="event-missing"
        heading="h1"
        actions={
          <>
            <Link to="/" className={buttonStyle.primary}>
              {m.see_other_nights()}
            </Link>
            <FindTicketsLink />
          </>
        }
      >
        <p>{m.event_missing_body()}</p>
      </Notice>
    </div>
  )
}
