// Guest lists of a night: whose, what they give, how full they are; making one.

import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { GuestList } from '@maguey/wire/guest-lists'
import { ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { ExcessCards } from './excess-cards.tsx'
import { ListSheet } from './list-sheet.tsx'
import { listTerms } from './list-words.ts'
import type { ListsApi } from './lists-api.ts'
import { QuotaMeter } from './quota-meter.tsx'
import { useWatched } from './use-watched.ts'

export type ListNight = { id: string; slug: string; name: string; timezone: string }

type ListsScreenProps = {
  /** Must be stable. */
  api: ListsApi
  night: ListNight
  /** May make and change lists, and not only their names. */
  mayEdit: boolean
  onSessionExpired: () => void
}

export function ListsScreen({ api, night, mayEdit, onSessionExpired }: ListsScreenProps) {
  const { value: lists, failure, reload } = useWatched(api.lists, onSessionExpired)
  const { value: excess } = useWatched(api.excess, onSessionExpired)
  const [making, setMaking] = useState(false)
  return (
    <div className="@container flex flex-col gap-5">
      <PageHead
        action={
          mayEdit && (
            <Button
              className="w-full @min-[36rem]:w-auto"
              icon={<Plus aria-hidden className="size-5" />}
              onClick={() => setMaking(true)}
            >
              {m.list_new()}
            </Button>
          )
        }
        lead={m.lists_lead({ night: night.name })}
        title={m.nav_lists()}
      />
      {failure && <FailureNotice failure={failure} />}
      <ExcessCards excess={excess ?? []} timezone={night.timezone} />
      {lists === null && failure === null && <RowsSkeleton />}
      {lists?.length === 0 && <Notice title={m.lists_empty_title()}>{m.lists_empty_body()}</Notice>}
      {lists && lists.length > 0 && (
        <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
          {lists.map((list) => (
            <ListCard key={list.id} list={list} night={night} />
          ))}
        </ul>
      )}
      {making && (
        <ListSheet
          api={api}
          list={null}
          onClose={() => setMaking(false)}
          onSaved={() => {
            setMaking(false)
            return reload()
          }}
        />
      )}
    </div>
  )
}

function ListCard({ list, night }: { list: GuestList; night: ListNight }) {
  return (
    <li className="min-w-0">
      <Link
        className="block h-full rounded-card border border-line bg-surface p-4 hover:border-ink-soft"
        data-testid="guest-list"
        to={`/lists/${list.id}?event=${night.slug}`}
      >
        <span className="mb-3 flex items-start gap-2">
          <span className="min-w-0 flex-1">
            <span className="block break-words font-bold font-display text-xl">{list.name}</span>
            <span className="block break-words text-ink-soft text-sm">
              {[
                list.promoter_name ?? m.list_of_house(),
                listTerms(list, night.timezone),
                ...(list.closed_at === null ? [] : [m.list_closed()]),
              ].join(' · ')}
            </span>
          </span>
          <ChevronRight aria-hidden className="mt-1 size-5 shrink-0 text-ink-soft" />
        </span>
        <QuotaMeter list={list} />
      </Link>
    </li>
  )
}
