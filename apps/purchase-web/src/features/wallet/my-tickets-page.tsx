// Every order that this browser has opened, and every ticket that it was given: the next night first, then those that are over.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { Ticket } from 'lucide-react'
import { m } from '#messages'
import { FindTicketsLink } from '#shared/ui/find-tickets-link.tsx'
import { Link } from '#shared/ui/link.tsx'
import { Notice } from '#shared/ui/notice.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'
import { PosterGlow } from '#shared/ui/poster.tsx'
import type { KeptNight } from './kept-nights.ts'
import { NightTickets } from './night-tickets.tsx'
import { useKeptNights } from './use-kept-nights.ts'

export function MyTicketsPage() {
  const { name: clubName } = useFace()
  const { coming, over } = useKeptNights()
  const next = coming[0]
  return (
    <div className="mx-auto max-w-2xl px-4 sm:px-8">
      <PageTitle>{`${m.my_tickets()} · ${clubName}`}</PageTitle>
      {next ? <PosterGlow imageUrl={next.event.image_url} /> : null}
      <h1 className="mt-4 mb-7 text-[clamp(2.8rem,11vw,4.5rem)] leading-[0.9] sm:mt-10">
        {m.my_tickets()}
      </h1>
      {next ? (
        <NightList nights={coming} />
      ) : (
        <Notice
          icon={Ticket}
          title={m.no_tickets_title()}
          testId="no-tickets"
          actions={
            <>
              <Link to="/" className={buttonStyle.primary}>
                {m.see_nights()}
              </Link>
              <FindTicketsLink />
            </>
          }
        >
          <p>{m.no_tickets_body()}</p>
        </Notice>
      )}
      {over.length > 0 ? (
        <section className="mt-12">
          <h2 className="mb-4 text-2xl">{m.nights_over()}</h2>
          <NightList nights={over} />
        </section>
      ) : null}
      {next ? (
        <p className="mt-10 flex flex-wrap items-center gap-3">
          {m.tickets_elsewhere()} <FindTicketsLink />
        </p>
      ) : null}
    </div>
  )
}

const NightList = ({ nights }: { nights: readonly KeptNight[] }) => (
  <ul className="grid gap-4">
    {nights.map((night) => (
      <li key={night.id}>
        <NightTickets night={night} />
      </li>
    ))}
  </ul>
)
