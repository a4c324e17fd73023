// Orders: search by whatever a caller reads out, else the newest first; and what is waiting for a person.

import { Button } from '@maguey/ui/button.tsx'
import { buttonStyle } from '@maguey/ui/button-style.ts'
import { hear } from '@maguey/ui/hear.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { FoundOrder } from '@maguey/wire/order-finding'
import { ChevronRight, Gift, Search } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { m } from '#messages'
import { SelectField } from '#shared/form/fields.tsx'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { customerWords, moment, money } from './order-words.ts'
import type { OrdersApi } from './orders-api.ts'
import { StatusChip } from './status-chip.tsx'
import { useFoundOrders } from './use-found-orders.ts'
import { paramsNow, useTypedQuery } from './use-typed-query.ts'

type FindScreenProps = {
  api: OrdersApi
  nights: readonly { id: string; name: string; event_date: number; timezone: string }[]
  /** How many are waiting for a person; null for roles that don't handle them. */
  waiting: number | null
  mayGive: boolean
  onSessionExpired: () => void
}

export function FindScreen({ api, nights, waiting, mayGive, onSessionExpired }: FindScreenProps) {
  const [params, setParams] = useSearchParams()
  const [query, type] = useTypedQuery()
  const eventId = params.get('night') ?? ''
  const found = useFoundOrders(api.find, { query, eventId }, onSessionExpired)

  const chooseNight = (id: string) => {
    const next = paramsNow()
    if (id === '') next.delete('night')
    else next.set('night', id)
    setParams(next, { replace: true })
  }

  return (
    <div className="flex flex-col gap-5">
      <PageHead
        action={mayGive ? <GiveLink /> : undefined}
        lead={m.orders_lead()}
        title={m.orders_title()}
      />
      {waiting !== null && waiting > 0 && <WaitingLink count={waiting} />}
      <search className="grid grid-cols-1 gap-3 @min-[36rem]:grid-cols-[minmax(0,1fr)_16rem]">
        <div>
          <label className="mb-1.5 block font-semibold text-sm" htmlFor="order-query">
            {m.orders_search()}
          </label>
          <div className="relative">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-3.5 left-4 size-5 text-ink-soft"
            />
            <input
              autoComplete="off"
              className="min-h-12 w-full rounded-control border border-line-strong bg-night pr-4 pl-12 text-base text-ink placeholder:text-ink-soft"
              enterKeyHint="search"
              id="order-query"
              name="q"
              onChange={(event) => type(event.target.value)}
              placeholder={m.orders_search_hint()}
              type="search"
              value={query}
            />
          </div>
        </div>
        <SelectField
          label={m.orders_night()}
          name="night"
          onChange={chooseNight}
          options={[
            { value: '', label: m.orders_any_night() },
            ...nights.map(({ id, name, event_date, timezone }) => ({
              value: id,
              label: `${name} · ${moment(new Date(event_date).toISOString(), timezone)}`,
            })),
          ]}
          value={eventId}
        />
      </search>
      {found.orders === null ? (
        found.failure === null && <RowsSkeleton />
      ) : (
        <Results busy={found.busy} orders={found.orders} query={query} stale={found.stale} />
      )}
      {found.failure && <FailureNotice failure={found.failure} />}
      {/* After a failure the rest belongs to no list on the screen: first what failed, once more. */}
      {found.failure && found.orders !== null && (
        <Button disabled={found.busy} look="secondary" onClick={() => hear(found.again())}>
          {m.retry()}
        </Button>
      )}
      {found.failure === null && found.next !== null && (
        <Button
          disabled={found.busy || found.stale}
          look="secondary"
          onClick={() => hear(found.more())}
        >
          {m.orders_more()}
        </Button>
      )}
    </div>
  )
}

function GiveLink() {
  return (
    <Link className={buttonStyle.secondary} to="/orders/comp">
      <Gift aria-hidden className="size-5" />
      {m.comp_give()}
    </Link>
  )
}

function WaitingLink({ count }: { count: number }) {
  return (
    <Link
      className="flex min-h-14 items-center gap-3 rounded-card border border-warning bg-raised px-4 font-semibold hover:border-ink"
      data-testid="needs-person-link"
      to="/orders/attention"
    >
      <span className="grid h-7 min-w-7 place-items-center rounded-full bg-verdict-amber px-1.5 font-bold text-on-verdict-amber text-sm">
        {count}
      </span>
      <span className="flex-1">{m.person_title()}</span>
      <ChevronRight aria-hidden className="size-5 text-ink-soft" />
    </Link>
  )
}

type ResultsProps = {
  orders: FoundOrder[]
  query: string
  busy: boolean
  /** They answer an earlier search: nobody should open one of them by mistake. */
  stale: boolean
}

function Results({ orders, query, busy, stale }: ResultsProps) {
  if (orders.length === 0) {
    if (stale) return <RowsSkeleton />
    return query === '' ? (
      <Notice title={m.orders_none_title()}>{m.orders_none_body()}</Notice>
    ) : (
      <Notice title={m.orders_nothing_title({ query })}>{m.orders_nothing_body()}</Notice>
    )
  }
  return (
    <ul
      aria-busy={busy || stale}
      className={`flex flex-col overflow-hidden rounded-card border border-line bg-surface ${busy || stale ? 'opacity-60' : ''}`}
      data-testid="orders"
      inert={stale}
    >
      {orders.map((order) => (
        <OrderLine key={order.id} order={order} />
      ))}
    </ul>
  )
}

function OrderLine({ order }: { order: FoundOrder }) {
  const tickets = m.ticket_count({ count: order.ticket_count, figure: String(order.ticket_count) })
  return (
    <li className="border-line border-b last:border-0">
      <Link
        className="grid min-h-16 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-raised @min-[40rem]:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_auto] @min-[40rem]:px-5"
        to={`/orders/${order.id}`}
      >
        <span className="min-w-0">
          <span className="block truncate font-semibold">{customerWords(order)}</span>
          <span className="block truncate text-ink-soft text-sm">{order.customer_email}</span>
        </span>
        <span className="col-start-1 row-start-2 min-w-0 text-ink-soft text-sm @min-[40rem]:col-start-2 @min-[40rem]:row-start-1">
          <span className="block truncate">{order.event_name}</span>
          <span className="block @min-[40rem]:truncate">
            {[order.number, tickets, moment(order.created_at, order.timezone)].join(' · ')}
          </span>
        </span>
        <span className="row-span-2 flex flex-col items-end gap-1 @min-[40rem]:row-span-1">
          <span className="font-semibold tabular-nums">
            {money(order.total_amount, order.currency)}
          </span>
          <StatusChip dispute={order.dispute} kind={order.kind} status={order.status} />
        </span>
      </Link>
    </li>
  )
}
