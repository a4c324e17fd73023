// What a night took: the figures, and the same by ticket type, day of sale and promo code.

import { formatShortDay } from '@maguey/ui/format/moment.ts'
import { formatAmount } from '@maguey/ui/format/money.ts'
import type { Takings } from '@maguey/wire/takings'
import { m } from '#messages'
import { region } from '#shared/format/region.ts'

export function Figures({ takings }: { takings: Takings }) {
  const show = (amount: string) => formatAmount(amount, takings.currency, region())
  const figures = [
    { label: m.money_paid(), amount: takings.paid },
    { label: m.money_returned(), amount: takings.returned },
    { label: m.money_under_way(), amount: takings.under_way },
    { label: m.money_disputed(), amount: takings.disputed },
    ...(Number(takings.owed) > 0 ? [{ label: m.money_owed(), amount: takings.owed }] : []),
    ...(takings.held_orders > 0
      ? [{ label: m.money_held({ figure: String(takings.held_orders) }), amount: takings.held }]
      : []),
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
      <dl className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-4">
        {figures.map(({ label, amount }) => (
          <div key={label}>
            <dt className="text-ink-soft text-sm">{label}</dt>
            <dd className="font-bold text-lg tabular-nums">{show(amount)}</dd>
          </div>
        ))}
      </dl>
      {takings.door.tickets > 0 && (
        <p className="mt-4" data-testid="money-door">
          {m.money_door({
            count: takings.door.tickets,
            cash: show(takings.door.cash),
            terminal: show(takings.door.terminal),
          })}
        </p>
      )}
      {taxed && (
        <p className="mt-4 text-ink-soft text-sm">
          {m.money_tax({
            name: takings.tax_name || m.money_tax_plain(),
            percent: String(Number(takings.tax_percent)),
            amount: show(takings.tax),
          })}
        </p>
      )}
    </section>
  )
}

export function Breakdown({ takings }: { takings: Takings }) {
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
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] items-start gap-4">
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
              <th className="w-full py-2 pr-2 font-normal" scope="row">
                <span className="break-words">{name}</span>
                {note !== '' && <span className="block text-ink-soft text-sm">{note}</span>}
              </th>
              <td className="whitespace-nowrap py-2 pr-3 text-right text-ink-soft tabular-nums">
                {tickets} ×
              </td>
              <td className="whitespace-nowrap py-2 text-right font-semibold tabular-nums">
                {amount}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
