// What needs a person, most urgent first: what happened, what to do, and the order concerned.

import { Button } from '@maguey/ui/button.tsx'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { PersonItem } from '@maguey/wire/order-desk'
import { useState } from 'react'
import { Link } from 'react-router'
import { m } from '#messages'
import { BackLink } from '#shared/page/back-link.tsx'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { causeWords, moment, money } from './order-words.ts'
import type { OrdersApi } from './orders-api.ts'
import { ResolveSheet } from './resolve-sheet.tsx'

type AttentionScreenProps = { api: OrdersApi; onChanged: () => void; onSessionExpired: () => void }

export function AttentionScreen({ api, onChanged, onSessionExpired }: AttentionScreenProps) {
  const { value: items, failure, reload } = useAnswer(api.waiting, onSessionExpired)
  const [resolving, setResolving] = useState<string | null>(null)

  function close(done: string | null): void {
    setResolving(null)
    if (done === null) return
    onChanged()
    hear(reload())
  }

  return (
    <div className="flex flex-col gap-5">
      <BackLink to="/orders">{m.orders_title()}</BackLink>
      <PageHead lead={m.person_lead()} title={m.person_title()} />
      {failure && <FailureNotice failure={failure} />}
      {items === null && failure === null && <RowsSkeleton />}
      {items?.length === 0 && <Notice title={m.person_none_title()}>{m.person_none_body()}</Notice>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,26rem),1fr))] gap-4">
        {items?.map((item) => (
          <PersonCard item={item} key={item.id} onResolve={() => setResolving(item.id)} />
        ))}
      </ul>
      {resolving !== null && <ResolveSheet id={resolving} onClose={close} resolve={api.resolve} />}
    </div>
  )
}

function PersonCard({ item, onResolve }: { item: PersonItem; onResolve: () => void }) {
  const { title, advice } = causeWords(item.cause)
  const { amount } = item.detail
  return (
    <li
      className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 sm:p-5"
      data-cause={item.cause}
      data-testid="person-item"
    >
      <h2 className="font-bold text-lg">{title}</h2>
      <p className="text-ink-soft">
        {[
          item.customer_name,
          item.event_name,
          typeof amount === 'string' ? money(amount, item.currency) : null,
          moment(item.created_at),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {item.due_at !== null && (
        <p className="font-semibold text-warning">{m.person_due({ time: moment(item.due_at) })}</p>
      )}
      <p>{advice}</p>
      <div className="mt-1 flex flex-wrap gap-3">
        <Link className={buttonStyle.primary} to={`/orders/${item.order_id}`}>
          {m.person_open({ number: item.order_number })}
        </Link>
        <Button look="secondary" onClick={onResolve}>
          {m.person_resolve()}
        </Button>
      </div>
    </li>
  )
}
