// Money: what each night took, and the details of the selected one.

import { formatShortDay } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { TakingsLine } from '@maguey/wire/takings'
import { useCallback, useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { BalanceCard } from './balance-card.tsx'
import { ExportCard } from './export-card.tsx'
import type { MoneyApi } from './money-api.ts'
import { Breakdown, Figures } from './takings-view.tsx'

type MoneyScreenProps = {
  /** Must be stable. */
  api: MoneyApi
  /** The night selected at first. */
  nightId: string | null
  onSessionExpired: () => void
}

export function MoneyScreen({ api, nightId, onSessionExpired }: MoneyScreenProps) {
  const { value: nights, failure } = useAnswer(api.nights, onSessionExpired)
  const [chosen, setChosen] = useState(nightId)
  const shown = nights?.find(({ id }) => id === chosen) ?? nights?.[0]
  return (
    <div className="flex flex-col gap-6">
      <PageHead lead={m.money_lead()} title={m.nav_money()} />
      {nights === null && (failure ? <FailureNotice failure={failure} /> : <RowsSkeleton />)}
      {nights?.length === 0 && <Notice title={m.money_none()} />}
      {shown && (
        <NightMoney
          api={api}
          key={shown.id}
          nightId={shown.id}
          onSessionExpired={onSessionExpired}
        />
      )}
      {nights && nights.length > 0 && (
        <section aria-labelledby="all-nights">
          <h2 className="mb-3 font-bold text-xl" id="all-nights">
            {m.money_nights()}
          </h2>
          <ul className="grid gap-2">
            {nights.map((night) => (
              <NightLine
                current={night.id === shown?.id}
                key={night.id}
                night={night}
                onChoose={() => {
                  setChosen(night.id)
                  window.scrollTo({ top: 0 })
                }}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type NightLineProps = { night: TakingsLine; current: boolean; onChoose: () => void }

function NightLine({ night, current, onChoose }: NightLineProps) {
  const { name, event_date, timezone, currency, net } = night
  return (
    <li>
      <button
        aria-pressed={current}
        className="flex min-h-14 w-full flex-wrap items-center justify-between gap-x-4 rounded-control border border-line bg-surface px-4 py-2 text-left hover:border-ink-soft aria-pressed:border-agave"
        onClick={onChoose}
        type="button"
      >
        <span className="min-w-0">
          <span className="block break-words font-semibold">{name}</span>
          <span className="text-ink-soft text-sm">
            {formatShortDay(event_date, { region: region(), timeZone: timezone })}
          </span>
        </span>
        <span className="font-bold tabular-nums">{formatAmount(net, currency, region())}</span>
      </button>
    </li>
  )
}

type NightMoneyProps = { api: MoneyApi; nightId: string; onSessionExpired: () => void }

function NightMoney({ api, nightId, onSessionExpired }: NightMoneyProps) {
  const load = useCallback(() => api.night(nightId), [api, nightId])
  const { value: takings, failure, reload } = useAnswer(load, onSessionExpired)
  if (takings === null) return failure ? <FailureNotice failure={failure} /> : <RowsSkeleton />
  return (
    <>
      <Figures takings={takings} />
      <BalanceCard check={api.checkBalance} onRead={reload} takings={takings} />
      <Breakdown takings={takings} />
      <ExportCard api={api} name={takings.name} nightId={nightId} />
    </>
  )
}
