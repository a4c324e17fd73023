// All nights: upcoming, unpublished and past ones; and where a new one starts.

import { Button } from '@maguey/ui/button.tsx'
import { formatDayAndClock } from '@maguey/ui/format/moment.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Loading } from '@maguey/ui/loading.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { ListedNight } from '@maguey/wire/nights'
import { CopyPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { m } from '#messages'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { failureWords } from '#shared/rpc/failure-words.ts'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import type { DraftStore } from './night-draft.ts'
import { inZone, stateWords } from './night-words.ts'
import type { NightsApi } from './nights-api.ts'
import { PosterView } from './poster-view.tsx'

type NightsListProps = {
  /** Must be stable. */
  api: NightsApi
  drafts: DraftStore
  posterUrl: (path: string) => string
  onMade: () => void
  onSessionExpired: () => void
}

export function NightsList(props: NightsListProps) {
  const { api, drafts, posterUrl, onMade, onSessionExpired } = props
  const { value: nights, failure } = useAnswer(api.list, onSessionExpired)
  if (nights === null) return failure ? <FailureNotice failure={failure} /> : <Loading />
  const is = (...states: ListedNight['state'][]) =>
    nights.filter(({ state, ends_at }) => states.includes(state) && ends_at > Date.now())
  const upcoming = is('published', 'paused', 'cancelled').reverse()
  const past = nights.filter(({ ends_at, state }) => ends_at <= Date.now() && state !== 'draft')
  const waiting = nights.filter(({ state }) => state === 'draft')
  return (
    <div className="grid gap-8">
      <Beginnings api={api} last={nights.find(({ state }) => state !== 'draft')} onMade={onMade} />
      <Unsaved drafts={drafts} />
      {nights.length === 0 ? (
        <Notice title={m.nights_empty_title()}>{m.nights_empty_body()}</Notice>
      ) : null}
      <Group nights={upcoming} posterUrl={posterUrl} title={m.nights_upcoming()} />
      <Group nights={waiting} posterUrl={posterUrl} title={m.nights_drafts()} />
      <Group nights={past} posterUrl={posterUrl} title={m.nights_past()} />
    </div>
  )
}

type BeginningsProps = { api: NightsApi; last: ListedNight | undefined; onMade: () => void }

function Beginnings({ api, last, onMade }: BeginningsProps) {
  const navigate = useNavigate()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [newId] = useState(() => crypto.randomUUID())
  const duplicate = async (night: ListedNight) => {
    const answer = await api.duplicate(night.id, newId)
    if (!answer.ok) return setTrouble(failureWords(answer.failure))
    onMade()
    await navigate(`/nights/${answer.value.id}`)
  }
  return (
    <div>
      <h1 className="mb-4 font-extrabold text-4xl">{m.nav_nights()}</h1>
      <div className="flex flex-wrap gap-3">
        <Button
          icon={<Plus aria-hidden className="size-5" />}
          look={last === undefined ? 'primary' : 'secondary'}
          onClick={() => hear(navigate(`/nights/new/${crypto.randomUUID()}`))}
        >
          {m.night_new()}
        </Button>
        {last === undefined ? null : (
          <Button
            icon={<CopyPlus aria-hidden className="size-5" />}
            onClick={() => hear(duplicate(last))}
          >
            {m.night_duplicate({ name: last.name })}
          </Button>
        )}
      </div>
      {trouble === null ? null : (
        <p className="mt-3 font-semibold text-error" role="alert">
          {trouble}
        </p>
      )}
    </div>
  )
}

function Unsaved({ drafts }: { drafts: DraftStore }) {
  const [unsaved] = useState(() => drafts.unsaved())
  if (unsaved.length === 0) return null
  return (
    <Notice title={m.nights_unsaved()}>
      <ul>
        {unsaved.map((draft) => (
          <li key={draft.id}>
            <Link
              className="inline-flex min-h-11 items-center font-semibold text-agave underline"
              to={`/nights/new/${draft.id}`}
            >
              {draft.name || m.night_unnamed()}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type GroupProps = {
  title: string
  nights: ListedNight[]
  posterUrl: (path: string) => string
}

function Group({ title, nights, posterUrl }: GroupProps) {
  if (nights.length === 0) return null
  return (
    <section>
      <h2 className="mb-3 font-bold text-2xl">{title}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(22rem,100%),1fr))] gap-3">
        {nights.map((night) => (
          <li
            className="relative flex gap-4 rounded-card border border-line bg-surface p-3 focus-within:border-agave hover:border-line-strong"
            key={night.id}
          >
            <PosterView
              className="aspect-[4/5] w-20 shrink-0 rounded-control"
              focus={night.image_focus}
              name={night.name}
              url={night.image_url === null ? null : posterUrl(night.image_url)}
            />
            <div className="min-w-0 flex-1">
              <p className="font-semibold text-agave text-sm">
                {formatDayAndClock(night.event_date, inZone(night.timezone))}
              </p>
              <Link
                className="block break-words font-bold font-display text-xl after:absolute after:inset-0"
                to={`/nights/${night.id}`}
              >
                {night.name}
              </Link>
              <p className="mt-1 text-ink-soft text-sm">
                {m.nights_sold({ sold: night.sold, capacity: night.capacity })}
              </p>
              <p className="mt-2 w-fit rounded-full bg-raised px-2.5 py-0.5 font-semibold text-xs">
                {stateWords(night.state)}
              </p>
              {night.ends_at <= Date.now() && night.state !== 'draft' && (
                <Link
                  className="relative z-10 inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                  to={`/record/${night.id}`}
                >
                  {m.record_link()}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
