// An address that leads nowhere.

import { useFace } from '@maguey/ui/brand/club-face.ts'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { m } from '#messages'
import { FindTicketsLink } from '#shared/ui/find-tickets-link.tsx'
import { Link } from '#shared/ui/link.tsx'
import { PageTitle } from '#shared/ui/page-title.tsx'

export function MissingPage() {
  const { name } = useFace()
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <PageTitle>{name}</PageTitle>
      <h1 className="text-5xl">{m.page_missing_title()}</h1>
      <p className="my-5 text-lg text-ink-soft">{m.page_missing_body()}</p>
      <div className="flex flex-wrap gap-2.5">
        <Link to="/" className={buttonStyle.primary}>
          {m.see_other_nights()}
        </Link>
        <FindTicketsLink />
      </div>
    </div>
  )
}
