// What a page about a night shows while there is none: an owner the first steps, everybody where nights begin.

import { Notice } from '@maguey/ui/notice.tsx'
import { may } from '@maguey/wire/actions'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { createClubApi } from '#features/club/club-api.ts'
import { FirstStepsCard } from '#features/club/first-steps-card.tsx'
import { m } from '#messages'
import { useOffice } from './office.ts'
import { runtime } from './runtime.ts'

export function BeforeTheFirstNight() {
  const { me } = useOffice()
  const { client, api: ports } = runtime()
  const api = useMemo(() => createClubApi(client, ports), [client, ports])
  return (
    <div className="flex flex-col gap-6">
      <h1 className="font-extrabold text-4xl">{m.first_title()}</h1>
      {may(me.role, 'change_settings') && <FirstStepsCard load={api.steps} />}
      <Notice title={m.events_empty_title()}>
        <p>{m.events_empty_body()}</p>
        {may(me.role, 'edit_nights') && (
          <Link
            className="inline-flex min-h-11 items-center font-semibold text-agave underline underline-offset-4"
            to="/nights"
          >
            {m.night_new()}
          </Link>
        )}
      </Notice>
    </div>
  )
}
