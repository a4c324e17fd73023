// One order: its customer, its tickets, what can be done about it, and everything that happened to it.

import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Action } from '@maguey/wire/actions'
import type { DeskOrder } from '@maguey/wire/order-desk'
import { useCallback, useEffect, useState } from 'react'
import { m } from '#messages'
import { BackLink } from '#shared/page/back-link.tsx'
import { RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { CompCards } from './comp-card.tsx'
import { CorrectSheet } from './correct-sheet.tsx'
import { OrderActions, type OrderDeed } from './order-actions.tsx'
import { causeWords, customerWords, moment, money } from './order-words.ts'
import type { OrdersApi } from './orders-api.ts'
import { RefundSheet } from './refund-sheet.tsx'
import { ResendSheet } from './resend-sheet.tsx'
import { ResolveSheet } from './resolve-sheet.tsx'
import { StatusChip } from './status-chip.tsx'
import { TicketList } from './ticket-list.tsx'
import { TicketSheet } from './ticket-sheet.tsx'
import { TimelineView } from './timeline-view.tsx'
import type { RefundKeys } from './use-refund.ts'

type OrderScreenProps = {
  orderId: string
  api: OrdersApi
  mayDo: (action: Action) => boolean
  /** A comp that was given a moment ago. */
  showsCard: boolean
  onChanged: () => void
  onSessionExpired: () => void
}

const POLL_MS = 3_000

export function OrderScreen({
  orderId,
  api,
  mayDo,
  showsCard,
  onChanged,
  onSessionExpired,
}: OrderScreenProps) {
  const load = useCallback(() => api.read(orderId), [api, orderId])
  const cards = useCallback(() => api.cards(orderId), [api, orderId])
  const { value: found, failure, reload } = useAnswer(load, onSessionExpired)
  const [deed, setDeed] = useState<OrderDeed | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [refundKeys] = useState<RefundKeys>(() => new Map())
  const moving = found !== null && isMoving(found)

  // Pending work finishes without anybody here: a refund at the provider, a mail in the outbox.
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => hear(reload()), POLL_MS)
    return () => clearInterval(timer)
  }, [moving, reload])

  function close(done: string | null): void {
    setDeed(null)
    if (done === null) return
    setSaid(done)
    onChanged()
    hear(reload())
  }

  return (
    <div className="flex flex-col gap-5">
      <BackLink to="/orders">{m.orders_title()}</BackLink>
      {failure && <FailureNotice failure={failure} />}
      {found === null ? (
        failure === null && <RowsSkeleton />
      ) : (
        <>
          <OrderHead found={found} />
          {said !== null && <Notice title={said} />}
          <Attention found={found} onResolve={(id) => setDeed({ do: 'resolve', id })} />
          {found.order.kind === 'comp' && mayDo('comp_tickets') && (
            <CompCards opensAtOnce={showsCard} read={cards} />
          )}
          <OrderActions found={found} mayDo={mayDo} onDeed={setDeed} readReceipts={api.receipts} />
          <div className="grid grid-cols-1 items-start gap-5 @min-[54rem]:grid-cols-2">
            <TicketList found={found} mayDo={mayDo} onDeed={setDeed} />
            <TimelineView found={found} />
          </div>
          <Deed api={api} deed={deed} found={found} onClose={close} refundKeys={refundKeys} />
        </>
      )}
    </div>
  )
}

function isMoving({ refunds, mails }: DeskOrder): boolean {
  return (
    refunds.some(({ status }) => ['queued', 'sent', 'pending'].includes(status)) ||
    mails.some(({ status }) => status === 'queued')
  )
}

function OrderHead({ found: { order, tickets } }: { found: DeskOrder }) {
  const refunded = Number(order.refunded_amount) > 0
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <title>{`${order.number} · ${customerWords(order)}`}</title>
      <div className="min-w-0">
        <h1 className="break-words font-bold text-3xl">{customerWords(order)}</h1>
        <p className="break-all text-ink-soft">{order.customer_email}</p>
        <p className="text-ink-soft">
          <span className="font-semibold text-ink" data-testid="order-number">
            {order.number}
          </span>
          {` · ${order.event_name} · ${moment(order.created_at, order.timezone)}`}
        </p>
      </div>
      <div className="flex flex-col items-start gap-1.5 @min-[36rem]:items-end">
        <span className="font-bold font-display text-3xl tabular-nums">
          {money(order.total_amount, order.currency)}
        </span>
        {refunded && (
          <span className="text-ink-soft text-sm">
            {m.order_returned({ amount: money(order.refunded_amount, order.currency) })}
          </span>
        )}
        <StatusChip dispute={order.dispute} kind={order.kind} status={order.status} />
        <span className="sr-only" data-testid="order-state" data-status={order.status}>
          {m.ticket_count({ count: tickets.length, figure: String(tickets.length) })}
        </span>
      </div>
    </header>
  )
}

function Attention({ found, onResolve }: { found: DeskOrder; onResolve: (id: string) => void }) {
  return found.needs_person.map((item) => {
    const { title, advice } = causeWords(item.cause)
    return (
      <Notice key={item.id} title={title} tone="warning">
        <p>{advice}</p>
        <button
          className="mt-1 min-h-11 font-semibold text-ink underline underline-offset-4"
          onClick={() => onResolve(item.id)}
          type="button"
        >
          {m.person_resolve()}
        </button>
      </Notice>
    )
  })
}

type DeedProps = {
  deed: OrderDeed | null
  found: DeskOrder
  api: OrdersApi
  refundKeys: RefundKeys
  onClose: (done: string | null) => void
}

function Deed({ deed, found, api, refundKeys, onClose }: DeedProps) {
  switch (deed?.do) {
    case undefined:
      return null
    case 'refund':
      return (
        <RefundSheet
          api={api}
          found={found}
          keys={refundKeys}
          onClose={onClose}
          ticketIds={deed.ticketIds}
        />
      )
    case 'correct':
      return <CorrectSheet api={api} onClose={onClose} order={found.order} />
    case 'resend':
      return <ResendSheet api={api} onClose={onClose} order={found.order} />
    case 'void':
    case 'reissue':
      return <TicketSheet api={api} deed={deed} onClose={onClose} orderId={found.order.id} />
    case 'resolve':
      return <ResolveSheet id={deed.id} onClose={onClose} resolve={api.resolve} />
  }
}
