// Promoters: who they are, what they brought, their private links.

import { Button } from '@maguey/ui/button.tsx'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Promoter } from '@maguey/wire/promoters'
import { Link2, Pencil, Plus, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { LinkSheet } from './link-sheet.tsx'
import { PromoterSheet } from './promoter-sheet.tsx'
import { commissionWords } from './promoter-words.ts'
import type { PromotersApi } from './promoters-api.ts'

type PromotersScreenProps = {
  /** Must be stable. */
  api: PromotersApi
  shopUrl: string
  onSessionExpired: () => void
}

type Opened = { what: 'edit' | 'link'; promoter: Promoter } | { what: 'new' } | null

export function PromotersScreen({ api, shopUrl, onSessionExpired }: PromotersScreenProps) {
  const { value: promoters, failure, reload } = useAnswer(api.list, onSessionExpired)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const saved = () => {
    close()
    return reload()
  }
  return (
    <div className="@container flex flex-col gap-5">
      <PageHead
        action={
          <Button
            className="w-full @min-[36rem]:w-auto"
            icon={<Plus aria-hidden className="size-5" />}
            onClick={() => setOpened({ what: 'new' })}
          >
            {m.promoter_new()}
          </Button>
        }
        lead={m.promoters_lead()}
        title={m.nav_promoters()}
      />
      {failure && <FailureNotice failure={failure} />}
      {promoters === null && failure === null && <RowsSkeleton />}
      {promoters?.length === 0 && (
        <Notice title={m.promoters_empty_title()}>{m.promoters_empty_body()}</Notice>
      )}
      {promoters && promoters.length > 0 && (
        <ul className="grid grid-cols-1 gap-3 @min-[54rem]:grid-cols-2">
          {promoters.map((promoter) => (
            <PromoterCard
              key={promoter.id}
              onEdit={() => setOpened({ what: 'edit', promoter })}
              onLink={() => setOpened({ what: 'link', promoter })}
              promoter={promoter}
            />
          ))}
        </ul>
      )}
      {(opened?.what === 'new' || opened?.what === 'edit') && (
        <PromoterSheet
          api={api}
          onClose={close}
          onSaved={saved}
          promoter={opened.what === 'edit' ? opened.promoter : null}
        />
      )}
      {opened?.what === 'link' && (
        <LinkSheet api={api} onClose={saved} promoter={opened.promoter} shopUrl={shopUrl} />
      )}
    </div>
  )
}

type PromoterCardProps = { promoter: Promoter; onEdit: () => void; onLink: () => void }

function PromoterCard({ promoter, onEdit, onLink }: PromoterCardProps) {
  const { id, name, code, ended_at, link_made_at } = promoter
  const state =
    ended_at !== null
      ? m.promoter_ended()
      : link_made_at === null
        ? m.promoter_no_link()
        : m.promoter_has_link()
  return (
    <li
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4"
      data-testid="promoter"
    >
      <div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-words font-bold font-display text-xl">{name}</span>
          <span
            className={`rounded-full border px-2.5 py-0.5 font-semibold text-sm ${ended_at === null && link_made_at !== null ? 'border-agave text-agave' : 'border-line-strong text-ink-soft'}`}
          >
            {state}
          </span>
        </p>
        <p className="break-all text-ink-soft text-sm">{`?p=${code}`}</p>
        <p className="text-ink-soft text-sm">{commissionWords(promoter)}</p>
      </div>
      <p className="font-semibold tabular-nums">
        {m.promoter_brought({
          heads: String(promoter.arrived),
          sold: String(promoter.sold),
        })}
      </p>
      <div className="mt-auto flex flex-wrap gap-2">
        <Link
          className="inline-flex min-h-12 grow items-center justify-center gap-2 rounded-control border border-line-strong bg-raised px-4 font-semibold hover:border-ink-soft"
          to={`/promoters/${id}`}
        >
          <ReceiptText aria-hidden className="size-5" />
          {m.promoter_statement()}
          <span className="sr-only">{name}</span>
        </Link>
        <Button
          aria-label={m.promoter_link_of({ name })}
          className="grow"
          disabled={ended_at !== null}
          icon={<Link2 aria-hidden className="size-5" />}
          look="secondary"
          onClick={onLink}
        >
          {m.promoter_link()}
        </Button>
        <Button
          aria-label={m.promoter_edit_of({ name })}
          className="grow"
          icon={<Pencil aria-hidden className="size-5" />}
          look="secondary"
          onClick={onEdit}
        >
          {m.promoter_edit()}
        </Button>
      </div>
    </li>
  )
}
