// Money: what each night took, and the details of the selected one.

import { formatShortDay } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import { Notice } from '@maguey/ui/notice.tsx'
import type { Takings, TakingsLine } from '@maguey/wire/takings'
import { useCallback, useState } from 'react'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'
import { PageHead, RowsSkeleton } from '#shared/page/page-head.tsx'
import { FailureNotice } from '#shared/rpc/failure-notice.tsx'
import { useAnswer } from '#shared/rpc/use-answer.ts'
import { ExportCard } from './export-card.tsx'
import type { MoneyApi } from './money-api.ts'

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
  const { value: takings, failure } = useAnswer(load, onSessionExpired)
  if (takings === null) return failure ? <FailureNotice failure={failure} /> : <RowsSkeleton />
  return (
    <>
      <Figures takings={takings} />
      <Breakdown takings={takings} />
      <ExportCard api={api} name={takings.name} nightId={nightId} />
    </>
  )
}

function Figures({ takings }: { takings: Takings }) {
  const show = (amount: string) => formatAmount(amount, takings.currency, region())
  const figures = [
    { label: m.money_paid(), amount: takings.paid },
    { label: m.money_returned(), amount: takings.returned },
    { label: m.money_under_way(), amount: takings.under_way },
    { label: m.money_disputed(), amount: takings.disputed },
    { label: m.money_held({ figure: String(takings.held_orders) }), amount: takings.held },
  ]
  const taxed = Number(takings.tax_percent) > 0
  return (
    <section
      aria-label={takings.name}
      className="rounded-card border border-line bg-surface p-4 sm:p-6"
      data-testid="takings"
    >
      <h2 className="break-words font-bold text-xl">{takings.name}</h2>
      <p className="mt-2 text-ink-soft">{m.money_net()}</p>
      <p
        className="break-words font-display font-extrabold text-5xl tabular-nums"
        data-testid="net"
      >
        {show(takings.net)}
      </p>
      {taxed && (
        <p className="text-ink-soft">
          {m.money_tax({
            name: takings.tax_name || m.money_tax_plain(),
            percent: String(Number(takings.tax_percent)),
            amount: show(takings.tax),
          })}
        </p>
      )}
      <dl className="mt-5 grid grid-cols-2 gap-4 sm:grid-cols-3 xl:grid-cols-5">
        {figures.map(({ label, amount }) => (
          <div key={label}>
            <dt className="text-ink-soft text-sm">{label}</dt>
            <dd className="font-bold text-lg tabular-nums">{show(amount)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-ink-soft text-sm">{m.money_fees_note()}</p>
    </section>
  )
}

function Breakdown({ takings }: { takings: Takings }) {
  const show = (amount: string) => formatAmount(amount, takings.currency, region())
  const types = takings.by_type.map(({ name, release, tickets, amount, given_back }) => ({
    name: release === null ? name : `${name} · ${release}`,
    tickets,
    amount: show(amount),
    note: given_back > 0 ? m.money_given_back({ figure: String(given_back) }) : '',
  }))
  const days = takings.by_day.map(({ day, tickets, amount }) => ({
    name: formatShortDay(`${day}T12:00:00Z`, { region: region(), timeZone: 'UTC' }),
    tickets,
    amount: show(amount),
    note: '',
  }))
  const codes = takings.by_promo.map(({ code, tickets, amount, discount }) => ({
    name: code,
    tickets,
    amount: show(amount),
    note: m.money_discount({ amount: show(discount) }),
  }))
  return (
    <div className="grid gap-4 xl:grid-cols-3">
      <Table rows={types} title={m.money_by_type()} />
      <Table rows={days} title={m.money_by_day()} />
      <Table rows={codes} title={m.money_by_code()} />
    </div>
  )
}

type Row = { name: string; tickets: number; amount: string; note: string }

function Table({ title, rows }: { title: string; rows: Row[] }) {
  if (rows.length === 0) return null
  return (
    <section className="rounded-card border border-line bg-surface p-4">
      <h3 className="mb-2 font-bold text-lg">{title}</h3>
      <table className="w-full text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{m.money_tickets()}</th>
            <th scope="col">{m.money_amount()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, tickets, amount, note }) => (
            <tr className="border-line border-t" key={name}>
              <th className="py-2 pr-2 font-normal" scope="row">
                <span className="break-words">{name}</span>
                {note !== '' && <span className="block text-ink-soft text-sm">{note}</span>}
              </th>
              <td className="py-2 pr-3 text-right text-ink-soft tabular-nums">{tickets} ×</td>
              <td className="py-2 text-right font-semibold tabular-nums">{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
