// The record of a night: what was sealed, or what would be, part by part.

import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { sectionsOf } from '@maguey/wire/night-record/parts'
import type { NightRecord } from '@maguey/wire/night-records'
import { useCallback } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { BackLink } from '#shared/page/back-link.tsx'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { Corrections } from './corrections.tsx'
import type { RecordApi } from './record-api.ts'
import { formatOf } from './record-format.ts'
import { SealCard } from './seal-card.tsx'
import { SectionView } from './section-view.tsx'

type RecordScreenProps = {
  /** Must be stable. */
  api: RecordApi
  eventId: string
  onSessionExpired: () => void
}

export function RecordScreen({ api, eventId, onSessionExpired }: RecordScreenProps) {
  const load = useCallback(() => api.read(eventId), [api, eventId])
  const { value: told, failure, reload } = useAnswer(load, onSessionExpired)
  return (
    <div className="flex flex-col gap-5">
      <BackLink to="/nights">{m.nav_nights()}</BackLink>
      {failure && <FailureNotice failure={failure} />}
      {told === null ? (
        failure === null && <RowsSkeleton />
      ) : (
        <Told api={api} onDone={() => hear(reload())} told={told} />
      )}
    </div>
  )
}

function Told({ told, api, onDone }: { told: NightRecord; api: RecordApi; onDone: () => void }) {
  const { night, record } = told
  const format = formatOf(night)
  const date = formatDayAndClock(night.starts_at, { timeZone: night.timezone, region: region() })
  // What was sealed stays as it was sealed; what has changed since is told beside it.
  const parts = record?.content.parts ?? told.parts
  return (
    <>
      <PageHead lead={`${night.name} · ${date}`} title={m.record_title()} />
      <SealCard api={api} onDone={onDone} told={told} />
      {record?.seal && <Corrections api={api} onDone={onDone} told={{ ...told, record }} />}
      <div className="grid grid-cols-1 gap-4" data-testid="record">
        {sectionsOf(parts).map((section) => (
          <SectionView format={format} key={section.part} section={section} />
        ))}
      </div>
    </>
  )
}
